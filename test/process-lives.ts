/** Random lives of a ticket: services, commands and steps for the property tests of processes. */
import fc from "fast-check";
import type { Actor, Command, Facts } from "../core/process/commands.ts";
import type { Reason } from "../core/process/events.ts";
import { LIMITS } from "../core/process/limits.ts";
import type { ServiceOption } from "../core/process/process.ts";
import type { SlaFacts } from "../core/sla/terms.ts";
import { workCalendar } from "../core/sla/work-calendar.ts";
import {
  CLIENT,
  COMPANIES,
  CONTROLLER,
  DISPATCHER,
  ENGINEER,
  employee,
  facts,
  NEWCOMER,
  NOW,
  RESIDENTS,
  SYSTEM,
  WEEK,
} from "./process-case.ts";

/**
 * A command as it is; or the move that stands at this place among those offered, with all it may demand; or the
 * pending timer at this place, fired when it is due.
 */
export type Step = { by: Actor; minutes: number } & ({ command: Command } | { offer: number } | { wake: number });

/** What the SLA rules of random lives promise: half an hour and two days of working time. */
export const TERMS = { rule: "rule", calendar: "week", reaction: 1800, resolution: 18 * 3600 };
const SLA: SlaFacts = { calendars: new Map([["week", workCalendar([WEEK])]]), warnShare: 0.2 };

const IDS = ["engineer", "engineer2", "e1", "e2", "e3", "e4", "e5", "blocked", "elsewhere", "siteless", "nobody"];
const APPROVER = employee("approver");

export const actor = fc.constantFrom<Actor>(DISPATCHER, ENGINEER, CONTROLLER, APPROVER, NEWCOMER, CLIENT, SYSTEM);
const people = fc.subarray(IDS, { maxLength: 6 });
const text = fc.constantFrom("", "Because");
const day = fc.constantFrom(null, "2026-03-11", "2026-04-01", "2028-03-11", "2030-01-01", "never", "2026-03-29T02:30");
const status = fc.constantFrom(...Object.keys(RESIDENTS.statuses), ...Object.keys(COMPANIES.statuses), "lost");
const written = fc.record({
  message: fc.constant("m"),
  author: fc.constantFrom("dispatcher", "client", "engineer"),
  by: fc.constantFrom("client" as const, "employee" as const),
  writtenAt: fc.constant(NOW.toISOString()),
  readAt: fc.constantFrom(null, NOW.toISOString()),
  before: fc.constant("Hello"),
});

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ kind: fc.constant("move" as const), to: status, comment: text, resumeAt: day }),
  fc.record({ kind: fc.constant("reschedule" as const), resumeAt: day }),
  fc.record({ kind: fc.constant("assign" as const), assignees: people }),
  fc.record({ kind: fc.constant("assign" as const), controllers: people }),
  fc.record({ kind: fc.constant("assign" as const), observers: people, team: fc.constantFrom(null, "team", "other") }),
  fc.record({ kind: fc.constant("say" as const), message: fc.constant("m"), text, files: fc.nat(2) }),
  written.map((message) => ({ kind: "edit-message" as const, text: "Hi", ...message })),
  written.map((message) => ({ kind: "delete-message" as const, ...message })),
  fc.record({ kind: fc.constant("note" as const), message: fc.constant("n"), text, important: fc.boolean() }),
  fc.record({
    kind: fc.constant("attach" as const),
    document: fc.nat(17).map((n) => `d${n}`),
    name: fc.constant("d.pdf"),
    size: fc.constantFrom(1, LIMITS.documentBytes + 1),
  }),
  fc.record({ kind: fc.constant("detach" as const), document: fc.constantFrom("d1", "d2"), name: fc.constant("d") }),
  fc.record({
    kind: fc.constant("edit" as const),
    changes: fc.record({ subject: text, placeId: fc.constantFrom("a", null) }),
  }),
  fc.record({
    kind: fc.constant("edit" as const),
    changes: fc.record({ placeId: fc.constantFrom("a", "b"), otherPlaces: fc.subarray(["a", "b", "c"]) }),
  }),
  fc.record({
    kind: fc.constant("approve" as const),
    answer: fc.constantFrom("agreed", "clarify", "refused"),
    comment: text,
  }),
  fc.record({ kind: fc.constant("rate" as const), score: fc.nat(6), comment: text }),
  fc.record({
    kind: fc.constant("cancel" as const),
    reasons: fc.subarray(["mistake", "other", "none"]),
    comment: text,
  }),
  fc.record({ kind: fc.constant("reopen" as const), reason: text }),
  fc.record({ kind: fc.constant("plan" as const), dueAt: day }),
  fc.record({
    kind: fc.constant("promise" as const),
    terms: fc.constantFrom(null, TERMS, { ...TERMS, rule: "other", reaction: null, resolution: 3600 }),
    why: fc.constant<Reason[]>([]),
    cause: fc.constantFrom("edit" as const, "rules" as const),
  }),
  fc.record({ kind: fc.constant("open-on-screen" as const), tab: fc.constantFrom("main" as const, "notes" as const) }),
  fc.constantFrom<Command>({ kind: "open-on-screen", hold: {} }, { kind: "timer", timer: { kind: "lease" } }),
  fc.constantFrom<Command>({ kind: "accept" }, { kind: "resume" }, { kind: "leave-screen" }, { kind: "mark-unread" }),
  fc.constantFrom<Command>({ kind: "system", event: "incident.done" }, { kind: "system", event: "controllers.off" }),
  fc.constantFrom<Command>(
    { kind: "take-in", ticket: { id: "t", number: 1 }, underWay: true },
    { kind: "let-go", ticket: { id: "t", number: 1 } },
    { kind: "leave-incident" },
  ),
  fc.constantFrom<Command>(
    { kind: "timer", timer: { kind: "resume" } },
    { kind: "timer", timer: { kind: "expire" } },
    { kind: "timer", timer: { kind: "sla" } },
    { kind: "timer", timer: { kind: "remind", index: 1 } },
  ),
);

