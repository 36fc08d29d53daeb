import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { customField } from "../fields/custom-field.ts";
import type { FieldDef } from "../fields/field.ts";
import { registry } from "../fields/registry.ts";
import { TICKET_FIELDS } from "../fields/ticket-fields.ts";
import { compileFormula } from "./compile-formula.ts";
import { checkFormula, type Formula, isReadByFormulas, readyFormulas } from "./formulas.ts";
import { storedOf } from "./kinds.ts";

const label = (text: string) => ({ en: text, ru: text });
const option = (key: string, name: string) => ({ key, label: label(name) });
const FIELDS = registry(TICKET_FIELDS, [
  customField({ key: "a", type: "number", label: label("Расход воды") }),
  customField({ key: "b", type: "number", label: label("B") }),
  customField({ key: "none", type: "number", label: label("None") }),
  customField({ key: "cost", type: "money", currency: "RUB", label: label("Цена") }),
  customField({ key: "euro", type: "money", currency: "EUR", label: label("Евро") }),
  customField({ key: "day", type: "date", label: label("День") }),
  customField({ key: "word", type: "text", label: label("Слово") }),
  customField({
    key: "kind",
    type: "list",
    label: label("Вид"),
    options: [option("x", "Срочно"), option("y", "Потом")],
  }),
  customField({ key: "tags", type: "lists", label: label("Метки"), options: [option("vip", "ВИП")] }),
  customField({ key: "link", type: "link", label: label("Ссылка") }),
]);
const VALUES: Readonly<Record<string, unknown>> = {
  a: 7,
  b: 2,
  cost: { amount: 10_050, currency: "RUB" },
  euro: { amount: 100, currency: "EUR" },
  day: "2026-02-27",
  word: "Лифт",
  kind: "x",
  tags: ["vip"],
  created: "2026-10-14T21:30:00.000Z",
  closedAt: "2026-10-16T09:30:00.000Z",
};
const heldIn = ({ key }: FieldDef): unknown => VALUES[key.replace(/^custom\./, "")] ?? null;
const known = { find: (name: string) => FIELDS.find(name), isRead: isReadByFormulas };

function counted(text: string): unknown {
  const compiled = compileFormula(text, known);
  assert.ok(compiled.ok, JSON.stringify(compiled));
  return storedOf(compiled.type, compiled.count({ heldIn, zone: "Europe/Moscow" }));
}
const faults = (text: string) => {
  const compiled = compileFormula(text, known);
  return compiled.ok ? [] : compiled.problems.map(({ code, at, end }) => [code, at, end]);
};

