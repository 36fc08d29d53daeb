import { sql } from "kysely";
import type { TicketState } from "../../core/process/state.ts";
import type { Tx } from "../platform/database.ts";

/**
 * What lists read of other rows, copied onto the ticket's row: place, client and service by name, and the words that
 * search looks through. Read in one round trip, whenever one of the links or texts changes.
 */
export async function derivedColumns(tx: Tx, workspaceId: string, state: TicketState, number: number) {
  const row = await readLinks(tx, workspaceId, state);
  const clientName = row?.contact_name ?? state.client?.name ?? "";
  const words = [
    String(number),
    state.externalId ?? "",
    state.subject,
    state.description,
    clientName,
    row?.address ?? "",
    row?.service_name ?? "",
    ...Object.values(state.form).filter((value) => typeof value === "string"),
  ].join("\n");
  return {
    place_path: row?.place_path ?? [],
    group_id: row?.group_id ?? null,
    quarter_id: row?.quarter_id ?? null,
    site_id: row?.site_id ?? null,
    unit_id: row?.unit_id ?? null,
    entrance: row?.entrance ?? null,
    floor: row?.floor ?? null,
    unit_number: row?.unit_number ?? null,
    address: row?.address ?? "",
    contact_name: clientName,
    contact_phone: row?.contact_phone ?? state.client?.phone ?? null,
    service_name: row?.service_name ?? "",
    search: sql<string>`to_tsvector('russian', unaccent(${words.slice(0, 50_000)}))`,
  };
}

type Links = {
  place_path: string[] | null;
  address: string | null;
  group_id: string | null;
  quarter_id: string | null;
  site_id: string | null;
  unit_id: string | null;
  entrance: string | null;
  floor: string | null;
  unit_number: string | null;
  contact_name: string | null;
  contact_phone: string | null;
  service_name: string | null;
};

async function readLinks(tx: Tx, workspaceId: string, state: TicketState): Promise<Links | undefined> {
  const ancestor = (kind: string, column: "id" | "name") => sql`(
    select a.${sql.ref(column)} from place a
    where a.workspace_id = ${workspaceId} and a.id = any(p.path) and a.kind = ${sql.lit(kind)})`;
  const { rows } = await sql<Links>`
    select p.path as place_path, p.address,
      ${ancestor("group", "id")} as group_id, ${ancestor("quarter", "id")} as quarter_id,
      ${ancestor("site", "id")} as site_id, ${ancestor("unit", "id")} as unit_id,
      ${ancestor("entrance", "name")} as entrance, ${ancestor("floor", "name")} as floor,
      ${ancestor("unit", "name")} as unit_number,
      c.name as contact_name, c.phone as contact_phone, s.name as service_name
    from (select 1) one
      left join place p on p.workspace_id = ${workspaceId} and p.id = ${state.placeId}
      left join contact c on c.workspace_id = ${workspaceId} and c.id = ${state.contactId}
      left join service s on s.workspace_id = ${workspaceId} and s.id = ${state.serviceId}`.execute(tx);
  return rows[0];
}

/** Whether a decision touched anything that `derivedColumns` is made of. */
export function changesDerived(before: TicketState, after: TicketState): boolean {
  return (
    before.placeId !== after.placeId ||
    before.contactId !== after.contactId ||
    before.client !== after.client ||
    before.serviceId !== after.serviceId ||
    before.subject !== after.subject ||
    before.description !== after.description ||
    before.externalId !== after.externalId ||
    before.form !== after.form
  );
}
