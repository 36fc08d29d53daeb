import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkCustomField, customField } from "./custom-field.ts";
import { fieldAccess } from "./field.ts";
import { registry, registryFor } from "./registry.ts";
import { TICKET_FIELDS } from "./ticket-fields.ts";

const cost = customField({ key: "cost", type: "money", currency: "RUB", label: { en: "Cost", ru: "Стоимость" } });
const own = customField({ key: "status", type: "text", label: { en: "Mood", ru: "Настроение" } });
const salary = customField({
  key: "salary",
  type: "number",
  label: { en: "Salary", ru: "Оклад" },
  permissions: { employee: "hidden", client: "hidden", roles: { chief: "write", clerk: "read" } },
});
const all = registry(TICKET_FIELDS, [cost, own, salary], {
  status: [{ key: "waiting", label: { en: "Waiting", ru: "Ожидание" } }],
});

describe("registry", () => {
  const words: [word: string, key: string][] = [
    ["status", "status"],
    ["Статус", "status"],
    ["service_type", "serviceType"],
    ["Тип Услуги", "serviceType"],
    ["выполнить до", "due"],
    ["вложения", "attachments"],
    ["cost", "custom.cost"],
    ["custom.cost", "custom.cost"],
    ["стоимость", "custom.cost"],
    ["custom.status", "custom.status"],
    ["настроение", "custom.status"],
    ["به‌روزرسانی", "updated"],
    ["بهروزرسانی", "updated"],
  ];
  for (const [word, key] of words) it(`finds ${key} by ${word}`, () => assert.equal(all.find(word)?.key, key));

  it("finds nothing by words that are no field's, those of JavaScript objects among them", () => {
    for (const word of ["", "stauts", "constructor", "__proto__", "custom."]) assert.equal(all.find(word), undefined);
  });

  it("gives lists the options of the workspace", () => {
    assert.deepEqual(
      all.find("status")?.options?.map((option) => option.key),
      ["waiting"],
    );
    assert.equal(all.find("category")?.options?.length, 6);
  });

  it("refuses two fields with one key", () => {
    assert.throws(() => registry(TICKET_FIELDS, [cost, cost]), /Two fields have the key custom.cost/);
  });

  it("shows each viewer the fields he may read", () => {
    assert.equal(fieldAccess(salary, { kind: "employee", roles: ["engineer"] }), "hidden");
    assert.equal(fieldAccess(salary, { kind: "employee", roles: ["clerk", "chief"] }), "write");
    assert.equal(fieldAccess(salary, { kind: "employee", roles: [] }), "hidden");
    assert.equal(fieldAccess(salary, { kind: "client" }), "hidden");
    const clerk = registryFor(all, { kind: "employee", roles: ["clerk"] });
    assert.equal(clerk.find("оклад")?.key, "custom.salary");
    const client = registryFor(all, { kind: "client" });
    assert.equal(client.find("assignee"), undefined);
    assert.equal(client.find("оклад"), undefined);
    assert.equal(client.find("subject")?.key, "subject");
  });
});

describe("the fields of a ticket", () => {
  it("have keys of their own, and labels in every language", () => {
    assert.equal(new Set(TICKET_FIELDS.map((field) => field.key)).size, TICKET_FIELDS.length);
    for (const { key, label } of TICKET_FIELDS) {
      assert.deepEqual([key, ...Object.keys(label)], [key, "en", "ru", "id", "fa"]);
    }
  });

  it("are all found by key and by each label alone", () => {
    const seen = new Map<string, string>();
    for (const { key, label } of TICKET_FIELDS) {
      assert.equal(all.find(key)?.key, key);
      for (const [language, text] of Object.entries(label)) {
        const word = `${language} ${text.toLowerCase()}`;
        assert.equal(seen.get(word), undefined, `${word}: ${key} and ${seen.get(word)}`);
        seen.set(word, key);
      }
    }
  });
});

describe("checkCustomField", () => {
  const label = { en: "X", ru: "Х" };
  it("finds nothing wrong with good ones", () => {
    assert.deepEqual(checkCustomField({ key: "cost", type: "money", currency: "RUB", label }), []);
    assert.deepEqual(checkCustomField({ key: "a_1", type: "list", label, options: [{ key: "a", label }] }), []);
  });
  it("names what is wrong", () => {
    const codes = (field: Parameters<typeof checkCustomField>[0]) => checkCustomField(field).map(({ code }) => code);
    assert.deepEqual(codes({ key: "Cost'", type: "money", label }), ["bad-key", "currency-missing"]);
    assert.deepEqual(codes({ key: "a", type: "lists", label }), ["options-missing"]);
    assert.deepEqual(
      codes({
        key: "a",
        type: "list",
        label,
        options: [
          { key: "a", label },
          { key: "a", label },
        ],
      }),
      ["option-twice"],
    );
    assert.deepEqual(codes({ key: "a", type: "number", label, min: 2, max: 1 }), ["bad-bounds"]);
  });
});
