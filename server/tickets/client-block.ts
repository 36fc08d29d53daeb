import { sql } from "kysely";
import type { Ticket } from "../../contract/ticket-view.ts";
import type { UnregisteredClient } from "../../core/process/state.ts";
import type { Tx } from "../platform/database.ts";
import type { TicketRowFull } from "./columns.ts";

type Found = {
  name: string;
  phone: string | null;
  email: string | null;
  last_seen_at: Date | null;
  debt: number;
  repair_debt: number;
  /** His own, and those of his flats. */
  accounts: string[];
  note: string;
  tags: string[];
  basis: string | null;
  show_debt: boolean | null;
};

/**
 * The block Client of the card ([H-CLI-01]): the resident, or what is known of one who is not registered. Debt is shown
 * by the setting of the site alone, whatever its value ([H-CLI-03]).
 */
export async function loadClient(tx: Tx, workspaceId: string, row: TicketRowFull): Promise<Ticket["clientView"]> {
  if (!row.contact_id) {
    const client = row.client as UnregisteredClient | null;
    if (!client) return null;
    const { name, phone = null, email = null, employee } = client;
    return { id: null, name, phone, email, registered: false, ...(employee === undefined ? {} : { employee }) };
  }
  const { rows } = await sql<Found>`
    select c.name, c.phone, c.email, c.last_seen_at, c.debt, c.repair_debt, c.note, c.tags,
      array(select distinct a.account from (select c.account union all
        select p.account from occupancy o join place p on p.workspace_id = o.workspace_id and p.id = o.place_id
        where o.workspace_id = c.workspace_id and o.contact_id = c.id) a
        where a.account is not null order by a.account) as accounts,
      (select basis from occupancy o where o.workspace_id = c.workspace_id and o.contact_id = c.id
        and o.place_id = ${row.place_id}) as basis,
      (select (p.settings ->> 'showDebt')::boolean from place p
        where p.workspace_id = c.workspace_id and p.id = ${row.site_id}) as show_debt
    from contact c where c.workspace_id = ${workspaceId} and c.id = ${row.contact_id}`.execute(tx);
  const found = rows[0];
  if (!found) return null;
  return {
    id: row.contact_id,
    name: found.name,
    phone: found.phone,
    email: found.email,
    registered: true,
    basis: found.basis,
    lastSeenAt: found.last_seen_at?.toISOString() ?? null,
    ...(found.show_debt ? { debt: found.debt, repairDebt: found.repair_debt } : {}),
    accounts: found.accounts,
    note: found.note,
    tags: found.tags,
  };
}
