import { type RawBuilder, sql } from "kysely";
import { livesWithin } from "../clients/access.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField } from "../platform/http/problem.ts";

type Links = {
  place?: string | null | undefined;
  contact?: string | null | undefined;
  company?: string | null | undefined;
  serviceType?: string | null | undefined;
  team?: string | null | undefined;
};
/** In the order in which they are refused. */
const LINKED = ["place", "contact", "company", "serviceType", "team"] as const satisfies (keyof Links)[];

/**
 * Refuses links to things that are not there, that belong to others or that the person may not use, naming the field.
 * An employee needs access to the place, and to one of the places of the contact where that has any; a client may name only his own units and what lies above
 * them, and the sites of his company.
 */
export async function checkLinks(tx: Tx, ctx: Ctx, links: Links): Promise<void> {
  const { person, workspaceId } = ctx;
  const place =
    person.kind === "contact" ? ownPlace(person.id) : person.allPlaces ? sql`true` : scopedPlace(person.places);
  const contact = person.allPlaces ? sql`true` : livesWithin(person);
  const there: Record<keyof Links, (id: string) => RawBuilder<unknown>> = {
    place: (id) =>
      sql`exists (select from place p where p.workspace_id = ${workspaceId} and p.id = ${id} and ${place})`,
    contact: (id) => sql`exists (select from contact where workspace_id = ${workspaceId} and id = ${id} and ${contact})
      or exists (select from employee where workspace_id = ${workspaceId} and id = ${id} and active)`,
    company: (id) => sql`exists (select from company where workspace_id = ${workspaceId} and id = ${id})`,
    serviceType: (id) =>
      sql`exists (select from service_type where workspace_id = ${workspaceId} and id = ${id} and active)`,
    team: (id) => sql`exists (select from team where workspace_id = ${workspaceId} and id = ${id} and not hidden)`,
  };
  const named = LINKED.flatMap((field) =>
    links[field] ? [sql`${there[field](links[field])} as ${sql.ref(field)}`] : [],
  );
  if (named.length === 0) return;
  const { rows } = await sql<Partial<Record<keyof Links, boolean>>>`select ${sql.join(named)}`.execute(tx);
  for (const field of LINKED) {
    if (links[field] && !rows[0]?.[field]) {
      throw badField(
        field,
        `unknown-${field}`,
        "There is no such thing, or you have no access to it.",
        "Choose one from the list.",
      );
    }
  }
}

/** Ids as the database writes them, so that one place is one text wherever two are compared. */
export const samePlace = (id: string): string => id.toLowerCase();

/**
 * The same for further places of a ticket, which only employees name ([O-REG-09]). They are held until the end of the
 * transaction, so that none is deleted meanwhile: no reference keeps it.
 */
export async function checkOtherPlaces(tx: Tx, { person, workspaceId }: Ctx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await sql<{ id: string }>`select p.id from place p
    where p.workspace_id = ${workspaceId} and p.id = any(${[...ids]}::uuid[])
      and ${person.allPlaces ? sql`true` : scopedPlace(person.places)}
    order by p.id for key share`.execute(tx);
  if (ids.every((id) => rows.some((row) => row.id === samePlace(id)))) return;
  const message = "There is no such place, or you have no access to it.";
  throw badField("otherPlaces", "unknown-place", message, "Choose one from the list.");
}

const ownPlace = (contactId: string) => sql`(exists (
  select from occupancy o join place unit on unit.workspace_id = o.workspace_id and unit.id = o.place_id
  where o.workspace_id = p.workspace_id and o.contact_id = ${contactId} and p.id = any(unit.path))
  or exists (select from contact c join place site on site.workspace_id = c.workspace_id and site.company_id = c.company_id
    where c.workspace_id = p.workspace_id and c.id = ${contactId} and site.id = any(p.path)))`;

const scopedPlace = (places: readonly string[]) => sql`p.path && ${[...places]}::uuid[]`;
