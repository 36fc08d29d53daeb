import { sql } from "kysely";
import { jsonArrayFrom, jsonObjectFrom } from "kysely/helpers/postgres";
import type { Company } from "../../contract/clients.ts";
import type { Tx } from "../platform/database.ts";
import type { Person } from "../platform/http/context.ts";
import { notFound } from "../platform/http/problem.ts";
import { readerOfFields } from "../settings/own-fields.ts";

/** How many contacts and sites a company shows: on its card, and in a list. */
export const ON_CARD = 500;
export const IN_LIST = 5;

/**
 * The companies with these ids, in this order, each with at most `most` of its contacts and sites by name. The caller
 * has seen to it that the person may see them.
 */
export async function readCompanies(tx: Tx, person: Person, ids: readonly string[], most: number): Promise<Company[]> {
  if (ids.length === 0) return [];
  const { workspaceId } = person;
  const seen = await readerOfFields(tx, { workspaceId, person }, "company");
  const rows = await tx
    .selectFrom("company")
    .select((eb) => [
      "company.id",
      "company.name",
      "company.phone",
      "company.email",
      "company.domains",
      "company.note",
      "company.tags",
      "company.created_at",
      "company.version",
      "company.custom",
      jsonObjectFrom(
        eb
          .selectFrom("client_category")
          .select(["client_category.id", "client_category.name"])
          .whereRef("client_category.workspace_id", "=", "company.workspace_id")
          .whereRef("client_category.id", "=", "company.category_id"),
      ).as("category"),
      jsonObjectFrom(
        eb
          .selectFrom("employee")
          .select(["employee.id", "employee.name"])
          .whereRef("employee.workspace_id", "=", "company.workspace_id")
          .whereRef("employee.id", "=", "company.manager_id"),
      ).as("manager"),
      jsonObjectFrom(
        eb
          .selectFrom("team")
          .select(["team.id", "team.name"])
          .whereRef("team.workspace_id", "=", "company.workspace_id")
          .whereRef("team.id", "=", "company.manager_team_id"),
      ).as("managerTeam"),
      jsonArrayFrom(
        eb
          .selectFrom("employee as observer")
          .select(["observer.id", "observer.name"])
          .whereRef("observer.workspace_id", "=", "company.workspace_id")
          .where(sql<boolean>`observer.id = any(company.observer_ids)`)
          .orderBy("observer.name"),
      ).as("observers"),
      jsonArrayFrom(
        eb
          .selectFrom("team as follower")
          .select(["follower.id", "follower.name"])
          .whereRef("follower.workspace_id", "=", "company.workspace_id")
          .where(sql<boolean>`follower.id = any(company.observer_team_ids)`)
          .orderBy("follower.name"),
      ).as("observerTeams"),
      jsonArrayFrom(
        eb
          .selectFrom("contact")
          .select(["contact.id", "contact.name", "contact.phone", "contact.email"])
          .whereRef("contact.workspace_id", "=", "company.workspace_id")
          .whereRef("contact.company_id", "=", "company.id")
          .orderBy("contact.name")
          .limit(most),
      ).as("contacts"),
      jsonArrayFrom(
        eb
          .selectFrom("place")
          .select(["place.id", "place.address as name"])
          .whereRef("place.workspace_id", "=", "company.workspace_id")
          .whereRef("place.company_id", "=", "company.id")
          .orderBy("place.address")
          .limit(most),
      ).as("sites"),
    ])
    .where("company.workspace_id", "=", workspaceId)
    .where("company.id", "in", ids)
    .execute();
  const order = new Map(ids.map((id, index) => [id, index]));
  return rows
    .toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
    .map(({ created_at, custom, ...row }) => ({ ...row, custom: seen(custom), createdAt: created_at.toISOString() }));
}

/** The card of one company [O-COMP-02, O-COMP-03]; 404 when it is not there. */
export async function readCompany(tx: Tx, person: Person, id: string): Promise<Company> {
  const [company] = await readCompanies(tx, person, [id], ON_CARD);
  if (!company) throw notFound("company");
  return company;
}
