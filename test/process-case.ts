/** Tickets, people and facts for tests of processes: the smallest case that is complete, changed where a test says. */
import assert from "node:assert/strict";
import { PERMISSION_KEYS } from "../core/access/permissions.ts";
import { hasEnded, statusOf } from "../core/process/case.ts";
import type { Actor, Command, Decision, Facts, Person, Refusal } from "../core/process/commands.ts";
import { decide } from "../core/process/decide.ts";
import type { Process, ServiceOption } from "../core/process/process.ts";
import type { TicketState } from "../core/process/state.ts";
import type { SlaFacts } from "../core/sla/terms.ts";
import type { CalendarVersion } from "../core/sla/work-calendar.ts";
import { process as helpdesk } from "../presets/helpdesk/process.ts";
import { process as housing } from "../presets/housing/process.ts";

/** The two processes by who asks, for tests that may not name a preset. */
export const RESIDENTS: Process = housing;
export const COMPANIES: Process = helpdesk;

/** Tuesday, 10:00 in Moscow. */
export const NOW = new Date("2026-03-10T07:00:00.000Z");

export const ALL_PERMISSIONS: readonly string[] = PERMISSION_KEYS.filter((key) => key !== "message.delete.any");

export function employee(
  id: string,
  permissions: readonly string[] = ALL_PERMISSIONS,
): Extract<Actor, { kind: "employee" }> {
  return { kind: "employee", id, permissions: new Set(permissions) };
}

export const DISPATCHER = employee("dispatcher");
export const ENGINEER = employee("engineer");
export const CONTROLLER = employee("controller");
export const NEWCOMER = employee("newcomer", []);
export const CLIENT: Actor = { kind: "client", id: "client" };
export const SYSTEM: Actor = { kind: "system", id: null };

/** Employees of the team `team` with access to the site, unless their name says what is wrong with them. */
const PEOPLE: readonly Person[] = [
  ...["dispatcher", "engineer", "engineer2", "controller", "approver", "approver2", "newcomer"].map((id) => person(id)),
  ...["e1", "e2", "e3", "e4", "e5", "e6"].map((id) => person(id)),
  person("blocked", { active: false }),
  person("elsewhere", { teams: ["other"] }),
  person("siteless", { site: false }),
];

export function person(id: string, changes: Partial<Person> = {}): Person {
  return { id, active: true, teams: ["team"], site: true, ...changes };
}

export type FactChanges = {
  options?: readonly ServiceOption[];
  settings?: Partial<Facts["settings"]>;
  service?: Partial<Omit<Facts["service"], "options">>;
  people?: readonly Person[];
  invoices?: number;
  zone?: string;
  sla?: SlaFacts | undefined;
};

/** Monday to Friday, nine to six in Moscow. */
export const WEEK: CalendarVersion = {
  from: null,
  timeZone: "Europe/Moscow",
  hours: Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["09:00", "18:00"]]])),
  exceptions: [],
};

export function facts(changes: FactChanges = {}): Facts {
  return {
    zone: changes.zone ?? "Europe/Moscow",
    settings: {
      autoCloseAfter: null,
      resumeRequired: false,
      collectCancelReasons: true,
      reopenWithin: null,
      unseenCleared: "opened",
      chatClosedWhenEnded: false,
      ratingAllowed: true,
      otherReason: "other",
      cancelReasons: ["mistake", "solved", "other"],
      ...changes.settings,
    },
    service: {
      options: new Set(changes.options ?? ["useControllers", "clientMayReopen"]),
      maxAssignees: 4,
      autoControllers: [],
      stages: [],
      ...changes.service,
    },
    people: new Map((changes.people ?? PEOPLE).map((one) => [one.id, one])),
    invoices: changes.invoices ?? 0,
    ...(changes.sla ? { sla: changes.sla } : {}),
  };
}

export const OPEN: Extract<Command, { kind: "open" }> = {
  kind: "open",
  subject: "Leak in the kitchen",
  description: "Water under the sink",
  channel: "portal",
};

export type Accepted = Extract<Decision, { ok: true }>;

/** The decision, which must be a yes. */
export function accepted(decision: Decision): Accepted {
  if (decision.ok) return decision;
  assert.fail(`refused: ${decision.refusals.map(({ code }) => code).join(", ")}`);
}

/** The codes of a decision, which must be a no. */
export function refused(decision: Decision): string[] {
  if (!decision.ok) return codes(decision.refusals);
  assert.fail(`accepted: ${decision.events.map(({ kind }) => kind).join(", ")}`);
}

export function codes(refusals: readonly Refusal[]): string[] {
  return refusals.map(({ code }) => code);
}

/** A ticket in that status, worked on by `engineer` and watched by `controller`, with the dates that fit. */
export function ticketIn(process: Process, status: string, changes: Partial<TicketState> = {}): TicketState {
  const opened = accepted(decide(process, null, OPEN, CLIENT, facts(), NOW)).state;
  const { category } = statusOf(process, status);
  const at = NOW.toISOString();
  return {
    ...opened,
    status,
    category,
    assignees: ["engineer"],
    controllers: ["controller"],
    acceptedAt: at,
    acceptedBy: "engineer",
    resolvedAt: category === "resolved" || category === "closed" ? at : null,
    closedAt: hasEnded(category) && category !== "resolved" ? at : null,
    ...changes,
  };
}

/** A ticket that lives: each step is decided on the state that the last one left. */
export class Story {
  readonly process: Process;
  facts: Facts;
  state: TicketState;
  /** The last decision. */
  last: Accepted;

  constructor(process: Process, by: Actor = CLIENT, withFacts: Facts = facts(), command: Command = OPEN, now = NOW) {
    this.process = process;
    this.facts = withFacts;
    this.last = accepted(decide(process, null, command, by, withFacts, now));
    this.state = this.last.state;
  }

  /** Does it, or fails the test. */
  does(by: Actor, command: Command, now = NOW): this {
    this.last = accepted(decide(this.process, this.state, command, by, this.facts, now));
    this.state = this.last.state;
    return this;
  }

  /** The codes with which it is refused; fails the test when it is not. */
  refuses(by: Actor, command: Command, now = NOW): string[] {
    return refused(decide(this.process, this.state, command, by, this.facts, now));
  }

  /** Kinds of the last events. */
  get kinds(): string[] {
    return this.last.events.map(({ kind }) => kind);
  }
}

export function at(time: string): Date {
  return new Date(time);
}

/** An event of that kind among those of a decision; fails the test when there is none. */
export function eventOf<Kind extends Accepted["events"][number]["kind"]>(decision: Accepted, kind: Kind) {
  const found = decision.events.find(
    (event): event is Extract<Accepted["events"][number], { kind: Kind }> => event.kind === kind,
  );
  return found ?? assert.fail(`no event ${kind} among ${decision.events.map((event) => event.kind).join(", ")}`);
}
