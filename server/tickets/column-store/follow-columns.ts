import { totalmem } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../../platform/database.ts";
import type { Ctx } from "../../platform/http/context.ts";
import { PLANNED_EACH_TIME } from "../../platform/prepared-statements.ts";
import { unplanned } from "../../platform/sql-piece.ts";
import { READ_AS, TicketColumns } from "./columns.ts";

/** Fewer tickets are found soon enough without. */
export const WORTH = 20_000;
/** Some 650 bytes a ticket: of all desks together so many at most, and fewer where memory is short. Beyond, the database is asked. */
const MOST = Math.min(4_000_000, Math.min(process.constrainedMemory() || totalmem(), totalmem()) / 6_000);
/** Tickets of one step, which holds nobody else up for longer than some ms. */
const STEP = 500;
/** So many notes of changes are looked at beside the columns; beyond, what changed has to be read first. */
const NOTES_BESIDE = 2_000;
/** At the earliest so long after the last time the columns are brought up to date, ms. */
const REST = 500;
/** And so many times as long as that took: a transaction that stays open lets the same tickets be read again and again. */
const RESTS = 10;
/** A desk of which there are no columns is looked at again so long after, ms. */
const LOOK_AGAIN = 60_000;
/** Notes of what changed without events are kept for a day: who has not read for half of it begins anew. */
const OLD = 12 * 3_600_000;

type Later = Ctx["later"];

type Kept = { columns: TicketColumns | null; isBusy: boolean; at: number; rest: number };
const kept = new Map<string, Kept>();

/**
 * The columns of the workspace's tickets where they are in memory already; null while they are not. Reads them, or what
 * changed since, meanwhile: what is missing to them, `changedSince` tells.
 */
export function columnsOf(workspaceId: string, later: Later): TicketColumns | null {
  const known = kept.get(workspaceId) ?? { columns: null, isBusy: false, at: Number.NEGATIVE_INFINITY, rest: 0 };
  kept.set(workspaceId, known);
  const age = performance.now() - known.at;
  if (known.columns && (age > OLD || known.columns.words.isWorn)) known.columns = null;
  if (!known.isBusy && age > (known.columns ? known.rest : LOOK_AGAIN)) {
    known.isBusy = true;
    const begun = performance.now();
    const isThere = known.columns !== null;
    const work = known.columns ? bringUpToDate(known.columns, later) : load(later);
    void work
      .then(
        (columns) => {
          known.columns = columns;
        },
        // The database is asked as before, and this tried again.
        () => {
          known.columns = null;
        },
      )
      .finally(() => {
        known.isBusy = false;
        known.at = performance.now();
        known.rest = isThere ? Math.max(REST, (known.at - begun) * RESTS) : REST;
      });
  }
  return known.columns;
}

/** Of how many tickets this process has the columns in memory. */
export function ticketsInMemory(): number {
  return [...kept.values()].reduce((count, { columns }) => count + (columns?.everyTicket().count() ?? 0), 0);
}

/** Takes columns as those of the workspace from now on, whatever its size; null for none. */
export function keepColumns(workspaceId: string, columns: TicketColumns | null): void {
  kept.set(workspaceId, { columns, isBusy: false, at: performance.now(), rest: REST });
}

async function load(later: Later): Promise<TicketColumns | null> {
  const highest = await later(highestNumber);
  const others = [...kept.values()].reduce((room, { columns }) => room + (columns?.room ?? 0), 0);
  return highest < WORTH || highest + others > MOST ? null : loadColumns(later);
}

/** Reads all tickets of the workspace. */
export async function loadColumns(later: Later): Promise<TicketColumns> {
  const columns = new TicketColumns(await later(endOfLog));
  const highest = await later(highestNumber);
  columns.makeRoom(highest);
  for (let from = 0; from <= highest; from += STEP) {
    const begun = performance.now();
    await later((tx) => read(tx, columns, sql`t.number >= ${from} and t.number < ${from + STEP}`));
    // Who asks for something meanwhile goes first as often as this does.
    await sleep(performance.now() - begun);
  }
  return columns;
}

/** Reads anew what has changed. What changes meanwhile is told by the log again. */
export async function bringUpToDate(columns: TicketColumns, later: Later): Promise<TicketColumns> {
  const { upTo, tickets } = await later(async (tx) => {
    const { rows } = await sql<{ upTo: string; tickets: number[] }>`${sql.raw(PLANNED_EACH_TIME)}
      ${noted(sql`${columns.upTo}::text::xid8`, sql``)}
      select pg_snapshot_xmin(pg_current_snapshot())::text as "upTo", array(${NOTED}) as tickets`.execute(tx);
    return rows[0] ?? { upTo: columns.upTo, tickets: [] };
  });
  const all = [...new Set([...tickets, ...columns.doubted])];
  columns.doubted.clear();
  for (let at = 0; at < all.length; at += STEP) {
    const some = all.slice(at, at + STEP);
    const there = new Set(await later((tx) => read(tx, columns, sql`t.number = any(${some}::int[])`)));
    for (const ticket of some) if (!there.has(ticket)) columns.drop(ticket);
  }
  columns.upTo = upTo;
  return columns;
}

/** Which tickets have changed since a place in the log, as this transaction sees it; null for very many. */
export async function changedSince(tx: Tx, upTo: string): Promise<number[] | null> {
  const read = sql`order by txid limit ${sql.lit(NOTES_BESIDE + 1)}`;
  const { rows } = await sql<{ notes: number; tickets: number[] }>`${noted(unplanned(upTo, "xid8"), read)}
    select (select count(*) from noted) as notes, array(${NOTED}) as tickets`.execute(tx);
  const { notes, tickets } = rows[0] ?? { notes: 0, tickets: [] };
  return notes > NOTES_BESIDE ? null : tickets;
}

/** What was noted from a place in the log on; `read`: in what order, how much of each. */
const noted = (from: RawBuilder<unknown>, read: RawBuilder<unknown>) => sql`with noted as materialized (
  (select ticket_id from event where workspace_id = current_workspace() and txid >= ${from} ${read})
  union all (select ticket_id from ticket_touched where workspace_id = current_workspace() and txid >= ${from} ${read}))`;
const NOTED = sql`select t.number from ticket t
  where t.workspace_id = current_workspace() and t.id = any(array(select ticket_id from noted))`;

async function endOfLog(tx: Tx): Promise<string> {
  const { rows } = await sql<{ upTo: string }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as "upTo"`.execute(tx);
  return rows[0]?.upTo ?? "0";
}

async function highestNumber(tx: Tx): Promise<number> {
  const { rows } = await sql<{ highest: number }>`
    select coalesce(max(number), 0) as highest from ticket where workspace_id = current_workspace()`.execute(tx);
  return rows[0]?.highest ?? 0;
}

/** Reads tickets, as columns, each of them one list: a row at a time takes three times as long. Answers which there were. */
async function read(tx: Tx, columns: TicketColumns, which: RawBuilder<unknown>): Promise<number[]> {
  const lists = ["t.number", ...READ_AS].map((one) => `coalesce(json_agg(${one}), '[]')`).join(", ");
  const { rows } = await sql<{ values: unknown[][] }>`select json_build_array(${sql.raw(lists)}) as values
    from ticket t where t.workspace_id = current_workspace() and ${which}`.execute(tx);
  const [tickets = [], ...values] = rows[0]?.values ?? [];
  const numbers = tickets as number[];
  columns.put(numbers, values);
  return numbers;
}
