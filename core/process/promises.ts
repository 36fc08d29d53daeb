import { type Clock, clockOf, dueAt, earlier, type Run, type Target } from "../sla/clock.ts";
import type { SlaFacts, SlaTerms } from "../sla/terms.ts";
import { isoOf, ROUND_THE_CLOCK, secondsOf, type WorkCalendar } from "../sla/work-calendar.ts";
import { workingBetween } from "../sla/working-time.ts";
import type { Case } from "./case.ts";
import { hasEnded, teamInCharge } from "./case.ts";
import type { Refusal } from "./commands.ts";
import { momentOf } from "./dates.ts";
import type { Draft } from "./draft.ts";
import type { Reason, TicketEvent, Timer } from "./events.ts";
import type { Status } from "./process.ts";
import { refuse } from "./refuse.ts";
import { same } from "./same.ts";
import { isVoid } from "./standing.ts";
import type { ClockName, TicketState } from "./state.ts";

const CLOCK_KEYS = ["category", "reaction", "resolution", "sla", "dueByHand", "slaTold"] as const;

/**
 * The part of a ticket of which its clocks are a function, with the calendars [B-TIME-02]. Without the moments of its
 * end it is taken as open.
 */
export type ClockState = Pick<
  TicketState,
  "reaction" | "resolution" | "runs" | "sla" | "dueByHand" | "slaTold" | "dueAt" | "reactionDueAt"
> &
  Partial<Pick<TicketState, "resolvedAt" | "closedAt" | "mergedInto">>;
/** One of a ticket's clocks, ready to be counted. */
export type Promised = { calendar: WorkCalendar; target: Target; runs: Run[]; isRunning: boolean };

export const CLOCKS: readonly ClockName[] = ["reaction", "resolution"];
/** A breach that is told later than this after it happened is told as late, ms: nobody was there to tell it. */
const AT_ONCE_MS = 2 * 60_000;

/** What is promised by a clock; null when nothing is, or when its calendar is gone. */
export function promisedBy(state: ClockState, name: ClockName, sla: SlaFacts | undefined): Promised | null {
  const calendar = state.sla ? sla?.calendars.get(state.sla.calendar) : ROUND_THE_CLOCK;
  const endedAt = state.resolvedAt ?? state.closedAt ?? null;
  if (name === "reaction") {
    const { startedAt, stoppedAt } = state.reaction;
    const seconds = state.sla?.reaction;
    if (!calendar || !seconds) return null;
    return { calendar, target: { seconds }, runs: [[startedAt, stoppedAt]], isRunning: stoppedAt === null };
  }
  const { since } = state.resolution;
  const runs: Run[] = since === null ? state.runs : [...state.runs, [since, null]];
  if (state.dueByHand) {
    const of = { calendar: calendar ?? ROUND_THE_CLOCK, target: state.dueByHand };
    // A moment that was named comes also while nobody has begun to work, but not after the end.
    if (runs.length === 0 && endedAt !== null) return { ...of, runs: [[endedAt, endedAt]], isRunning: false };
    return { ...of, runs, isRunning: since !== null || runs.length === 0 };
  }
  const seconds = state.sla?.resolution;
  return calendar && seconds ? { calendar, target: { seconds }, runs, isRunning: since !== null } : null;
}

/** Where a clock of a ticket stands; null where nothing is promised. */
export function clockNow(state: ClockState, name: ClockName, sla: SlaFacts | undefined, now: Date): Clock | null {
  const promised = promisedBy(state, name, sla);
  return promised && clockOf(promised.calendar, promised.target, promised.runs, now);
}

/** The planned times of a ticket, as its clocks are now. */
export function planned(state: ClockState, sla: SlaFacts | undefined): Pick<TicketState, "dueAt" | "reactionDueAt"> {
  const due = (name: ClockName) => {
    const promised = promisedBy(state, name, sla);
    const at = promised && dueAt(promised.calendar, promised.target, promised.runs);
    return at === null ? null : isoOf(at);
  };
  return { dueAt: due("resolution"), reactionDueAt: due("reaction") };
}

