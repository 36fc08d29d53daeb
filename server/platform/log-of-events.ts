import { CompiledQuery, sql } from "kysely";
import type { Db, Tx } from "./database.ts";
import { type EventActor, type Link, linkHash } from "./event-chain.ts";
import { Problem } from "./http/problem.ts";
import { newId } from "./ids.ts";

/** The last link of a ticket's chain, kept on its row (`event_head`, `event_count`). */
export interface LogHead {
  readonly hash: Buffer | null;
  readonly count: number;
}

/** What is written: `set` is what the event changed in the state, `why` the reasons of an automatic decision. */
export interface NewEvent {
  readonly kind: string;
  readonly data: object;
  readonly set?: object;
  readonly why?: readonly object[];
}

/** Events of one ticket that happened at one moment by one actor. */
export interface Entry {
  readonly workspaceId: string;
  readonly ticketId: string;
  /** From the ticket's row, which the caller has locked (or just made: `{ hash: null, count: 0 }`). */
  readonly head: LogHead;
  readonly at: Date;
  readonly actor: EventActor;
  readonly events: readonly NewEvent[];
}

/** An event as it was written. */
export interface LoggedEvent extends Link {
  /** Place in the log of the whole database, for `readSince`. */
  readonly cursor: string;
}

/** A reader's next events. */
export interface LogPage {
  readonly events: LoggedEvent[];
  /** Where to go on; the cursor that was given when there was nothing new. */
  readonly cursor: string;
  /** True when events wait behind a transaction that is still open: ask again soon, no notice will come for them. */
  readonly held: boolean;
}

/** Announces the workspace's id whenever a transaction with events commits. */
export const EVENT_CHANNEL = "pult_event";

/**
 * Writes events in the caller's transaction, in one statement, each chained to the one before it by its hash.
 * The caller holds the lock of the ticket's row and saves the returned head on it. Readers are woken at the commit.
 */
export const record = (tx: Tx, entry: Entry): Promise<LogHead> => recordAll(tx, entry, [entry]);

/** The same for what happened to one ticket at several moments, oldest first. */
export async function recordAll(
  tx: Tx,
  of: Pick<Entry, "workspaceId" | "ticketId" | "head">,
  entries: readonly Pick<Entry, "at" | "actor" | "events">[],
): Promise<LogHead> {
  const { links, head } = chainEvents(of, entries);
  await writeLinks(tx, of.workspaceId, links);
  return head;
}

/** Writes links of one workspace in one statement; their heads are saved by the caller. */
export async function writeLinks(tx: Tx, workspaceId: string, links: readonly Link[]): Promise<void> {
  if (links.length === 0) return;
  const rows = links.map(eventColumns);
  const values = rows.flatMap((row): unknown[] => Object.values(row));
  await tx.executeQuery(
    CompiledQuery.raw(textOfLinks(Object.keys(rows[0] ?? {}), rows.length), [...values, EVENT_CHANNEL, workspaceId]),
  );
}

/** The same text for as many links each time: it is prepared once. */
function textOfLinks(names: readonly string[], rows: number): string {
  const places = (row: number) => names.map((_, at) => `$${row * names.length + at + 1}`).join(", ");
  const tuples = Array.from({ length: rows }, (_, row) => `(${places(row)})`).join(", ");
  const last = rows * names.length;
  return `with written as (insert into event (${names.join(", ")}) values ${tuples})
    select pg_notify($${last + 1}, $${last + 2})`;
}

/** The links that hold what happened to one ticket, each tied to the one before, and the head that they lead to. */
export function chainEvents(
  of: Pick<Entry, "workspaceId" | "ticketId" | "head">,
  entries: readonly Pick<Entry, "at" | "actor" | "events">[],
  idAt: (at: Date) => string = newId,
): { links: Link[]; head: LogHead } {
  const links: Link[] = [];
  let head = of.head;
  for (const entry of entries) {
    for (const event of entry.events) {
      const link = chain({ ...of, ...entry }, head, event, idAt(entry.at));
      links.push(link);
      head = { hash: link.hash, count: link.ticketSeq };
    }
  }
  return { links, head };
}

/** A link as the columns of its row; its place in the log is given by the database. */
export const eventColumns = (link: Link) => ({
  workspace_id: link.workspaceId,
  id: link.id,
  ticket_id: link.ticketId,
  ticket_seq: link.ticketSeq,
  at: link.at,
  actor_kind: link.actor.kind,
  actor_id: link.actor.id,
  kind: link.kind,
  data: JSON.stringify(link.data),
  patch: JSON.stringify(link.patch),
  why: link.why === null ? null : JSON.stringify(link.why),
  prev_hash: link.prevHash,
  hash: link.hash,
});

/**
 * Events after the cursor (null = from the first), oldest first, at most `limit`. Nothing is missed when transactions
 * commit out of order: an event is given only when no older transaction can still add one before it. Give `workspaceId`
 * inside `inWorkspace`; null reads all workspaces and needs the owner's connection.
 */
