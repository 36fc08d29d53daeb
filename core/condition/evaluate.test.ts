import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FIELDS, IDS } from "../../test/conditions.ts";
import type { TicketFacts } from "../fields/ticket-facts.ts";
import { evaluate } from "./evaluate.ts";
import { parseCondition } from "./parse.ts";

const [me = "", other = "", lift = "", quarter = "", site = ""] = IDS;
const facts: Partial<TicketFacts> = {
  number: 15,
  status: "waiting",
  category: "new",
  subject: "Течёт КРАН на кухне, 100% мокро",
  serviceId: lift,
  serviceName: "Замена смесителя",
  placeId: site,
  placePath: [quarter, site],
  siteId: site,
  entrance: "1",
  address: "ул. Ленина, 5",
  contactName: "Ян Новák",
  assignees: [me],
  controllers: [],
  createdAt: "2026-08-20T21:30:00.000Z",
  dueAt: new Date("2026-08-21T12:00:00Z"),
  rating: null,
  approvedAt: null,
  stage: null,
  invited: [],
  hasAttachments: true,
  unseen: 0,
  custom: { cost: { amount: 10050, currency: "RUB" }, tags: ["vip"], built: "1975-05-01", weight: "heavy" },
};
// In Moscow it is 21 August, half past one in the afternoon.
const context = { registry: FIELDS, now: new Date("2026-08-21T10:30:00Z"), zone: "Europe/Moscow", me };

describe("evaluate", () => {
  const cases: [text: string, holds: boolean][] = [
    ["", true],
    ["-()", false],
    ["status:waiting,done", true],
    ["-status:waiting", false],
    ["subject:кран", true],
    ["subject:кран,дверь", true],
    ["subject=кран", false],
    ["subject^=течёт", true],
    ["subject:100%", true],
    ['subject:"100_ "', false],
    ["кран ленина 15", true],
    ["смеситель", false],
    ["смесителя", true],
    ["service:смесителя", true],
    ["№15", true],
    ["16", false],
    ["кран -дверь", true],
    ["entrance:1", true],
    ["client:НОВÁK", true],
    ["assignee:me", true],
    [`assignee:${other}`, false],
    [`assignee:${other},me`, true],
    [`assignee!=${other}`, true],
    ["controller:none", true],
    ["controller:me", false],
    ["-controller:me", true],
    [`place:${quarter}`, true],
    [`place=${quarter}`, false],
    [`place=${site}`, true],
    ['site:"Ленина, 5"', true],
    ["created:today", true],
    ["created:2026-08-21", true],
    ["created:2026-08-20", false],
    ["created>2026-08-20", true],
    ["created>yesterday", true],
    ["created<=yesterday", false],
    ["created>-1d", true],
    ["created>-14h", true],
    ["created<-14h", false],
    ["created:2026-08-20..2026-08-21", true],
    ["created>=2026-08-21T00:30", true],
    ["created>2026-08-21T00:30", false],
    ["created:2026-08-20T21:30Z", true],
    ["due<2h", true],
    ["due<now", false],
    ["closedAt:none", true],
    ["closedAt<now", false],
    ["-closedAt<now", true],
    ["rating:1..2", false],
    ["rating!=1", true],
    ["approved:no", true],
    ["has:attachments", true],
    ["has:unseen", false],
    ["is:important", false],
    ["custom.cost:100.50", true],
    ["custom.cost>100.50", false],
    ["custom.tags:vip", true],
    ["custom.built<1976-01-01", true],
    ["custom.weight:none", true],
    ["custom.guarantee:no", false],
    ["custom.guarantee:none", true],
  ];
  for (const [text, holds] of cases) {
    it(`${text || "nothing"} ${holds ? "holds" : "does not hold"}`, () => {
      const parsed = parseCondition(text, FIELDS);
      assert.ok(parsed.ok, JSON.stringify(parsed));
      assert.equal(evaluate(parsed.condition, facts, context), holds);
    });
  }

  it("knows nobody as me when nobody asks", () => {
    const mine = { field: "assignee", op: "has", value: { me: true } } as const;
    assert.equal(evaluate(mine, facts, { ...context, me: null }), false);
    assert.equal(evaluate({ not: mine }, facts, { ...context, me: null }), true);
  });

  it("looks for words as the caller says", () => {
    const search = (words: string) => words === "лифт";
    assert.equal(evaluate({ text: "лифт" }, facts, { ...context, search }), true);
    assert.equal(evaluate({ text: "кран" }, facts, { ...context, search }), false);
  });

  it("throws on what the check refuses", () => {
    assert.throws(() => evaluate({ field: "nothing", op: "set" }, facts, context), /Unknown field/);
    assert.throws(() => evaluate({ field: "status", op: "gt", value: "a" }, facts, context), /cannot be asked/);
    assert.throws(() => evaluate({ field: "team", op: "is", value: { name: "x" } }, facts, context), /resolved first/);
  });
});
