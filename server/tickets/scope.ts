import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Reason } from "../../core/process/events.ts";
import type { Tx } from "../platform/database.ts";
import type { Person } from "../platform/http/context.ts";

/**
 * Which tickets a person sees, as SQL over `ticket t`: an employee needs the permission, access to the site and access
 * to the service by role ([H-ACC-13]), where one of several sites is enough ([O-REG-09]); a contact sees the tickets in his own name, never internal ones ([H-ACC-18]).
 */
export function seenBy(person: Person): RawBuilder<SqlBool> {
  if (person.kind === "contact") {
    return sql<SqlBool>`t.contact_id = ${person.id} and not exists (
      select from service_type st where st.workspace_id = t.workspace_id and st.id = t.service_type_id and st.internal)`;
  }
  if (!readsTickets(person)) return sql<SqlBool>`false`;
  if (person.allPlaces) return sql<SqlBool>`(true ${openServices(person)})`;
  const [places, sites] = [[...person.places], [...person.sites]];
  // A test of each row and nothing for an index: the order of the list is what a page is read by.
  return sql<SqlBool>`(case when t.site_id is null then t.place_id is null or t.place_path && ${places}::uuid[]
      else t.site_id = any(${sites}::uuid[]) end
    or ${person.withinSites ? sql`` : sql`t.other_place_ids is not null and`} t.place_path && ${places}::uuid[])
    ${openServices(person)}`;
}

/**
 * The same for an employee in parts that have no ticket in common, each of which an index can count: tickets of whole
 * sites, those of no site, and those of other sites: of single flats or entrances where he has access to these alone,
 * else those few that are about further places, too.
 */
function seenParts(person: Person): RawBuilder<SqlBool>[] {
  if (person.kind === "contact" || person.allPlaces || !readsTickets(person)) return [seenBy(person)];
  const [places, sites] = [[...person.places], [...person.sites]];
  const parts = [
    sql<SqlBool>`t.site_id = any(${sites}::uuid[])`,
    sql<SqlBool>`t.site_id is null and (t.place_id is null or t.place_path && ${places}::uuid[])`,
  ];
  const few = person.withinSites ? sql`` : sql`t.other_place_ids is not null and`;
  parts.push(sql`${few} t.site_id <> all(${sites}::uuid[]) and t.place_path && ${places}::uuid[]`);
  return parts.map((part) => sql<SqlBool>`${part} ${openServices(person)}`);
}

/** The same where an index finds the tickets of each part, and there are several. */
export const seenApart = (person: Person): RawBuilder<SqlBool>[] | null =>
  person.kind === "employee" && !person.allPlaces && !person.withinSites && readsTickets(person)
    ? seenParts(person)
    : null;

const NEEDED = ["section.tickets", "ticket.read"] as const;
/** Whether he may see any tickets at all. */
export const readsTickets = ({ permissions }: Onlooker): boolean => NEEDED.every((needed) => permissions.has(needed));

function openServices({ closedServices }: Person): RawBuilder<unknown> {
  if (closedServices.length === 0) return sql``;
  return sql`and (t.service_id is null or t.service_id <> all(${[...closedServices]}::uuid[]))`;
}

/**
 * How many tickets the person sees of those with `condition`, counted up to `most`. `narrow`: what of the condition an
 * index finds, few tickets by each part and none by two of them, so each of these is looked at.
 */
export function countSeen(
  person: Person,
  condition: RawBuilder<unknown>,
  most: number,
  narrow: readonly RawBuilder<SqlBool>[] = [],
): RawBuilder<number> {
  const seen = seenBy(person);
  const isNarrow = narrow.length > 0;
  const parts = (isNarrow ? narrow.map((part) => sql`${seen} and ${part}`) : seenParts(person)).map(
    (part) =>
      sql`(select from ticket t where t.workspace_id = ${person.workspaceId} and ${part} and ${condition}
        ${isNarrow ? sql`offset 0` : sql`limit ${most}`})`,
  );
  return sql<number>`(select count(*) from (select from (${sql.join(parts, sql` union all `)}) parts limit ${most}) found)`;
}

/** What of a ticket decides who sees it. */
export type Sight = {
  id: string;
  number: number;
  version: number;
  placeId: string | null;
  /** Its places and everything above them. */
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

/** Whoever may look at a ticket, as far as that is decided by him. */
export type Onlooker = Pick<Person, "kind" | "id" | "permissions" | "allPlaces" | "places" | "closedServices">;

/** The same rule as `seenBy`, for many people at once without a question for each of them. */
export function sees(person: Onlooker, ticket: Sight): boolean {
  if (person.kind === "contact") return ticket.contactId === person.id && !ticket.internal;
  if (!readsTickets(person)) return false;
  if (ticket.serviceId !== null && person.closedServices.includes(ticket.serviceId)) return false;
  return person.allPlaces || ticket.placeId === null || ticket.placePath.some((place) => person.places.includes(place));
}

/** The same with its reasons: the permissions and the scope that let somebody in, or all that keeps him out ([B-EXPL-04]). */
export function explainSight(person: Onlooker, ticket: Sight): { sees: boolean; why: Reason[] } {
  const because = (rule: string, facts: Reason["facts"] = {}): Reason => ({ rule: `sight.${rule}`, facts });
  const { placeId: place, serviceId: service } = ticket;
  if (person.kind === "contact") {
    const out = [
      ...(ticket.contactId === person.id ? [] : [because("not-his")]),
      ...(ticket.internal ? [because("internal")] : []),
    ];
    return out.length > 0 ? { sees: false, why: out } : { sees: true, why: [because("his")] };
  }
  const his = ticket.placePath.find((one) => person.places.includes(one));
  const isNear = person.allPlaces || place === null || his !== undefined;
  const missing = NEEDED.filter((needed) => !person.permissions.has(needed));
  const isClosed = service !== null && person.closedServices.includes(service);
  const out = [
    ...missing.map((permission) => because("no-permission", { permission })),
    ...(isClosed ? [because("closed-service", { service })] : []),
    ...(isNear ? [] : [because("other-place", { place })]),
  ];
  if (out.length > 0) return { sees: false, why: out };
  const near = person.allPlaces ? because("all-places") : place === null ? because("no-place") : undefined;
  return {
    sees: true,
    why: [
      ...NEEDED.map((permission) => because("permission", { permission })),
      near ?? because("place", { place: his ?? null }),
      ...(service === null ? [] : [because("service", { service })]),
    ],
  };
}
