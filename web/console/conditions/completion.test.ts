import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseCondition } from "../../../core/condition/parse.ts";
import { FIELDS } from "../../../test/conditions.ts";
import { accepted, offered, spotAt, suggestFields, suggestNamed, suggestSigns, suggestWords } from "./completion.ts";

/** The text with `|` where the caret stands. */
function at(marked: string) {
  const caret = marked.indexOf("|");
  const text = marked.replace("|", "");
  const spot = spotAt(text, caret, FIELDS);
  return { text, spot };
}
const told = (marked: string) => {
  const { spot } = at(marked);
  return spot && [spot.kind, spot.typed, spot.field?.key];
};

describe("completion of a condition", () => {
  const spots: [marked: string, spot: ReturnType<typeof told>][] = [
    ["|", ["field", "", undefined]],
    ["кран sta|", ["field", "sta", undefined]],
    ["status|", ["field", "status", "status"]],
    ["-(sta|", ["field", "sta", undefined]],
    ["-sta|", ["field", "sta", undefined]],
    ["st|atus", undefined],
    ["status:|", ["value", "", "status"]],
    ["Статус:ож|", ["value", "ож", "status"]],
    ["status!=done,wa|", ["value", "wa", "status"]],
    ['site:"Ленина 5|', ["value", "Ленина 5", "site"]],
    ['site:"Ленина 5" sta|', ["field", "sta", undefined]],
    ['assignee:"Иван Петров",ma| x', ["value", "ma", "assignee"]],
    ["created:2026-08-01..to|", ["value", "to", "created"]],
    ["due<2|", ["value", "2", "due"]],
    ["неттакого:x|", undefined],
    ["10:|", undefined],
  ];
  for (const [marked, spot] of spots) {
    it(`knows what is written in ${marked}`, () => assert.deepEqual(told(marked), spot));
  }

  const labels = (field: { label: { ru: string } }) => field.label.ru;
  it("[B-FLD-03] offers fields by name, key and other words, the best first", () => {
    const keys = (typed: string) => suggestFields(typed, FIELDS, labels).map(({ key }) => key);
    assert.deepEqual(keys("стату"), ["status", "clientStatus"]);
    assert.equal(keys("созд")[0], "created");
    assert.ok(keys("отдел").includes("team"));
    assert.ok(keys("").length > 30);
    assert.deepEqual(keys("qqq"), []);
  });

  it("offers the signs that the field can be asked with", () => {
    const signs = (key: string) => {
      const field = FIELDS.find(key);
      assert.ok(field);
      return suggestSigns(field, (op) => op).map(({ insert, detail }) => [insert.replace(key, ""), detail]);
    };
    assert.deepEqual(signs("status"), [
      [":", "is"],
      ["!=", "not"],
    ]);
    assert.deepEqual(
      signs("rating").map(([sign]) => sign),
      [":", "!=", ">", ">=", "<", "<="],
    );
    assert.deepEqual(signs("place")[0], [":", "under"]);
  });

  it("offers the words that stand for values of the field", () => {
    const words = (key: string, typed = "") => {
      const field = FIELDS.find(key);
      assert.ok(field);
      return suggestWords(field, typed, (word) => word).map(({ insert }) => insert);
    };
    assert.deepEqual(words("assignee"), ["me", "none", "any"]);
    assert.deepEqual(words("reopened"), ["yes", "no"]);
    assert.deepEqual(words("created", "to"), ["today", "tomorrow"]);
    assert.ok(words("due").includes("none"));
  });

  it("leaves Enter to the search where plain words or whole values are written", () => {
    const named = suggestNamed([{ name: "Иван Петров" }, { name: "Мария Иванова" }, { key: "waiting", name: "Ждёт" }]);
    const offer = (marked: string) => offered(at(marked).spot, named);
    assert.deepEqual(offer("и|"), { found: [], first: -1 });
    assert.deepEqual(offer("ив|"), { found: named, first: -1 });
    assert.deepEqual(offer("кран |"), { found: [], first: -1 });
    assert.deepEqual(offer("assignee:|").first, -1);
    assert.deepEqual(offer("assignee:мар|").first, 1);
    assert.deepEqual(offer("assignee:сид|").first, -1);
    assert.deepEqual(offer('assignee:"иван петров|').first, -1);
    assert.deepEqual(offer("status:waiting|").first, -1);
    assert.deepEqual(offer("status:wait|").first, 2);
  });

  it("puts the suggestion in its place so that it is read as it was meant", () => {
    const put = (marked: string, name: string) => {
      const { text, spot } = at(marked);
      const [one] = suggestNamed([{ id: "x", name }]);
      assert.ok(spot && one);
      return accepted(text, spot, one);
    };
    assert.deepEqual(put('assignee:"Ива|', "Иван Петров"), { text: 'assignee:"Иван Петров" ', caret: 23 });
    assert.deepEqual(put("team:са| status:done", "none"), { text: 'team:"none" status:done', caret: 12 });
    assert.deepEqual(put("(team:са|)", "Сантехники"), { text: "(team:Сантехники)", caret: 16 });
    const { text } = put("team:x,|", 'ООО "Рога" (Юг)');
    assert.deepEqual(parseCondition(text, FIELDS), {
      ok: true,
      condition: { field: "team", op: "in", values: [{ name: "x" }, { name: 'ООО "Рога" (Юг)' }] },
    });
  });
});
