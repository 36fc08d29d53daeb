import { sql } from "kysely";
import { jsonArrayFrom, jsonObjectFrom } from "kysely/helpers/postgres";
import type { Contact } from "../../contract/clients.ts";
import type { Tx } from "../platform/database.ts";
import type { Person } from "../platform/http/context.ts";
import { notFound } from "../platform/http/problem.ts";
import { readerOfFields } from "../settings/own-fields.ts";

type Basis = Contact["places"][number]["basis"];

/** The contacts with these ids, in this order. The caller has seen to it that the person sees them. */
export async function readContacts(tx: Tx, person: Person, ids: readonly string[]): Promise<Contact[]> {
  if (ids.length === 0) return [];
  const { workspaceId } = person;
  const seen = await readerOfFields(tx, { workspaceId, person }, "contact");
  const rows = await tx
    .selectFrom("contact")
    .select((eb) => [
      "contact.id",
      "contact.name",
      "contact.phone",
      "contact.email",
      "contact.copy_email",
      "contact.account",
      "contact.note",
      "contact.tags",
      "contact.debt",
      "contact.repair_debt",
      "contact.portal_access",
      "contact.last_seen_at",
      "contact.created_at",
      "contact.version",
      "contact.custom",
      jsonObjectFrom(
        eb
          .selectFrom("company")
          .select(["company.id", "company.name"])
          .whereRef("company.workspace_id", "=", "contact.workspace_id")
          .whereRef("company.id", "=", "contact.company_id"),
      ).as("company"),
      jsonObjectFrom(
        eb
          .selectFrom("employee")
          .select(["employee.id", "employee.name"])
          .whereRef("employee.workspace_id", "=", "contact.workspace_id")
          .whereRef("employee.id", "=", "contact.manager_id"),
      ).as("manager"),
      jsonObjectFrom(
        eb
          .selectFrom("team")
          .select(["team.id", "team.name"])
          .whereRef("team.workspace_id", "=", "contact.workspace_id")
          .whereRef("team.id", "=", "contact.manager_team_id"),
      ).as("managerTeam"),
      jsonArrayFrom(
        eb
          .selectFrom("employee as observer")
          .select(["observer.id", "observer.name"])
          .whereRef("observer.workspace_id", "=", "contact.workspace_id")
          .where(sql<boolean>`observer.id = any(contact.observer_ids)`)
          .orderBy("observer.name"),
      ).as("observers"),
      jsonArrayFrom(
        eb
          .selectFrom("team as follower")
          .select(["follower.id", "follower.name"])
          .whereRef("follower.workspace_id", "=", "contact.workspace_id")
          .where(sql<boolean>`follower.id = any(contact.observer_team_ids)`)
          .orderBy("follower.name"),
      ).as("observerTeams"),
      jsonArrayFrom(
        eb
          .selectFrom("occupancy")
          .innerJoin("place", (join) =>
            join
              .onRef("place.workspace_id", "=", "occupancy.workspace_id")
              .onRef("place.id", "=", "occupancy.place_id"),
          )
          .select(["place.id", "place.address", "occupancy.basis"])
          .whereRef("occupancy.workspace_id", "=", "contact.workspace_id")
          .whereRef("occupancy.contact_id", "=", "contact.id")
          .orderBy("place.address")
          .limit(100),
      ).as("places"),
      eb
        .selectFrom("ticket")
        .select((ticket) => ticket.fn.countAll<number>().as("count"))
        .whereRef("ticket.workspace_id", "=", "contact.workspace_id")
        .whereRef("ticket.contact_id", "=", "contact.id")
        .where("ticket.category", "in", ["new", "open", "paused"])
        .as("open"),
    ])
    .where("contact.workspace_id", "=", workspaceId)
    .where("contact.id", "in", ids)
    .execute();
  const order = new Map(ids.map((id, index) => [id, index]));
  return rows
    .toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
    .map(({ copy_email, repair_debt, portal_access, last_seen_at, created_at, open, places, custom, ...row }) => ({
      ...row,
      custom: seen(custom),
      copyEmail: copy_email,
      repairDebt: repair_debt,
      portalAccess: portal_access,
      lastSeenAt: last_seen_at?.toISOString() ?? null,
      createdAt: created_at.toISOString(),
      openTickets: open ?? 0,
      places: places.map(({ id, address, basis }) => ({ id, address, basis: basisOf(basis) })),
    }));
}

/** One contact; the caller knows that it is there. */
export async function readContact(tx: Tx, person: Person, id: string): Promise<Contact> {
  const [contact] = await readContacts(tx, person, [id]);
  if (!contact) throw notFound("contact");
  return contact;
}

/** The column allows these four only. */
const basisOf = (basis: string): Basis =>
  basis === "family" || basis === "tenant" || basis === "other" ? basis : "owner";
