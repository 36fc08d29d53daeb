import type { Decision } from "../../core/process/commands.ts";
import { countsAsLoad } from "../../core/process/load.ts";
import type { Process } from "../../core/process/process.ts";
import type { TicketState } from "../../core/process/state.ts";
import { toldOf } from "../../core/process/told-of.ts";
import { type TriggerJob, triggerJobs } from "../automation/promise-triggers.ts";
import { changeRating } from "../catalog/change-rating.ts";
import { changeLoads } from "../people/change-loads.ts";
import { loadNotifiedTeams } from "../people/notified-teams.ts";
import type { Tx } from "../platform/database.ts";
import type { EventActor } from "../platform/event-chain.ts";
import { cancelJob, enqueueAll } from "../platform/jobs.ts";
import { chainEvents, type LogHead, record, writeLinks } from "../platform/log-of-events.ts";
import { columnsOf, stateOf, type TicketRowFull } from "./columns.ts";
import { changesDerived, derivedColumns, type TicketLinks } from "./derived.ts";
import { syncPeople } from "./sync-people.ts";
import { workedColumns } from "./worked-columns.ts";
import { insertRow, updateRow } from "./write-row.ts";

export type Accepted = Extract<Decision, { ok: true }>;
/** Tasks of the worker that a ticket's change can promise. */
export const TICKET_TIMER = "ticket-timer";
export const END_ATTACHED = "end-attached";
export const TELL_CLIENT = "tell-client";
export const TELL_EMPLOYEES = "tell-employees";
export const TELL_MENTIONED = "tell-mentioned";

/**
 * Saves what was decided about a ticket whose row is locked: columns, people, counters of others, events and jobs, all
 * in the caller's transaction. Returns the row as it is now.
 */
export async function saveDecision(
  tx: Tx,
  row: TicketRowFull,
  decision: Accepted,
  actor: EventActor,
  now: Date,
  process: Process,
  /** Before, where it is another version that the ticket comes from. */
  processBefore: Process = process,
): Promise<TicketRowFull> {
  if (decision.events.length === 0 && decision.timers.length === 0 && decision.effects.length === 0) return row;
  const before = stateOf(row);
  const after = decision.state;
  const { workspace_id: workspaceId, id } = row;
  let saved = row;
  if (decision.events.length > 0) {
    const head = await record(tx, {
      workspaceId,
      ticketId: id,
      head: { hash: row.event_head, count: row.event_count },
      at: now,
      actor,
      events: decision.events,
    });
    const derived = changesDerived(before, after) ? await derivedColumns(tx, workspaceId, after, row.number) : null;
    const { words = null, ...copied } = derived ?? {};
    const columns = {
      ...columnsOf(after),
      ...copied,
      ...(await workedColumns(tx, workspaceId, before, after)),
      ...statusSince([{ at: now, actor, decision }]),
      event_head: head.hash,
      event_count: head.count,
    };
    saved = await updateRow(tx, { workspaceId, id }, columns, words);
    await syncPeople(tx, { workspaceId, ticketId: id }, before, after, (employee) => employee === actor.id);
    await updateCounters(tx, process, workspaceId, before, after, processBefore);
  }
  const recorded = { workspaceId, ticketId: id, actor, events: decision.events, to: saved.event_count };
  const of = { workspaceId, ticketId: id, head: saved.event_count };
  await promise(tx, of, decision, await triggerJobs(tx, recorded));
  return saved;
}

/** Without a number it gets the next one. */
export type NewRow = { workspaceId: string; id: string; number: number | null; process: Process };
/** What was decided at a moment. */
export type Decided = { at: Date; actor: EventActor; decision: Accepted };

/** Inserts a ticket that was just opened, with its first events. */
export async function insertDecision(
  tx: Tx,
  ticket: NewRow,
  decision: Accepted,
  actor: EventActor,
  now: Date,
  links?: TicketLinks,
): Promise<TicketRowFull> {
  const of = { workspaceId: ticket.workspaceId, ticketId: ticket.id };
  const [row] = await Promise.all([
    insertDecided(tx, ticket, [{ at: now, actor, decision }], (id) => id === actor.id, links),
    triggerJobs(tx, { ...of, actor, events: decision.events, to: decision.events.length }).then((jobs) =>
      promise(tx, { ...of, head: decision.events.length }, decision, jobs),
    ),
  ]);
  return row;
}

/**
 * Inserts a ticket with all that was decided about it so far, oldest first, and promises nothing. `knows`: the
 * assignees to whom it is not new.
 */
export async function insertDecided(
  tx: Tx,
  ticket: NewRow,
  decided: readonly Decided[],
  knows: (employeeId: string) => boolean,
  links?: TicketLinks,
): Promise<TicketRowFull> {
  const { workspaceId, id, number } = ticket;
  const state = decided.at(-1)?.decision.state;
  if (!state) throw new Error("A ticket without events cannot be inserted");
  const { words, ...derived } = await derivedColumns(tx, workspaceId, state, null, links);
  const worked = await workedColumns(tx, workspaceId, null, state);
  const { links: chained, head } = chainEvents(
    { workspaceId, ticketId: id, head: { hash: null, count: 0 } },
    decided.map(({ at, actor, decision }) => ({ at, actor, events: decision.events })),
  );
  const columns = { ...newRowColumns(ticket, state, head), ...derived, ...worked, ...statusSince(decided) };
  // In this order, without waiting for each other: the rows of people refer to that of the ticket.
  const [row] = await Promise.all([
    insertRow(tx, workspaceId, number, columns, words),
    writeLinks(tx, workspaceId, chained),
    syncPeople(tx, { workspaceId, ticketId: id }, null, state, knows),
    updateCounters(tx, ticket.process, workspaceId, null, state),
  ]);
  return row;
}

