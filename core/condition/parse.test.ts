import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FIELDS, IDS } from "../../test/conditions.ts";
import type { ProblemCode } from "./check.ts";
import { type Condition, LIMITS } from "./condition.ts";
import { formatCondition } from "./format.ts";
import { parseCondition } from "./parse.ts";

const is = (field: string, value: string | number | boolean): Condition => ({ field, op: "is", value });

describe("parseCondition", () => {
  const read: [text: string, condition: Condition][] = [
    ["", { all: [] }],
    ["status:waiting", is("status", "waiting")],
    ["status:waiting,done", { field: "status", op: "in", values: ["waiting", "done"] }],
    ["Статус:waiting", is("status", "waiting")],
    ['status:"The waiting"', is("status", "waiting")],
    ["category:закрыта", is("category", "closed")],
    ['site:"Ленина 5"', { field: "site", op: "is", value: { name: "Ленина 5" } }],
    ["site:«Ленина 5»", { field: "site", op: "is", value: { name: "Ленина 5" } }],
    ["place:Ленинский", { field: "place", op: "under", value: { name: "Ленинский" } }],
    [`place=${IDS[0]}`, is("place", IDS[0] ?? "")],
    ["-service:лифт", { not: { field: "service", op: "is", value: { name: "лифт" } } }],
    ["not service:лифт", { not: { field: "service", op: "is", value: { name: "лифт" } } }],
    ["created>-7d", { field: "created", op: "gt", value: { now: "-7d" } }],
    ["created:>-7d", { field: "created", op: "gt", value: { now: "-7d" } }],
    ["due < 2h", { field: "due", op: "lt", value: { now: "2h" } }],
    ["due<=now", { field: "due", op: "lte", value: { now: "0m" } }],
    ["created:today", { field: "created", op: "is", value: { day: "today" } }],
    ["created:2026-08-20", is("created", "2026-08-20")],
    ["created>=2026-08-20T10:00", { field: "created", op: "gte", value: "2026-08-20T10:00" }],
    ["created:2026-08-01..2026-08-20", { field: "created", op: "between", values: ["2026-08-01", "2026-08-20"] }],
    ["created:-7d..now", { field: "created", op: "between", values: [{ now: "-7d" }, { now: "0m" }] }],
    ["rating:1..2", { field: "rating", op: "between", values: [1, 2] }],
    ["rating:4..", { field: "rating", op: "gte", value: 4 }],
    ["incident:yes", is("incident", true)],
    ["incident:123", is("incidentNumber", 123)],
    ["инцидент:7,12", { field: "incidentNumber", op: "in", values: [7, 12] }],
    ["incident:100..", { field: "incidentNumber", op: "gte", value: 100 }],
    ["rating:..2", { field: "rating", op: "lte", value: 2 }],
    ["assignee:none", { field: "assignee", op: "empty" }],
    ["assignee:any", { field: "assignee", op: "set" }],
    ["assignee:me", { field: "assignee", op: "has", value: { me: true } }],
    ['assignee:"me"', { field: "assignee", op: "has", value: { name: "me" } }],
    ["assignee!=me", { field: "assignee", op: "not", value: { me: true } }],
    [
      "assignee:me,none",
      {
        any: [
          { field: "assignee", op: "has", value: { me: true } },
          { field: "assignee", op: "empty" },
        ],
      },
    ],
    ["status!=waiting,done", { not: { field: "status", op: "in", values: ["waiting", "done"] } }],
    ["subject:кран", { field: "subject", op: "contains", value: "кран" }],
    ['subject="кран"', is("subject", "кран")],
    ["subject^=Не", { field: "subject", op: "starts", value: "Не" }],
    ["entrance:1", is("entrance", "1")],
    ["entrance~1", { field: "entrance", op: "contains", value: "1" }],
    ["custom.cost>=100.5", { field: "custom.cost", op: "gte", value: 10050 }],
    ["стоимость:100", is("custom.cost", 10000)],
    ["price:100", is("custom.price", 100)],
    ["гарантия:да", is("custom.guarantee", true)],
    ["has:attachments", is("attachments", true)],
    ["is:important", is("important", true)],
    [
      "has:rating has:unseen",
      {
        all: [
          { field: "rating", op: "set" },
          { field: "unseen", op: "gt", value: 0 },
        ],
      },
    ],
    ["has:assignee", { field: "assignee", op: "set" }],
    ["кран", { text: "кран" }],
    ['"status:waiting"', { text: "status:waiting" }],
    ["10:30", { text: "10:30" }],
    ["Иванов - лифт", { all: [{ text: "Иванов" }, { text: "лифт" }] }],
    ["a and b", { all: [{ text: "a" }, { text: "b" }] }],
    ["a or b c", { any: [{ text: "a" }, { all: [{ text: "b" }, { text: "c" }] }] }],
    ["(a or b) c", { all: [{ any: [{ text: "a" }, { text: "b" }] }, { text: "c" }] }],
    ["-(a b)", { not: { all: [{ text: "a" }, { text: "b" }] } }],
    ["((a))", { text: "a" }],
    ["-()", { not: { all: [] } }],
  ];
  for (const [text, condition] of read) {
    it(`reads ${text || "nothing"}`, () => {
      assert.deepEqual(parseCondition(text, FIELDS), { ok: true, condition });
    });
  }

  const refused: [text: string, code: ProblemCode, at: number | undefined, mend: RegExp][] = [
    ["stauts:waiting", "unknown-field", 0, /Did you mean status\?/],
    ["кран http://x", "unknown-field", 5, /in quotes/],
    ["status:sleeping", "unknown-option", 0, /waiting, in_progress, done/],
    ["rating:good", "wrong-value", 0, /a number such as 3/],
    ["number>1,5", "wrong-value", 0, /a number/],
    ["created:2026-02-30", "wrong-value", 0, /2026-08-20/],
    ["created:-7d", "range-needed", 0, /created>-7d or created<-7d/],
    ["due<99999y", "wrong-value", 0, /2h/],
    ["custom.price:1.5", "wrong-value", 0, /a number/],
    ["status>waiting", "wrong-operator", 0, /is, not, in, empty, set/],
    ["assignee~иван", "wrong-operator", 0, /has/],
    ["is:rating", "wrong-value", 0, /yes or no/],
    ["status:", "value-missing", 0, /behind status:/],
    ["кран service:", "value-missing", 5, /behind service:/],
    ['site:""', "wrong-value", 0, /a name/],
    ['""', "value-missing", 0, /a word/],
    ['site:"Ленина', "unclosed", 5, /Close the quotation/],
    ["a (b", "unclosed", 2, /Close the group/],
    ["a )", "unexpected", 2, /in quotes/],
    ["a or", "unexpected", 4, /in quotes/],
    ["or a", "unexpected", 4, /in quotes/],
    ["a\0", "bad-character", 0, /unreadable/],
    ["subject:a\0", "bad-character", 0, /unreadable/],
    ["x".repeat(LIMITS.characters + 1), "too-long", LIMITS.characters, /10000/],
    [`${"(".repeat(21)}a${")".repeat(21)}`, "too-deep", 20, /20 groups/],
    ["a ".repeat(201), "too-many-terms", 400, /200 questions/],
    [`subject:${"a,".repeat(201)}a`, "too-many-terms", undefined, /200 questions/],
  ];
  for (const [text, code, at, mend] of refused) {
    it(`refuses ${text.length > 30 ? `${text.slice(0, 12)}… (${code})` : JSON.stringify(text)}`, () => {
      const parsed = parseCondition(text, FIELDS);
      assert.ok(!parsed.ok);
      const [first] = parsed.errors;
      assert.deepEqual([first?.code, first?.at], [code, at]);
      assert.match(first?.mend ?? "", mend);
    });
  }

  it("tells all errors at once, each with its place", () => {
    const parsed = parseCondition('stauts:x кран rating:good (status:sleeping "', FIELDS);
    assert.ok(!parsed.ok);
    assert.deepEqual(
      parsed.errors.map(({ code, at }) => [code, at]),
      [
        ["unknown-field", 0],
        ["wrong-value", 14],
        ["unknown-option", 27],
        ["unclosed", 43],
      ],
    );
  });
});

describe("formatCondition", () => {
  const written: [condition: Condition, text: string][] = [
    [{ field: "assignee", op: "has", value: { name: IDS[0] ?? "" } }, `assignee:"${IDS[0]}"`],
    [{ field: "assignee", op: "in", values: [{ me: true }, { name: "Иван Петров" }] }, 'assignee:me,"Иван Петров"'],
    [{ field: "subject", op: "in", values: ["a", "b"] }, "subject=a,b"],
    [{ field: "custom.cost", op: "between", values: [-150, 100000] }, "custom.cost:-1.50..1000.00"],
    [{ text: "or" }, '"or"'],
    [{ text: 'a "b" \\' }, '"a \\"b\\" \\\\"'],
    [
      { all: [{ any: [{ text: "a" }, { all: [{ text: "b" }, { text: "c" }] }] }, { not: { text: "d" } }] },
      "(a or b c) -d",
    ],
    [{ any: [] }, "-()"],
    [{ all: [{ all: [{ text: "a" }] }, { any: [{ text: "b" }] }] }, "a b"],
  ];
  for (const [condition, text] of written) {
    it(`writes ${text}`, () => {
      assert.equal(formatCondition(condition, FIELDS), text);
    });
  }
});
