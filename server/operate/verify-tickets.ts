import { isDeepStrictEqual } from "node:util";
import { sql } from "kysely";
import { apply } from "../../core/process/events.ts";
import type { TicketState } from "../../core/process/state.ts";
import type { Db, Tx } from "../platform/database.ts";
import { readTicketLogs } from "../platform/log-of-events.ts";
import { stateOf, type TicketRowFull } from "../tickets/columns.ts";
import { deriveColumns, otherPlaceLinks, placeLinks, searchVector, type TicketLinks } from "../tickets/derived.ts";

/** A ticket whose row is not what its events and the things that it is tied to make of it. */
export type TicketFault = {
  readonly workspaceId: string;
  readonly number: number;
  /** Parts of the state that differ from the fold over its events; `search` and columns copied from other rows. */
  readonly parts: string[];
};

/** A fault in one line. */
export const describeTicket = ({ workspaceId, number, parts }: TicketFault): string =>
  `Workspace ${workspaceId}: ticket ${number} is not what its log and its links make of it: ${parts.join(", ")}`;

/** So many tickets are built anew at once. */
const BATCH = 200;

/**
 * Builds every ticket anew, from its events and from the place, contact and service that it names, and compares: state,
 * counters, marks, copied names and the words of the search. In one snapshot, as the owner.
 */
export async function verifyTickets(owner: Db): Promise<{ tickets: number; faults: TicketFault[] }> {
  return owner
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (tx) => {
      const { rows } = await sql<{ id: string }>`select id from workspace order by id`.execute(tx);
      const report = { tickets: 0, faults: [] as TicketFault[] };
      for (const { id } of rows) {
        for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
          const batch = await sql<TicketRowFull>`select * from ticket
            where workspace_id = ${id} and id > ${after} order by id limit ${BATCH}`.execute(tx);
          report.tickets += batch.rows.length;
          report.faults.push(...(await verifyBatch(tx, id, batch.rows)));
          const last = batch.rows.at(-1);
          if (!last) break;
          after = last.id;
        }
      }
      return report;
    });
}

async function verifyBatch(tx: Tx, workspaceId: string, rows: readonly TicketRowFull[]): Promise<TicketFault[]> {
  const ids = rows.map(({ id }) => id);
  const logs = await readTicketLogs(tx, workspaceId, ids);
  const links = await readLinks(tx, workspaceId, ids);
  const words = new Map<string, string>();
  const faults = rows.map((row) => {
    const state = stateOf(row);
    const { words: made, ...copied } = deriveColumns(links.get(row.id) ?? {}, state, row.number);
    words.set(row.id, made);
    let folded: TicketState | null = null;
    for (const { patch } of logs.get(row.id) ?? []) folded = apply(folded, { set: patch });
    const parts = [...differing(state, folded ?? {}), ...differing(copied, row)];
    return { id: row.id, workspaceId, number: row.number, parts };
  });
  const unfound = await wrongSearch(tx, workspaceId, words);
  for (const fault of faults) if (unfound.has(fault.id)) fault.parts.push("search");
  return faults.filter(({ parts }) => parts.length > 0).map(({ id: _, ...fault }) => fault);
}

/** The names under which the two do not hold the same; `other` may hold more. */
function differing(one: object, other: object): string[] {
  const there = new Map<string, unknown>(Object.entries(other));
  return Object.entries(one).flatMap(([name, value]) => (isDeepStrictEqual(value, there.get(name)) ? [] : [name]));
}

async function readLinks(tx: Tx, workspaceId: string, ids: string[]): Promise<Map<string, TicketLinks>> {
  const { rows } = await sql<TicketLinks & { id: string }>`
    select t.id, ${placeLinks.columns}, c.name as contact_name, c.phone as contact_phone, c.email as contact_email,
      s.name as service_name, co.category_id as client_category_id,
      ${otherPlaceLinks(workspaceId, sql`t.other_place_ids`)}
    from ticket t
      left join place p on p.workspace_id = t.workspace_id and p.id = t.place_id ${placeLinks.join}
      left join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
      left join service s on s.workspace_id = t.workspace_id and s.id = t.service_id
      left join company co on co.workspace_id = t.workspace_id and co.id = t.company_id
    where t.workspace_id = ${workspaceId} and t.id = any(${ids}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, ...links }) => [id, links]));
}

async function wrongSearch(tx: Tx, workspaceId: string, words: ReadonlyMap<string, string>): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select t.id from unnest(${[...words.keys()]}::uuid[], ${[...words.values()]}::text[]) as w(id, words)
      join ticket t on t.workspace_id = ${workspaceId} and t.id = w.id
    where t.search is distinct from ${searchVector(sql`w.words`)}`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}
