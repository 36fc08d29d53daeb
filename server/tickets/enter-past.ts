import { type Act, liveThrough } from "../../core/process/live-through.ts";
import { namedByProcess } from "../../core/process/people.ts";
import type { Tx } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { refused } from "./act.ts";
import type { TicketRowFull } from "./columns.ts";
import { loadFacts, namedBy } from "./load-facts.ts";
import { asOpened, type NewTicket, processFor } from "./open-ticket.ts";
import { askSlaRules } from "./promise.ts";
import { insertDecided, promise } from "./save-decision.ts";

/** A ticket with what was done to it before it came here. */
export type Past = {
  /** The number it has already; the next one by default. Below those that the workspace gives itself, or it is taken. */
  number?: number;
  opened: { at: Date; actor: Act["actor"]; ticket: NewTicket };
  /** In the order of their times, none after `now`. */
  acts: readonly Act[];
};

/**
 * Enters a ticket with its past, for desks that move here and for demo data. The rules decide every act as of its
 * moment, with the service, people and settings of today, and timers fire in between; what comes of it is the same as
 * if it had been done here, written at once. Nobody is told of what is past: only timers that lie ahead are promised.
 * 422 with the refusals of the first act that the rules do not allow.
 */
export async function enterPast(tx: Tx, workspaceId: string, past: Past, now: Date): Promise<TicketRowFull> {
  const { processKey, ...ticket } = past.opened.ticket;
  const { at, actor } = past.opened;
  const open = { kind: "open" as const, ...ticket };
  const acts: Act[] = [{ at, actor, command: open }, ...past.acts];
  const process = await processFor(tx, workspaceId, processKey);
  const takes = process.lease !== undefined || process.moves.some((move) => move.takes);
  const facts = await loadFacts(tx, workspaceId, {
    serviceId: ticket.serviceId ?? null,
    placeId: ticket.placeId ?? null,
    otherPlaces: ticket.otherPlaces ?? null,
    teamId: ticket.teamId ?? null,
    named: acts.flatMap(({ command, actor: who }) => [
      ...namedBy(command, namedByProcess(process)),
      // Who saves in a processing window, or takes a ticket on himself, becomes an assignee.
      ...(takes && who.kind === "employee" ? [who.id] : []),
    ]),
  });
  const sla = await askSlaRules(tx, workspaceId, asOpened(process, open, actor, facts, at), at);
  const opened: Act = { at, actor, command: { ...open, ...(sla ? { sla } : {}) } };
  const life = liveThrough(process, facts, [opened, ...past.acts], now);
  if (!life.ok) throw refused(life.refusals);
  const apart = life.lived.find(({ decision }) => decision.effects.some(({ kind }) => kind === "open-linked"));
  if (apart) throw new Error(`The message of ${apart.at.toISOString()} makes a ticket of its own: enter it as one`);
  const row = await insertDecided(
    tx,
    { workspaceId, id: newId(), number: past.number ?? null, process },
    life.lived,
    (employee) => !life.unread.has(employee),
  );
  const of = { workspaceId, ticketId: row.id, head: row.event_count };
  await promise(tx, of, { timers: life.timers, effects: [], events: [] });
  return row;
}
