import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { TicketEvent } from "../../../../core/process/events.ts";
import en from "../../../../locales/en/card.json" with { type: "json" };
import fa from "../../../../locales/fa/card.json" with { type: "json" };
import id from "../../../../locales/id/card.json" with { type: "json" };
import ru from "../../../../locales/ru/card.json" with { type: "json" };
import { sentencesOf, TOLD_KINDS, type Words } from "./event-sentences.ts";

const words: Words = {
  status: (key) => `<${key}>`,
  stage: (key) => `<${key}>`,
  moment: (at) => at.slice(0, 10),
  span: (seconds) => `${seconds} s`,
  work: (seconds) => `${seconds} s`,
  field: (name) => `[${name}]`,
  value: (_, value, names) =>
    value === null || value === undefined ? "" : (names[String(value)] ?? JSON.stringify(value)),
  channel: (key) => key,
  refusal: (code) => code,
  action: (name) => name,
};
const names = { a: "Анна", b: "Борис", t1: "Сантехники", t2: "Электрики" };

type Sample = { [K in TicketEvent["kind"]]: Extract<TicketEvent, { kind: K }>["data"] };
/** One of every kind, with everything in it that its data may have. */
const SAMPLES: Sample = {
  "ticket.opened": { channel: "portal", status: "waiting" },
  "status.changed": {
    from: "in_progress",
    to: "suspended",
    comment: "Ждём деталь",
    reasons: ["Больше не нужно", "Другое"],
    resumeAt: "2026-12-01T08:00:00.000Z",
    cause: "person",
  },
  "process.changed": { process: "requests", from: 1, to: 2 },
  "resume.changed": { from: "2026-12-01T08:00:00.000Z", to: "2026-12-05T08:00:00.000Z" },
  "people.changed": {
    assignees: { added: ["a"], removed: ["b"] },
    controllers: { added: ["a", "b"], removed: [] },
    observers: { added: [], removed: ["a"] },
    observerTeams: { added: ["t1"], removed: ["t2"] },
    team: { from: "t1", to: "t2" },
  },
  "stage.changed": { from: "first", to: "second", cause: "person" },
  "change.undone": { what: "move" },
  "message.said": { message: "m", by: "client", files: 2 },
  "message.edited": { message: "m", before: "Было так" },
  "message.deleted": { message: "m", before: "Было так" },
  "note.said": { message: "m", important: true },
  "document.attached": { document: "d", name: "Акт.pdf" },
  "document.removed": { document: "d", name: "Акт.pdf" },
  "document.marked": { document: "d", name: "Акт.pdf", public: true },
  "work.reported": { entry: "w", minutes: 45, text: "Сменил прокладку", on: "2026-12-01" },
  "work.removed": { entry: "w", minutes: 45, text: "Сменил прокладку", on: "2026-12-01" },
  "checklist.changed": { what: "ticked", text: "Перекрыть стояк", points: [] },
  "fields.changed": {
    changes: {
      subject: { from: "Кран", to: "Кран на кухне" },
      description: { from: "Давно", to: "Очень давно" },
      serviceId: { from: null, to: "a" },
      placeId: { from: "a", to: null },
      form: { from: { where: "Кухня", same: 1 }, to: { where: "Ванная", same: 1, new: true } },
      custom: { from: {}, to: { cost: { amount: 100, currency: "RUB" } } },
    },
  },
  "ticket.accepted": { by: "a" },
  "reaction.stopped": { seconds: 60, due: "2026-12-01T08:00:00.000Z", outcome: "met" },
  "resolution.stopped": { seconds: 60, due: "2026-12-01T08:00:00.000Z", outcome: "late" },
  "sla.applied": { rule: "r", calendar: "c", reaction: 600, resolution: null, cause: "opened" },
  "due.changed": {
    from: "2026-12-01T08:00:00.000Z",
    to: "2026-12-02T08:00:00.000Z",
    cause: "pause",
    paused: 60,
    reaction: { from: "2026-12-01T08:00:00.000Z", to: "2026-12-02T08:00:00.000Z" },
  },
  "sla.soon": { clock: "reaction", due: "2026-12-01T08:00:00.000Z" },
  "sla.late": { clock: "resolution", due: "2026-12-01T08:00:00.000Z", told: "2026-12-01T08:00:00.000Z" },
  "approval.given": { approver: "a", stage: 0, answer: "refused", comment: "Нет сметы" },
  "approval.done": { stages: 2 },
  "rating.given": { score: 2, comment: "Поздно" },
  "rating.changed": { score: 5, comment: "", before: 2 },
  "ticket.seen": { cleared: ["unseen"] },
  "client.seen": {},
  "ticket.unread": {},
  "resume.reminded": { at: "2026-12-01T08:00:00.000Z", to: ["a", "b"] },
  "ticket.linked": { to: "x", number: 7 },
  "ticket.merged": { to: "x", number: 7 },
  "ticket.split": { to: "x", number: 8, moved: ["m"], messages: 2, notes: 1, files: 1, since: null },
  "ticket.split-off": { from: "x", number: 7, messages: 2, notes: 1, files: 0, since: "2026-10-20T06:00:00Z" },
  "incident.attached": { incident: "x", number: 7 },
  "incident.detached": { incident: "x", number: 7 },
  "incident.took": { ticket: "x", number: 7 },
  "incident.let-go": { ticket: "x", number: 7 },
  "ticket.absorbed": { from: "x", number: 7, messages: 2, notes: 1, files: 0 },
  "automation.skipped": { what: "people:a", reason: "not-in-team" },
  "automation.acted": { rule: "r", name: "Напомнить", did: "notify", to: ["client"] },
  "automation.stopped": { rule: "r", name: "Напомнить", depth: 8 },
};
const tell = (kind: string, data: object) =>
  sentencesOf({ kind, data: Object.fromEntries(Object.entries(data)), names }, words);

