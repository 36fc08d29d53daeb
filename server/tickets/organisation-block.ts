import { sql } from "kysely";
import type { Ticket } from "../../contract/ticket-view.ts";
import type { Tx } from "../platform/database.ts";
import type { TicketRowFull } from "./columns.ts";

type Organisation = { name: string; lines: { label: string; value: string }[] };

/** The block Organisation: the firm's reference data, and who manages the quarter and the site group ([H-ORG-01]). */
export async function loadOrganisation(
  tx: Tx,
  workspaceId: string,
  row: TicketRowFull,
  organisation: Organisation,
): Promise<NonNullable<Ticket["organisation"]>> {
  // Of a place outside of the tree of sites nobody manages anything.
  if (row.quarter_id === null && row.group_id === null) return { ...organisation, managers: [] };
  const { rows } = await sql<NonNullable<Ticket["organisation"]>["managers"][number]>`
    select e.id, e.name, p.name as of, e.phone, e.email from place p
    join employee e on e.workspace_id = p.workspace_id and e.id = p.manager_id
    where p.workspace_id = ${workspaceId} and p.id in (${row.quarter_id}::uuid, ${row.group_id}::uuid)
    order by p.kind desc`.execute(tx);
  return { ...organisation, managers: rows };
}