const minutes = fc.oneof(fc.nat(60), fc.nat(3 * 24 * 60));
const usual = fc.constantFrom<Step>(
  { by: DISPATCHER, minutes: 5, command: { kind: "assign", assignees: ["engineer"] } },
  { by: DISPATCHER, minutes: 5, command: { kind: "assign", controllers: ["controller"] } },
  { by: APPROVER, minutes: 5, command: { kind: "approve", answer: "agreed" } },
  { by: ENGINEER, minutes: 5, command: { kind: "attach", document: "act", name: "act.pdf", size: 1 } },
  { by: CLIENT, minutes: 5, command: { kind: "say", message: "m", text: "Hello", files: 0 } },
  { by: CLIENT, minutes: 5, command: { kind: "rate", score: 4 } },
  { by: ENGINEER, minutes: 5, command: { kind: "open-on-screen", hold: {} } },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: usual },
  { weight: 4, arbitrary: fc.record({ by: actor, minutes, command }) },
  { weight: 4, arbitrary: fc.record({ by: actor, minutes, offer: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ by: fc.constant(SYSTEM), minutes, wake: fc.nat(5) }) },
);
export const steps = fc.array(step, { minLength: 20, maxLength: 60, size: "max" });

const OPTIONS: ServiceOption[] = [
  "routing",
  "qualityControl",
  "requireDocument",
  "useControllers",
  "clientMayReopen",
  "appointment",
];

export const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    options: fc.subarray(OPTIONS),
    zone: fc.constantFrom("Europe/Moscow", "America/New_York", "Asia/Tehran"),
    maxAssignees: fc.integer({ min: 1, max: 4 }),
    autoControllers: fc.constantFrom<string[]>([], ["controller", "blocked"]),
    invoices: fc.nat(2),
    sla: fc.constantFrom(undefined, SLA),
    settings: fc.record({
      autoCloseAfter: fc.constantFrom(null, "P3D", "PT1H"),
      resumeRequired: fc.boolean(),
      collectCancelReasons: fc.boolean(),
      reopenWithin: fc.constantFrom(null, 1),
      unseenCleared: fc.constantFrom("opened" as const, "assignee-opened" as const, "replied" as const),
      chatClosedWhenEnded: fc.boolean(),
      ratingAllowed: fc.boolean(),
    }),
  })
  .map(({ maxAssignees, autoControllers, ...changes }) => {
    const stages = [
      { name: "one", approvers: ["approver", "approver2"], rule: "any" as const },
      { name: "two", approvers: ["approver"], rule: "all" as const },
    ];
    return facts({ ...changes, service: { maxAssignees, autoControllers, stages } });
  });