/** The text of a key in a language, or of any of its plural forms. */
function textIn(texts: Record<string, string>, key: string): string | undefined {
  return texts[key] ?? texts[`${key}_other`];
}

describe("sentences of the history", () => {
  for (const [language, texts] of Object.entries({ ru, en, id, fa })) {
    it(`has a sentence for every kind of event in ${language}`, () => {
      assert.deepEqual([...TOLD_KINDS].sort(), Object.keys(SAMPLES).sort());
      for (const [kind, data] of Object.entries(SAMPLES)) {
        const sentences = tell(kind, data);
        assert.ok(sentences.length > 0, `${kind} says nothing`);
        for (const { key, params } of sentences) {
          const text = textIn(texts.event, key);
          assert.ok(text, `event.${key} (${kind}) is missing`);
          for (const [, name] of text.matchAll(/\{\{(\w+)\}\}/g)) {
            assert.ok(name && name in params, `event.${key} asks for ${name}, which ${kind} does not give`);
          }
        }
      }
    });
  }

  it("tells a change of status with its comment", () => {
    const [status, reasons, resume] = tell("status.changed", SAMPLES["status.changed"]);
    assert.deepEqual(status, {
      key: "status",
      params: { from: "<in_progress>", to: "<suspended>" },
      quote: "Ждём деталь",
    });
    assert.equal(reasons?.params.reasons, "Больше не нужно; Другое");
    assert.equal(resume?.key, "resumeSet");
  });

  it("tells why a status changed that nobody changed by hand", () => {
    for (const cause of ["timer", "message", "approval", "incident", "process", "rule", "window", "merge"]) {
      const [sentence] = tell("status.changed", { from: "a", to: "b", cause });
      assert.equal(sentence?.key, `status-${cause}`);
      for (const texts of [ru, en, id, fa]) assert.ok(textIn(texts.event, `status-${cause}`));
    }
  });

  it("names the rule behind what was done, and what was not", () => {
    const rule = { rule: "r", name: "Напомнить" };
    const [skipped] = tell("automation.skipped", { ...rule, what: "move", reason: "no-such-move" });
    assert.deepEqual(skipped, {
      key: "skippedRule",
      params: { rule: "Напомнить", what: "move" },
      quote: "no-such-move",
    });
    const [field] = tell("automation.skipped", { what: "field:till", reason: "unknown-field" });
    assert.deepEqual([field?.key, field?.quote], ["skippedField", "unknown-field"]);
    for (const texts of [ru, en, id, fa]) assert.ok(textIn(texts.event, "skippedField"));
    for (const did of ["notify", "webhook", "open"]) {
      const [sentence] = tell("automation.acted", { ...rule, did, number: 5 });
      for (const texts of [ru, en, id, fa]) assert.ok(textIn(texts.event, sentence?.key ?? ""));
    }
  });

  it("tells clocks and planned times in all their ways", () => {
    const [from, to] = ["2026-12-01T08:00:00.000Z", "2026-12-02T08:00:00.000Z"];
    const told = [
      tell("reaction.stopped", { seconds: 60 }),
      tell("reaction.stopped", { seconds: 60, due: from, outcome: "late" }),
      tell("resolution.stopped", { seconds: 60, due: from, outcome: "met" }),
      tell("sla.applied", { rule: null, calendar: null, reaction: null, resolution: null, cause: "edit" }),
      tell("due.changed", { from: null, to, cause: "begun" }),
      tell("due.changed", { from, to: null, cause: "hand" }),
      tell("due.changed", { from, to: from, cause: "calendar", reaction: { from, to } }),
      tell("sla.soon", { clock: "resolution", due: from }),
      tell("sla.late", { clock: "reaction", due: from }),
    ];
    const keys = told.flat().map(({ key }) => key);
    assert.deepEqual(keys, [
      ...["reaction", "reactionLate", "solvedMet", "slaNone", "dueSet", "dueBegun", "dueRemoved", "dueByHand"],
      ...["reactionDueMoved", "dueCalendar", "soonResolution", "lateReaction"],
    ]);
    for (const texts of [ru, en, id, fa]) for (const key of keys) assert.ok(textIn(texts.event, key), key);
  });

  it("tells every change of the resume date", () => {
    const day = "2026-12-01T08:00:00.000Z";
    const keys = [tell("resume.changed", { from: null, to: day }), tell("resume.changed", { from: day, to: null })];
    assert.deepEqual(
      keys.map(([sentence]) => sentence?.key),
      ["resumeSet", "resumeRemoved"],
    );
  });

  it("names those who came and those who went, part by part", () => {
    const told = tell("people.changed", SAMPLES["people.changed"]).map(({ key, params }) => [key, params.names]);
    assert.deepEqual(told, [
      ["teamChanged", undefined],
      ["assigneesAdded", "Анна"],
      ["assigneesRemoved", "Борис"],
      ["controllersAdded", "Анна, Борис"],
      ["observersRemoved", "Анна"],
      ["observerTeamsAdded", "Сантехники"],
      ["observerTeamsRemoved", "Электрики"],
    ]);
  });

  it("tells of edited data only what differs, answers one by one", () => {
    const told = tell("fields.changed", SAMPLES["fields.changed"]).map(({ key, params }) => `${key} ${params.field}`);
    assert.deepEqual(told, [
      "fieldChanged [subject]",
      "textChanged [description]",
      "fieldSet [serviceId]",
      "fieldRemoved [placeId]",
      "fieldChanged [form.where]",
      "fieldSet [form.new]",
      "fieldSet [custom.cost]",
    ]);
  });

  it("tells of an unknown kind that there was something", () => {
    assert.deepEqual(tell("clock.breached", {}), [{ key: "other", params: { kind: "clock.breached" } }]);
  });
});
