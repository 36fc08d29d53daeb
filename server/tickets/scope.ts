import { type RawBuilder, type SqlBool, sql } from "kysely";
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