describe("a formula", () => {
  const answers: [text: string, value: unknown][] = [
    ["1 + 2 * 3 - 4 / 2", 5],
    ["(1 + 2) * -3", -9],
    ["0.1 + 0.2", 0.3],
    ["[Расход воды] * custom.b", 14],
    ["custom.a / 0", null],
    ["custom.none + 1", null],
    ["coalesce(custom.none, custom.b)", 2],
    ["если(пусто(custom.none); 1; 2)", 1],
    ["if(custom.none > 1, 1)", null],
    ["round(custom.a / 3, 2)", 2.33],
    ["round(1.005, 2)", 1.01],
    ["round(-2.5)", -3],
    ["min(3, custom.none, 2) + max(1, 5)", 7],
    ["custom.cost * 2 + custom.cost", { amount: 30_150, currency: "RUB" }],
    ["custom.cost / custom.cost", 1],
    ["amount(custom.cost)", 100.5],
    ["closedAt - created", 129_600],
    ["days(closedAt - created)", 1.5],
    ["created + 2h", "2026-10-14T23:30:00.000Z"],
    ["date(created)", "2026-10-15"],
    ["custom.day + 3", "2026-03-02"],
    ["custom.day - 1w", "2026-02-20"],
    ["custom.day - date(2026, 1, 31)", 27 * 86_400],
    ["date(2026, 2, 30)", "2026-03-02"],
    ["weekday(custom.day)", 5],
    ["created < closedAt and not (custom.a = 8)", true],
    ["custom.none = 1 or custom.none != 1", true],
    ['custom.word & " №" & custom.a', "Лифт №7"],
    ["custom.word & custom.none", "Лифт"],
    ['custom.word = "лифт"', true],
    ['contains(custom.word, "ИФТ")', true],
    ['custom.kind = "Срочно"', true],
    ['custom.kind = "y"', false],
    ['contains(custom.tags, "ВИП")', true],
    ['if(custom.kind = "x", 3d, 1d)', 259_200],
    ["empty(custom.link)", true],
    ["length(custom.word)", 4],
  ];
  for (const [text, value] of answers) {
    it(`counts ${text}`, () => assert.deepEqual(counted(text), value));
  }

  const wrong: [text: string, ...faults: [code: string, at: number, end: number][]][] = [
    ["", ["formula-empty", 0, 0]],
    ["1 +", ["formula-unexpected", 3, 3]],
    ["(1 + 2", ["formula-unclosed", 0, 6]],
    ['"лифт', ["formula-unclosed", 0, 1]],
    ["1 $ 2", ["formula-unexpected", 2, 3]],
    ["custom.gone + [Нет]", ["formula-unknown-field", 0, 11], ["formula-unknown-field", 14, 19]],
    ["address", ["formula-field-not-read", 0, 7]],
    ["now()", ["formula-unknown-function", 0, 5]],
    ["if(1)", ["formula-argument-count", 0, 5]],
    ["1 + custom.word", ["formula-wrong-kind", 0, 15]],
    ["created + closedAt", ["formula-wrong-kind", 0, 18]],
    ["if(1, 2, 3)", ["formula-wrong-kind", 0, 11]],
    ['custom.kind = "Никогда"', ["formula-unknown-option", 0, 23]],
    ["custom.cost + custom.euro", ["formula-several-currencies", 0, 25]],
    ["custom.kind", ["formula-wrong-kind", 0, 11]],
    [`1${"+1".repeat(400)}`, ["formula-too-deep", 0, 801]],
    ["(".repeat(100), ["formula-too-deep", 0, 100]],
    ["1".repeat(2_001), ["formula-too-long", 0, 2_001]],
  ];
  for (const [text, ...expected] of wrong) {
    it(`refuses ${text.slice(0, 40) || "nothing"}`, () => assert.deepEqual(faults(text), expected));
  }

  it("is kept with keys in the place of names, and says what it reads", () => {
    const compiled = compileFormula(" [Расход воды] * [B] ", known);
    assert.ok(compiled.ok);
    assert.equal(compiled.text, "custom.a * custom.b");
    assert.deepEqual(
      compiled.fields.map(({ key }) => key),
      ["custom.a", "custom.b"],
    );
  });

  it("does not break on anything that can be typed", () => {
    const pieces = fc.constantFrom(
      "custom.a",
      "[B]",
      "created",
      "1",
      "2d",
      '"x"',
      "if",
      "(",
      ")",
      ",",
      "+",
      "&",
      "=",
      "not",
      "и",
      " ",
      "[",
      '"',
      "∞",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join(" ");
        const compiled = compileFormula(text, known);
        if (compiled.ok) storedOf(compiled.type, compiled.count({ heldIn, zone: "UTC" }));
        else
          assert.ok(
            compiled.problems.length > 0 && compiled.problems.every(({ at, end }) => at <= end && end <= text.length),
          );
      }),
    );
  });

  it("names the way on which formulas read each other, and counts each after those that it reads", () => {
    const own = (key: string) =>
      customField({ key, type: "formula", label: label(key), formula: { text: "1", result: "number", reads: [] } });
    const all = registry(TICKET_FIELDS, [
      own("x"),
      own("y"),
      own("z"),
      customField({ key: "a", type: "number", label: label("a") }),
    ]);
    const formula = (text: string, ...reads: string[]): Formula => ({ text, result: "number", reads });
    const others = new Map([
      ["y", formula("custom.z + 1", "custom.z")],
      ["z", formula("custom.x + 1", "custom.x")],
    ]);
    const checked = checkFormula("x", "custom.y + 1", all, others);
    assert.ok(!checked.ok);
    assert.deepEqual(checked.problems[0]?.params, { path: "x → y → z → x" });
    assert.ok(!checkFormula("x", "[x]", all, others).ok);
    const ready = readyFormulas(all, new Map([...others, ["x", formula("custom.a * 2", "custom.a")]]));
    assert.deepEqual(
      ready.map(({ key }) => key),
      ["x", "z", "y"],
    );
  });
});