export async function readSince(
  db: Db | Tx,
  query: { workspaceId: string | null; cursor: string | null; limit: number },
): Promise<LogPage> {
  const { txid, seq } = parseCursor(query.cursor ?? START);
  const { rows } = await sql<EventRow & { settled: boolean }>`
    select ${COLUMNS}, txid < pg_snapshot_xmin(pg_current_snapshot()) as settled from event
    where (txid, seq) > (${txid}::text::xid8, ${seq}::text::bigint)
      ${query.workspaceId === null ? sql`` : sql`and workspace_id = ${query.workspaceId}`}
    order by event.txid, event.seq limit ${query.limit}`.execute(db);
  // Unsettled ones have the higher transaction numbers, so they stand at the end.
  const events = rows.filter((row) => row.settled).map(toEvent);
  return { events, cursor: events.at(-1)?.cursor ?? query.cursor ?? START, held: events.length < rows.length };
}

/** The cursor after which come only events that are not yet to be read now: where a new live stream starts. */
export async function currentCursor(db: Db | Tx): Promise<string> {
  const { rows } = await sql<{ xmin: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xmin`.execute(
    db,
  );
  return `${rows[0]?.xmin ?? "0"}.0`;
}

/** All events of a ticket, oldest first: its history, and what `verifyChain` checks. */
export async function readTicketLog(tx: Db | Tx, workspaceId: string, ticketId: string): Promise<LoggedEvent[]> {
  const { rows } = await sql<EventRow>`select ${COLUMNS} from event
    where workspace_id = ${workspaceId} and ticket_id = ${ticketId} order by ticket_seq`.execute(tx);
  return rows.map(toEvent);
}

/** The same for several tickets, by ticket; those without events are not in it. */
export async function readTicketLogs(
  tx: Db | Tx,
  workspaceId: string,
  ticketIds: readonly string[],
): Promise<Map<string, LoggedEvent[]>> {
  const { rows } = await sql<EventRow>`select ${COLUMNS} from event
    where workspace_id = ${workspaceId} and ticket_id = any(${[...ticketIds]}::uuid[])
    order by ticket_id, ticket_seq`.execute(tx);
  return Map.groupBy(rows.map(toEvent), (event) => event.ticketId);
}

/**
 * After a restore into a new server the kept transaction numbers lie in its future and would hold everything back;
 * they are set to the server's first, which keeps the order by `seq`. Call once at start, as the owner.
 */
export async function settleRestoredLog(owner: Db): Promise<void> {
  await sql`update event set txid = '3' where txid > pg_snapshot_xmax(pg_current_snapshot())`.execute(owner);
  await sql`delete from ticket_touched where txid > pg_snapshot_xmax(pg_current_snapshot())`.execute(owner);
}

const START = "0.0";

function chain(entry: Omit<Entry, "events" | "head">, head: LogHead, event: NewEvent, id: string): Link {
  const link = {
    workspaceId: entry.workspaceId,
    id,
    ticketId: entry.ticketId,
    ticketSeq: head.count + 1,
    at: entry.at,
    actor: entry.actor,
    kind: event.kind,
    data: event.data,
    patch: event.set ?? {},
    why: event.why ?? null,
    prevHash: head.hash,
  };
  return { ...link, hash: linkHash(link) };
}

/** Cursors come back from browsers and programs, so nothing but two numbers passes. */
function parseCursor(cursor: string): { txid: string; seq: string } {
  const [, txid, seq] = /^(\d{1,19})\.(\d{1,18})$/.exec(cursor) ?? [];
  if (txid === undefined || seq === undefined) {
    throw new Problem(400, "live/wrong-cursor", "The cursor is not one of ours: start without one.");
  }
  return { txid, seq };
}

interface EventRow {
  workspace_id: string;
  id: string;
  seq: number;
  txid: string;
  ticket_id: string;
  ticket_seq: number;
  at: Date;
  actor_kind: EventActor["kind"];
  actor_id: string | null;
  kind: string;
  data: Record<string, unknown>;
  patch: Record<string, unknown>;
  why: Record<string, unknown>[] | null;
  prev_hash: Buffer | null;
  hash: Buffer;
}

const COLUMNS = sql.raw(
  "workspace_id, id, seq, txid::text, ticket_id, ticket_seq, at, actor_kind, actor_id, kind, data, patch, why, prev_hash, hash",
);

function toEvent(row: EventRow): LoggedEvent {
  return {
    workspaceId: row.workspace_id,
    id: row.id,
    ticketId: row.ticket_id,
    ticketSeq: row.ticket_seq,
    at: row.at,
    actor: { kind: row.actor_kind, id: row.actor_id },
    kind: row.kind,
    data: row.data,
    patch: row.patch,
    why: row.why,
    prevHash: row.prev_hash,
    hash: row.hash,
    cursor: `${row.txid}.${row.seq}`,
  };
}
