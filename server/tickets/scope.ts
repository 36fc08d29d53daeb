import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Tx } from "../platform/database.ts";
import type { Person } from "../platform/http/context.ts";

/**
 * Which tickets a person sees, as SQL over `ticket t`: an employee needs the permission, access to the site and access
 * to the service by role ([H-ACC-13]); a contact sees the tickets in his own name, never internal ones ([H-ACC-18]).
 */
export function seenBy(person: Person): RawBuilder<SqlBool> {
  if (person.kind === "contact") {
    return sql<SqlBool>`t.contact_id = ${person.id} and not exists (
      select from service_type st where st.workspace_id = t.workspace_id and st.id = t.service_type_id and st.internal)`;
  }
  return sql<SqlBool>`(${sql.join(seenParts(person), sql` or `)})`;
}

/**
 * The same for an employee in parts that have no ticket in common, each of which an index can count: tickets of whole
 * sites, those of no site, and those of single flats or entrances where he has access to these alone.
 */
export function seenParts(person: Person): RawBuilder<SqlBool>[] {
  if (person.kind === "contact") return [seenBy(person)];
  if (!person.permissions.has("section.tickets") || !person.permissions.has("ticket.read")) return [sql`false`];
  const services =
    person.closedServices.length === 0
      ? sql``
      : sql`and (t.service_id is null or t.service_id <> all(${[...person.closedServices]}::uuid[]))`;
  if (person.allPlaces) return [sql`(true ${services})`];
  const [places, sites] = [[...person.places], [...person.sites]];
  const parts = [
    sql<SqlBool>`(t.site_id = any(${sites}::uuid[]) ${services})`,
    sql<SqlBool>`(t.site_id is null and (t.place_id is null or t.place_path && ${places}::uuid[]) ${services})`,
  ];
  if (person.withinSites) {
    parts.push(sql`(t.site_id <> all(${sites}::uuid[]) and t.place_path && ${places}::uuid[] ${services})`);
  }
  return parts;
}

/** How many tickets the person sees of those with `condition`, counted up to `most`. */
export function countSeen(person: Person, condition: RawBuilder<unknown>, most: number): RawBuilder<number> {
  const parts = seenParts(person).map(
    (part) =>
      sql`(select from ticket t where t.workspace_id = ${person.workspaceId} and ${part} and ${condition} limit ${most})`,
  );
  return sql<number>`(select count(*) from (select from (${sql.join(parts, sql` union all `)}) parts limit ${most}) found)`;
}

/** What of a ticket decides who sees it. */
export type Sight = {
  id: string;
  number: number;
  version: number;
  placeId: string | null;
  placePath: readonly string[];
  serviceId: string | null;
  contactId: string | null;
  /** Of a service type that clients never see. */
  internal: boolean;
};

/** Reads it for several tickets at once. */
export async function loadSights(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<Sight[]> {
  const { rows } = await sql<Sight>`
    select t.id, t.number, t.version, t.place_id as "placeId", t.place_path as "placePath", t.service_id as "serviceId",
      t.contact_id as "contactId", coalesce(st.internal, false) as internal
    from ticket t left join service_type st on st.workspace_id = t.workspace_id and st.id = t.service_type_id
    where t.workspace_id = ${workspaceId} and t.id = any(${[...ids]}::uuid[])`.execute(tx);
  return rows;
}

/** The same rule as `seenBy`, for many people at once without a question for each of them. */
export function sees(person: Person, ticket: Sight): boolean {
  if (person.kind === "contact") return ticket.contactId === person.id && !ticket.internal;
  if (!person.permissions.has("section.tickets") || !person.permissions.has("ticket.read")) return false;
  if (ticket.serviceId !== null && person.closedServices.includes(ticket.serviceId)) return false;
  return person.allPlaces || ticket.placeId === null || ticket.placePath.some((place) => person.places.includes(place));
}
