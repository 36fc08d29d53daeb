import type { Actor, Command, Decision, Facts, Refusal } from "./commands.ts";
import { decide } from "./decide.ts";
import type { Timer } from "./events.ts";
import type { Process } from "./process.ts";
import type { TicketState } from "./state.ts";

type Accepted = Extract<Decision, { ok: true }>;

/** Something that was done to a ticket, when, and by whom. */
export type Act = { at: Date; actor: Actor; command: Command };
/** What was decided about an act, or about a timer that fired between two acts. */
export type Lived = Act & { decision: Accepted };
export type Life =
  | {
      ok: true;
      state: TicketState;
      lived: Lived[];
      timers: Timer[];
      /** Assignees to whom it is still new: others gave it to them, and they have not looked since. */
      unread: ReadonlySet<string>;
    }
  /** `act` was refused; what would have come after it was not looked at. */
  | { ok: false; act: Act; refusals: Refusal[] };

/**
 * A ticket's past, decided act by act as of its moments: the first act opens the ticket. Timers fire by themselves
 * where their moment has come before the next act, and up to `now`; those that lie ahead are `timers`. The first look
 * of a new assignee takes his label Unread away, as on the screen. The facts are the same throughout. Acts must be in
 * the order of their times; nothing of it may lie after `now`.
 */
export function liveThrough(process: Process, facts: Facts, acts: readonly Act[], now: Date): Life {
  const lived: Lived[] = [];
  const pending = new Map<string, Timer>();
  const unread = new Set<string>();
  let state: TicketState | null = null;
  let last = Number.NEGATIVE_INFINITY;
  const live = (given: Act): Refusal[] => {
    const act = withUnread(given, unread);
    const decision = decide(process, state, act.command, act.actor, facts, act.at);
    if (!decision.ok) return decision.refusals;
    keepUnread(unread, act, state?.assignees ?? [], decision.state.assignees);
    state = decision.state;
    lived.push({ ...act, decision });
    for (const timer of decision.timers) pending.set(timer.key, timer);
    return [];
  };
  for (const act of acts) {
    if (act.at.getTime() < last) throw new Error("The acts are not in the order of their times");
    if (act.at > now) throw new Error("An act lies in the future");
    last = act.at.getTime();
    for (let due = nextDue(pending, act.at); due; due = nextDue(pending, act.at)) fire(due);
    const refusals = live(act);
    if (refusals.length > 0) return { ok: false, act, refusals };
  }
  for (let due = nextDue(pending, now); due; due = nextDue(pending, now)) fire(due);
  if (state === null) throw new Error("No act opens the ticket");
  return { ok: true, state, lived, unread, timers: [...pending.values()].filter(({ at }) => at !== null) };

  /** The rules look again when a timer fires: one that no longer applies does nothing. */
  function fire({ timer, at }: Due): void {
    pending.delete(timer.key);
    live({ at, actor: { kind: "system", id: null }, command: { kind: "timer", timer: timer.event } });
  }
}

/** A look at a ticket that is new to who looks says so. */
function withUnread(act: Act, unread: ReadonlySet<string>): Act {
  const { command, actor } = act;
  if (command.kind !== "open-on-screen" || actor.kind !== "employee" || !unread.has(actor.id)) return act;
  return { ...act, command: { ...command, unread: true } };
}

function keepUnread(unread: Set<string>, { actor, command }: Act, was: readonly string[], is: readonly string[]): void {
  for (const id of was) if (!is.includes(id)) unread.delete(id);
  for (const id of is) if (!was.includes(id) && id !== actor.id) unread.add(id);
  if (actor.kind !== "employee") return;
  if (command.kind === "open-on-screen") unread.delete(actor.id);
  if (command.kind === "mark-unread") unread.add(actor.id);
}

type Due = { timer: Timer; at: Date };

/** The earliest timer that is due by the moment. */
function nextDue(pending: ReadonlyMap<string, Timer>, by: Date): Due | undefined {
  return [...pending.values()]
    .flatMap((timer) => (timer.at === null ? [] : [{ timer, at: new Date(timer.at) }]))
    .filter(({ at }) => at <= by)
    .sort((a, b) => a.at.getTime() - b.at.getTime())[0];
}