/**
 * What stays told when clocks were planned anew: a warning or a breach that no longer holds may come again. Of a clock
 * that has stopped for good a breach stands there untold: it is too late to tell anybody.
 */
export function stillTold(state: ClockState, sla: SlaFacts | undefined, now: Date): TicketState["slaTold"] {
  const hasEnded = (state.resolvedAt ?? state.closedAt ?? null) !== null;
  const told = (name: ClockName) => {
    const before = state.slaTold[name];
    const isOver = hasEnded || (name === "reaction" && state.reaction.stoppedAt !== null);
    const promised = before || isOver ? promisedBy(state, name, sla) : null;
    if (!promised) return null;
    const isLate = clockOf(promised.calendar, promised.target, promised.runs, now).breachedAt !== null;
    if (isLate && (isOver || before === "late")) return "late";
    if (before === null) return null;
    const warnAt = momentsOf(promised, sla).soon;
    return warnAt !== null && warnAt * 1000 <= now.getTime() ? "soon" : null;
  };
  return { reaction: told("reaction"), resolution: told("resolution") };
}

/** When a clock warns and when it is late, in epoch seconds. */
function momentsOf({ calendar, target, runs }: Promised, sla: SlaFacts | undefined) {
  const due = dueAt(calendar, target, runs);
  const soon = sla && sla.warnShare > 0 ? dueAt(calendar, earlier(calendar, target, sla.warnShare), runs) : null;
  // On the second it is due a clock is still in time.
  return { soon: soon !== null && due !== null && soon < due ? soon : null, late: due === null ? null : due + 1 };
}

/** The next moment at which there is something to tell about the clocks of a ticket; null when there is none. */
export function nextTold(state: ClockState, sla: SlaFacts | undefined): string | null {
  const moments = CLOCKS.flatMap((name) => {
    const told = state.slaTold[name];
    const promised = told === "late" ? null : promisedBy(state, name, sla);
    if (!promised?.isRunning) return [];
    const { soon, late } = momentsOf(promised, sla);
    return [...(told === null && soon !== null ? [soon] : []), ...(late === null ? [] : [late])];
  });
  return moments.length === 0 ? null : isoOf(Math.min(...moments));
}

/** The timer of the clocks, when its moment is another one than before. */
export function slaTimers(before: TicketState, draft: Draft): Timer[] {
  const { state, facts } = draft;
  if (CLOCK_KEYS.every((key) => before[key] === state[key]) && state.version > 1) return [];
  const at = hasEnded(state.category) ? null : nextTold(state, facts.sla);
  const was = state.version <= 1 || hasEnded(before.category) ? null : nextTold(before, facts.sla);
  return at === was ? [] : [{ key: "sla", at, event: { kind: "sla" } }];
}

/** The moment that a person names for the solution, in the zone of the workspace; a plain day is its last minute. */
export function readDue(c: Case, given: string | null): { at: string | null; refusals: Refusal[] } {
  if (given === null || given.trim() === "") return { at: null, refusals: [] };
  const moment = momentOf(given.trim(), "23:59", c.facts.zone);
  if (!moment) return { at: null, refusals: [refuse("due-invalid", "dueAt")] };
  if (moment <= c.now) return { at: null, refusals: [refuse("due-past", "dueAt")] };
  return { at: moment.toISOString(), refusals: [] };
}

/** Names the moment of solution, or gives it back to the promise with null [O-SLA-10]. */
export function putByHand(draft: Draft, at: string | null): void {
  const { state } = draft;
  if (at === null ? state.dueByHand === null : state.dueAt === at && state.dueByHand !== null) return;
  const set = plannedAnew(draft, { dueByHand: at === null ? null : { at, setAt: draft.at } });
  draft.record({ kind: "due.changed", data: { from: state.dueAt, to: set.dueAt, cause: "hand" }, set });
}