/** Since when the ticket is in its status, where that was decided here: the time that triggers on waiting count from. */
function statusSince(decided: readonly Decided[]): { status_since?: Date } {
  const entered = decided.flatMap(({ at, decision }) =>
    decision.events.flatMap((event) => {
      if (event.kind === "change.undone") return event.data.since ? [new Date(event.data.since)] : [];
      return event.kind === "ticket.opened" || event.kind === "status.changed" ? [at] : [];
    }),
  );
  const since = entered.at(-1);
  return since ? { status_since: since } : {};
}

/** The columns of a new ticket's row, but for its number and those derived from other rows. */
export const newRowColumns = (
  { workspaceId, id, process }: Omit<NewRow, "number">,
  state: TicketState,
  head: LogHead,
) => ({
  workspace_id: workspaceId,
  id,
  process_key: process.key,
  process_version: process.version,
  ...columnsOf(state),
  event_head: head.hash,
  event_count: head.count,
});

/** Counters on other rows that the change moves: the load of employees, the rating of the service. */
async function updateCounters(
  tx: Tx,
  process: Process,
  workspaceId: string,
  before: TicketState | null,
  after: TicketState,
  processBefore: Process = process,
): Promise<void> {
  const { loads, left, rating } = movedCounters(process, before, after, processBefore);
  await changeLoads(tx, workspaceId, loads);
  if (left) await changeRating(tx, workspaceId, left.serviceId, left);
  if (rating) await changeRating(tx, workspaceId, rating.serviceId, rating);
}

/**
 * By how much a change moves them: employees who have one open ticket more or less, and the rating of the service. One
 * that goes to another service takes its rating along, and leaves (`left`) the one before.
 */
export function movedCounters(
  process: Process,
  before: TicketState | null,
  after: TicketState,
  processBefore: Process = process,
) {
  const was = before && countsAsLoad(processBefore, before.status) ? before.assignees : [];
  const is = countsAsLoad(process, after.status) ? after.assignees : [];
  const loads = { up: is.filter((id) => !was.includes(id)), down: was.filter((id) => !is.includes(id)) };
  const [taken, given] = [ratingOf(before), ratingOf(after)];
  if (taken?.serviceId !== given?.serviceId) {
    return { loads, left: taken && { serviceId: taken.serviceId, sum: -taken.sum, count: -1 }, rating: given };
  }
  const isOther = taken && given && taken.sum !== given.sum;
  return { loads, left: null, rating: isOther ? { ...given, sum: given.sum - taken.sum, count: 0 } : null };
}

const ratingOf = (state: TicketState | null) =>
  state?.serviceId && state.rating !== null ? { serviceId: state.serviceId, sum: state.rating, count: 1 } : null;

const TELLS = { "tell-client": TELL_CLIENT, "tell-employees": TELL_EMPLOYEES, "tell-mentioned": TELL_MENTIONED };

/** Whether there is nobody to hear it, nor anybody who might ask why he did not: teams alone, with no one on their lists. */
async function isUnheard(tx: Tx, workspaceId: string, effect: TellEmployees): Promise<boolean> {
  const { to, teams = [], lastWriter, own } = effect;
  if (to.length > 0 || lastWriter || own) return false;
  const notified = await loadNotifiedTeams(tx, workspaceId);
  return !teams.some((team) => notified.has(team));
}
type TellEmployees = Extract<Accepted["effects"][number], { kind: "tell-employees" }>;

/** The key of a timer among the jobs of its workspace. */
export const ticketKey = (ticketId: string, timer: string): string => `ticket/${ticketId}/${timer}`;

/** Sets and takes back timers, and promises what has to be done outside of the ticket, whose last event is `head`. */
export async function promise(
  tx: Tx,
  of: { workspaceId: string; ticketId: string; head: number },
  decision: Pick<Accepted, "timers" | "effects" | "events">,
  more: readonly TriggerJob[] = [],
): Promise<void> {
  const { workspaceId, ticketId, head } = of;
  const { events } = decision;
  const jobs: Parameters<typeof enqueueAll>[1][number][] = [...more];
  for (const timer of decision.timers) {
    const key = ticketKey(ticketId, timer.key);
    if (timer.at === null) await cancelJob(tx, key);
    else {
      const payload = { workspaceId, ticketId, timer: timer.event };
      jobs.push({ task: TICKET_TIMER, payload, options: { key, runAt: new Date(timer.at) } });
    }
  }
  for (const effect of decision.effects) {
    if (effect.kind === "open-linked") continue;
    if (effect.kind === "end-attached") {
      const options = { key: ticketKey(ticketId, "attached") };
      jobs.push({ task: END_ATTACHED, payload: { workspaceId, ticketId }, options });
      continue;
    }
    if (effect.kind === "tell-employees" && (await isUnheard(tx, workspaceId, effect))) continue;
    const seq = head - events.length + toldOf(effect, events) + 1;
    jobs.push({ task: TELLS[effect.kind], payload: { workspaceId, ticketId, seq, ...effect } });
  }
  await enqueueAll(tx, jobs);
}
