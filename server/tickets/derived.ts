import { type RawBuilder, sql } from "kysely";
import type { TicketState } from "../../core/process/state.ts";
import type { Tx } from "../platform/database.ts";
import type { Elsewhere } from "./elsewhere.ts";

/**
 * What lists read of other rows, copied onto the ticket's row: place, client and service by name, and the words that
 * search looks through. Read in one round trip, whenever one of the links or texts changes; `links` if they were read.
 */
export async function derivedColumns(
  tx: Tx,
  workspaceId: string,
  state: TicketState,
  number: number | null,
  links?: TicketLinks,
) {
  return deriveColumns(links ?? (await readLinks(tx, workspaceId, state)), state, number);
}

/** The same from links that are known already; `words` are what `searchVector` is made of. */
export function deriveColumns(links: TicketLinks, state: TicketState, number: number | null) {
  const clientName = links.contact_name ?? state.client?.name ?? "";
  const above = links.place_path ?? [];
  const words = [
    String(number ?? ""),
    state.externalId ?? "",
    state.subject,
    state.description,
    clientName,
    links.address ?? "",
    ...(links.other_addresses ?? []),
    links.service_name ?? "",
    ...Object.values(state.form).filter((value) => typeof value === "string"),
  ].join("\n");
  return {
    place_path: [...above, ...(links.other_path ?? []).filter((id) => !above.includes(id))],
    group_id: links.group_id ?? null,
    quarter_id: links.quarter_id ?? null,
    site_id: links.site_id ?? null,
    unit_id: links.unit_id ?? null,
    entrance: links.entrance ?? null,
    floor: links.floor ?? null,
    unit_number: links.unit_number ?? null,
    address: links.address ?? "",
    contact_name: clientName,
    contact_phone: links.contact_phone ?? state.client?.phone ?? null,
    client_email: emailToCompare(links.contact_email ?? state.client?.email),
    client_phone: phoneToCompare(links.contact_phone ?? state.client?.phone),
    service_name: links.service_name ?? "",
    client_category_id: links.client_category_id ?? null,
    words: words.slice(0, 50_000),
  };
}

/** An address as addresses are compared: in small letters; null for none. */
export const emailToCompare = (email: string | null | undefined): string | null => email?.trim().toLowerCase() || null;

/** A telephone as numbers are compared: its last ten digits, whatever stands before them; null for none. */
export const phoneToCompare = (phone: string | null | undefined): string | null =>
  phone?.replace(/\D/g, "").slice(-10) || null;

/** What search looks through, of an expression that gives the words. */
export const searchVector = (words: RawBuilder<unknown>) => sql<string>`search_vector(${words})`;

/** What a ticket copies of its place. */
export type PlaceLinks = {
  place_path: string[] | null;
  address: string | null;
  group_id: string | null;
  quarter_id: string | null;
  site_id: string | null;
  unit_id: string | null;
  entrance: string | null;
  floor: string | null;
  unit_number: string | null;
};
/** What a ticket copies of its place, contact, company and service; null (or absent) where it has none. */
export type TicketLinks = Partial<PlaceLinks> &
  Elsewhere & {
    /** The further places and everything above them, and their addresses. */
    other_path?: string[];
    other_addresses?: string[];
    contact_name?: string | null;
    contact_phone?: string | null;
    contact_email?: string | null;
    service_name?: string | null;
    /** Of the company. */
    client_category_id?: string | null;
  };

/** `PlaceLinks` of the place `p`, of which `above` are the ancestors and itself: a list to select, and a lateral join. */
export const placeLinks = {
  columns: sql`p.path as place_path, p.address, above.group_id, above.quarter_id, above.site_id, above.unit_id,
    above.entrance, above.floor, above.unit_number`,
  join: sql`left join lateral (
    select (array_agg(a.id) filter (where a.kind = 'group'))[1] as group_id,
      (array_agg(a.id) filter (where a.kind = 'quarter'))[1] as quarter_id,
      (array_agg(a.id) filter (where a.kind = 'site'))[1] as site_id,
      (array_agg(a.id) filter (where a.kind = 'unit'))[1] as unit_id,
      max(a.name) filter (where a.kind = 'entrance') as entrance, max(a.name) filter (where a.kind = 'floor') as floor,
      max(a.name) filter (where a.kind = 'unit') as unit_number,
      (array_agg(a.manager_id) filter (where a.kind = 'quarter'))[1] as quarter_manager_id,
      (array_agg(a.custom) filter (where a.kind = 'site'))[1] as site_custom
    from place a where a.workspace_id = p.workspace_id and a.id = any(p.path)) above on true`,
};

