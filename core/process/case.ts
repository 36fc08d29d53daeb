import type { Actor, Command, Facts, Refusal } from "./commands.ts";
import type { Category, Process, ProcessSetting, ServiceOption, Status } from "./process.ts";
import { ENDED } from "./process.ts";
import { refuse, refuseIf } from "./refuse.ts";
import type { TicketState } from "./state.ts";

/** What every rule looks at. */
export type Case = { process: Process; state: TicketState; actor: Actor; facts: Facts; now: Date };

export type CommandOf<Kind extends Command["kind"]> = Extract<Command, { kind: Kind }>;

/** The status of that key. Throws when the process has none: the caller has checked the key. */
export function statusOf(process: Process, key: string): Status {
  const status = process.statuses[key];
  if (!status) throw new Error(`Process ${process.key} has no status "${key}"`);
  return status;
}

export function hasEnded(category: Category): boolean {
  return ENDED.includes(category);
}

export function hasOption(c: Pick<Case, "facts">, option: ServiceOption): boolean {
  return c.facts.service.options.has(option);
}

/** A setting that a process names, switched on: not off, not empty. */
export function isOn(c: Pick<Case, "facts">, setting: ProcessSetting): boolean {
  const value = c.facts.settings[setting];
  return value !== false && value !== null;
}

/** Refuses clients, and employees without the permission. The system needs none. */
export function needsPermission({ actor }: Pick<Case, "actor">, permission: string | undefined): Refusal[] {
  if (actor.kind === "client") return [refuse("not-for-clients")];
  const missing = actor.kind === "employee" && permission !== undefined && !actor.permissions.has(permission);
  return missing ? [refuse("permission-missing", undefined, { params: { permission } })] : [];
}

/** Refuses what only the system may do: its timers and events. */
export function needsSystem({ actor }: Pick<Case, "actor">): Refusal[] {
  return refuseIf(actor.kind !== "system", "permission-missing");
}

/** A text with the blanks around it gone; `undefined` stays. */
export function trimmed(text: string | undefined): string | undefined {
  return text?.trim();
}

export function tooLong(text: string | undefined, limit: number, field: string): Refusal[] {
  return refuseIf((text ?? "").length > limit, "text-too-long", field, { params: { limit } });
}

/** The team that answers for the ticket as a whole, as long as no person does. */
export function teamInCharge({ teamId, assignees }: TicketState): string[] {
  return teamId !== null && assignees.length === 0 ? [teamId] : [];
}

/** Assignees, controllers and observers, each once. */
export function insiders(state: TicketState): string[] {
  return [...new Set([...state.assignees, ...state.controllers, ...state.observers])];
}