/** What the rules promise, why, and which of them could not be asked any more. */
type BrokenRule = { id: string; name: string; reason?: string };
type Offered = { terms: SlaTerms | null; why: Reason[]; broken?: readonly BrokenRule[] };

/** Puts what the rules promise on the ticket, with the reasons; the same again is no change. */
export function putPromise(
  draft: Draft,
  { terms, why, cause, broken = [] }: Offered & { cause: "opened" | "edit" | "rules" },
): void {
  for (const { id, name, reason = "condition-broken" } of cause === "opened" || !same(terms, draft.state.sla)
    ? broken
    : []) {
    draft.record({
      kind: "automation.skipped",
      data: { what: "promise", reason, rule: id, name },
      set: {},
    });
  }
  if (same(terms, draft.state.sla)) return;
  const set = plannedAnew(draft, { sla: terms });
  const { rule = null, calendar = null, reaction = null, resolution = null } = terms ?? {};
  draft.record({ kind: "sla.applied", data: { rule, calendar, reaction, resolution, cause }, set, why });
}

/** A part of the state that bears on clocks, with all that follows from it. */
function plannedAnew({ state, facts, now }: Draft, part: Partial<ClockState>) {
  const next = { ...state, ...part };
  return { ...part, ...planned(next, facts.sla), slaTold: stillTold(next, facts.sla, now) };
}

/**
 * The clocks of a ticket counted anew after a calendar or the rules were changed: the event that tells it, or null when
 * nothing is different. Pure and quick, for very many tickets; `terms` undefined leaves the promise as it is.
 */
export function recounted(
  state: ClockState,
  sla: SlaFacts,
  now: Date,
  promise?: { terms: SlaTerms | null; why: Reason[] },
): TicketEvent | null {
  const terms = promise ? promise.terms : state.sla;
  const next = { ...state, sla: terms };
  const { dueAt: due, reactionDueAt } = planned(next, sla);
  const isOther = promise !== undefined && !same(terms, state.sla);
  if (!isOther && due === state.dueAt && reactionDueAt === state.reactionDueAt) return null;
  const set = { dueAt: due, reactionDueAt, slaTold: stillTold(next, sla, now), ...(isOther ? { sla: terms } : {}) };
  if (isOther) {
    const { rule = null, calendar = null, reaction = null, resolution = null } = terms ?? {};
    return {
      kind: "sla.applied",
      data: { rule, calendar, reaction, resolution, cause: "rules" },
      set,
      why: promise.why,
    };
  }
  const moved = reactionDueAt !== state.reactionDueAt;
  const reaction = { from: state.reactionDueAt, to: reactionDueAt };
  const data = { from: state.dueAt, to: due, cause: "calendar" as const, ...(moved ? { reaction } : {}) };
  const why = [{ rule: "sla.calendar", facts: { calendar: terms?.calendar ?? null } }];
  return { kind: "due.changed", data, set, why };
}

/**
 * After a change of status: the planned moment of solution when the clock begins or goes on [O-SLA-23], and whether it
 * was kept when the clock stops [H-HIST-05].
 */
export function replan(draft: Draft, before: Status): void {
  const { state } = draft;
  const { dueAt: due } = planned(state, draft.facts.sla);
  if (due !== state.dueAt) {
    const paused = pausedBefore(draft);
    draft.record({
      kind: "due.changed",
      data: { from: state.dueAt, to: due, ...(paused === null ? { cause: "begun" } : { cause: "pause", paused }) },
      set: plannedAnew(draft, {}),
      why: [{ rule: paused === null ? "sla.begun" : "sla.pause", facts: { by: state.dueByHand ? "hand" : "norm" } }],
    });
  }
  const ends = hasEnded(state.category) && !hasEnded(before.category);
  const promised = ends ? promisedBy(state, "resolution", draft.facts.sla) : null;
  const clock = promised && clockOf(promised.calendar, promised.target, promised.runs, draft.now);
  const end = outcomeOf(draft, "resolution");
  if (!clock || !end.due || !end.outcome) return;
  const data = { seconds: clock.spent, due: end.due, outcome: end.outcome };
  // The promise may have been made shorter while the clock stood.
  const set = end.outcome === "late" ? told(draft, "resolution", "late") : {};
  draft.record({ kind: "resolution.stopped", data, set });
}