/** `other_path` and `other_addresses` of a ticket, by an expression that gives the ids of its further places. */
export const otherPlaceLinks = (workspaceId: string, ids: RawBuilder<unknown>) => sql`
  array(select distinct a.id from place o, unnest(o.path) a(id)
    where o.workspace_id = ${workspaceId} and o.id = any(${ids}) order by a.id) as other_path,
  array(select o.address from place o
    where o.workspace_id = ${workspaceId} and o.id = any(${ids}) order by o.address, o.id) as other_addresses`;

/** By what the links of a ticket are found. */
export type LinkedBy = Pick<TicketState, "placeId" | "otherPlaces" | "contactId" | "companyId" | "serviceId">;

/** The links of a ticket, or of one that is about to be opened. */
export async function readLinks(tx: Tx, workspaceId: string, of: LinkedBy): Promise<TicketLinks> {
  const { rows } = await linksOf(workspaceId, {
    from: sql`(select 1) one`,
    place: sql`${of.placeId}`,
    contact: sql`${of.contactId}`,
    service: sql`${of.serviceId}`,
    company: sql`${of.companyId}`,
    others: of.otherPlaces.length > 0 && sql`${of.otherPlaces}::uuid[]`,
  }).execute(tx);
  return rows[0] ?? {};
}

/** The same of many in one round trip, in their order. */
export async function readManyLinks(tx: Tx, workspaceId: string, all: readonly LinkedBy[]): Promise<TicketLinks[]> {
  if (all.length === 0) return [];
  const given = JSON.stringify(
    all.map(({ placeId, otherPlaces, contactId, companyId, serviceId }, at) => ({
      at,
      place: placeId,
      others: otherPlaces,
      contact: contactId,
      company: companyId,
      service: serviceId,
    })),
  );
  const { rows } = await linksOf(workspaceId, {
    from: sql`jsonb_to_recordset(${given}::jsonb)
      as one(at int, place uuid, others uuid[], contact uuid, company uuid, service uuid)`,
    place: sql`one.place`,
    contact: sql`one.contact`,
    service: sql`one.service`,
    company: sql`one.company`,
    others: all.some(({ otherPlaces }) => otherPlaces.length > 0) && sql`one.others`,
    order: sql`order by one.at`,
  }).execute(tx);
  return rows;
}

/** Expressions that give the ids of what each row of `from` is linked with; `others`: an array, or none has any. */
type LinkSource = {
  from: RawBuilder<unknown>;
  place: RawBuilder<unknown>;
  contact: RawBuilder<unknown>;
  service: RawBuilder<unknown>;
  company: RawBuilder<unknown>;
  others: RawBuilder<unknown> | false;
  order?: RawBuilder<unknown>;
};

const linksOf = (workspaceId: string, { from, place, contact, service, company, others, order }: LinkSource) =>
  sql<TicketLinks>`
    select ${placeLinks.columns}, c.name as contact_name, c.phone as contact_phone, c.email as contact_email,
      s.name as service_name, co.category_id as client_category_id, s.internal_name as crm_name, c.tags as client_tags,
      o.basis as client_status, above.quarter_manager_id, d.debt, c.custom as contact_custom,
      co.custom as company_custom, p.custom as place_custom, above.site_custom ${others ? sql`, ${otherPlaceLinks(workspaceId, others)}` : sql``}
    from ${from}
      left join place p on p.workspace_id = ${workspaceId} and p.id = ${place} ${placeLinks.join}
      left join contact c on c.workspace_id = ${workspaceId} and c.id = ${contact}
      left join service s on s.workspace_id = ${workspaceId} and s.id = ${service}
      left join company co on co.workspace_id = ${workspaceId} and co.id = ${company}
      left join occupancy o on o.workspace_id = c.workspace_id and o.contact_id = c.id and o.place_id = p.id
      left join shown_debt d on d.workspace_id = c.workspace_id and d.contact_id = c.id and d.site_id = above.site_id
    ${order ?? sql``}`;

/** Whether a decision touched anything that `derivedColumns` is made of. */
export function changesDerived(before: TicketState, after: TicketState): boolean {
  return (
    before.placeId !== after.placeId ||
    before.otherPlaces !== after.otherPlaces ||
    before.contactId !== after.contactId ||
    before.client !== after.client ||
    before.companyId !== after.companyId ||
    before.serviceId !== after.serviceId ||
    before.subject !== after.subject ||
    before.description !== after.description ||
    before.externalId !== after.externalId ||
    before.form !== after.form
  );
}
