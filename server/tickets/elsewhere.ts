import { sql } from "kysely";
import { type Condition, testsIn } from "../../core/condition/condition.ts";
import type { Registry } from "../../core/fields/registry.ts";
import type { Tx } from "../platform/database.ts";
import type { TicketRowFull } from "./columns.ts";

/** What a ticket's place, client and service say of it beside what it copies of them. */
export type Elsewhere = {
  crm_name?: string | null;
  client_tags?: string[] | null;
  client_status?: string | null;
  quarter_manager_id?: string | null;
  /** Minor units; null where the site does not show it. */
  debt?: number | null;
  /** Values of the workspace's own fields. */
  contact_custom?: Custom | null;
  company_custom?: Custom | null;
  place_custom?: Custom | null;
  site_custom?: Custom | null;
};
type Custom = Readonly<Record<string, unknown>>;

/** The links by which it is found. */
export type Linked = Pick<
  TicketRowFull,
  "id" | "place_id" | "contact_id" | "company_id" | "service_id" | "quarter_id" | "site_id"
>;

/** Whether any of the conditions asks for something that stands in another row: few do, and the others cost nothing. */
export const asksElsewhere = (conditions: readonly (Condition | null)[], registry: Registry): boolean =>
  conditions.some((condition) =>
    testsIn(condition ?? { all: [] }).some(({ field }) => {
      return registry.find(field)?.sql.elsewhere !== undefined;
    }),
  );

/** Reads it for many tickets in one round trip, by the id of the ticket. */
export async function readElsewhere(
  tx: Tx,
  workspaceId: string,
  tickets: readonly Linked[],
): Promise<Map<string, Elsewhere>> {
  const links = JSON.stringify(
    tickets.map(({ id, place_id, contact_id, company_id, service_id, quarter_id, site_id }) => ({
      id,
      place_id,
      contact_id,
      company_id,
      service_id,
      quarter_id,
      site_id,
    })),
  );
  const { rows } = await sql<Elsewhere & { id: string }>`
    select t.id, s.internal_name as crm_name, c.tags as client_tags, o.basis as client_status,
      q.manager_id as quarter_manager_id, d.debt, c.custom as contact_custom, co.custom as company_custom,
      p.custom as place_custom, site.custom as site_custom
    from jsonb_to_recordset(${links}::jsonb)
        as t(id uuid, place_id uuid, contact_id uuid, company_id uuid, service_id uuid, quarter_id uuid, site_id uuid)
      left join service s on s.workspace_id = ${workspaceId} and s.id = t.service_id
      left join contact c on c.workspace_id = ${workspaceId} and c.id = t.contact_id
      left join company co on co.workspace_id = ${workspaceId} and co.id = t.company_id
      left join place p on p.workspace_id = ${workspaceId} and p.id = t.place_id
      left join place site on site.workspace_id = ${workspaceId} and site.id = t.site_id
      left join occupancy o on o.workspace_id = ${workspaceId} and o.contact_id = t.contact_id and o.place_id = t.place_id
      left join place q on q.workspace_id = ${workspaceId} and q.id = t.quarter_id
      left join shown_debt d on d.workspace_id = ${workspaceId} and d.contact_id = t.contact_id and d.site_id = t.site_id`.execute(
    tx,
  );
  return new Map(rows.map(({ id, ...held }) => [id, held]));
}
