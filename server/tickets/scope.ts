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
  if (!person.permissions.has("section.tickets") || !person.permissions.has("ticket.read")) return sql<SqlBool>`false`;
  const byPlace = person.allPlaces
    ? sql<SqlBool>`true`
    : sql<SqlBool>`(t.place_id is null or t.place_path && ${[...person.places]}::uuid[])`;
  if (person.closedServices.length === 0) return byPlace;
  return sql<SqlBool>`${byPlace} and (t.service_id is null or t.service_id <> all(${[...person.closedServices]}::uuid[]))`;
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