/** Working seconds of the pause that ends now; null when the clock runs for the first time. */
function pausedBefore({ state, facts, now }: Draft): number | null {
  const last = state.runs.at(-1);
  const promised = promisedBy(state, "resolution", facts.sla);
  if (!last || !promised) return null;
  return workingBetween(promised.calendar, secondsOf(last[1]), Math.floor(now.getTime() / 1000));
}

/**
 * What is told beside a clock that stops: its due time and whether it was kept; nothing when nobody is held to it any
 * more.
 */
export function outcomeOf({ state, facts, now }: Draft, name: ClockName): { due?: string; outcome?: "met" | "late" } {
  const clock = clockNow(state, name, facts.sla, now);
  if (!clock?.due) return {};
  if (clock.breachedAt !== null) return { due: clock.due, outcome: "late" };
  return isVoid(state, name) ? {} : { due: clock.due, outcome: "met" };
}

/** The timer of the clocks has fired: what is due is told, each thing once, however late. */
export function tellClocks(draft: Draft): void {
  tellLate(draft, CLOCKS);
  for (const name of CLOCKS) {
    const promised = draft.state.slaTold[name] === null ? promisedBy(draft.state, name, draft.facts.sla) : null;
    if (!promised?.isRunning || hasEnded(draft.state.category)) continue;
    const { soon, late } = momentsOf(promised, draft.facts.sla);
    if (soon === null || late === null || soon * 1000 > draft.now.getTime()) continue;
    tell(draft, name, {
      kind: "sla.soon",
      data: { clock: name, due: isoOf(late - 1) },
      set: told(draft, name, "soon"),
    });
  }
  const next = nextTold(draft.state, draft.facts.sla);
  // It came too early: the promise has been moved since without it.
  if (draft.events.length === 0 && next !== null) draft.setTimers([{ key: "sla", at: next, event: { kind: "sla" } }]);
}

/** Tells a breach that nobody has told yet: before its clock stops, or when its timer fires. */
export function tellLate(draft: Draft, names: readonly ClockName[]): void {
  for (const name of names) {
    const { state, facts, now } = draft;
    const promised = state.slaTold[name] === "late" ? null : promisedBy(state, name, facts.sla);
    if (!promised?.isRunning) continue;
    const { breachedAt } = clockOf(promised.calendar, promised.target, promised.runs, now);
    if (breachedAt === null) continue;
    const isLate = now.getTime() - Date.parse(breachedAt) > AT_ONCE_MS;
    const data = { clock: name, due: breachedAt, ...(isLate ? { told: draft.at } : {}) };
    tell(draft, name, { kind: "sla.late", data, set: told(draft, name, "late") });
  }
}

const told = ({ state }: Draft, name: ClockName, what: "soon" | "late") => ({
  slaTold: { ...state.slaTold, [name]: what },
});

/** To the assignees, and to the controllers who see that it is done; to the team as long as nobody has it. */
function tell(draft: Draft, name: ClockName, event: TicketEvent): void {
  const { state } = draft;
  draft.recordQuietly({ ...event, why: [{ rule: event.kind, facts: { clock: name, ...reasonOf(state) } }] });
  const to = [...new Set([...state.assignees, ...state.controllers])];
  draft.tell(event.kind === "sla.soon" ? "due-soon" : "overdue", { to, teams: teamInCharge(state) });
}

const reasonOf = ({ sla, dueByHand }: TicketState) => ({ rule: sla?.rule ?? null, byHand: dueByHand?.at ?? null });
