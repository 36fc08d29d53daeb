import { jsonArrayFrom, jsonObjectFrom } from "kysely/helpers/postgres";
import type { Service } from "../../contract/catalog.ts";
import type { Tx } from "../platform/database.ts";
import { notFound } from "../platform/http/problem.ts";

/** The services with these ids, in this order. The caller has seen to it that the person may see them. */
export async function readServices(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<Service[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom("service")
    .innerJoin("service_type", (join) =>
      join
        .onRef("service_type.workspace_id", "=", "service.workspace_id")
        .onRef("service_type.id", "=", "service.type_id"),
    )
    .select((eb) => [
      "service.id",
      "service.name",
      "service.internal_name",
      "service.note",
      "service.annotation",
      "service.tags",
      "service.form",
      "service.options",
      "service.max_assignees",
      "service.portal",
      "service.paid",
      "service.active",
      "service.position",
      "service.version",
      "service.process_key as process",
      "service.type_id",
      "service_type.name as type_name",
      "service_type.common",
      jsonObjectFrom(
        eb
          .selectFrom("service_category")
          .select(["service_category.id", "service_category.name"])
          .whereRef("service_category.workspace_id", "=", "service.workspace_id")
          .whereRef("service_category.id", "=", "service.category_id"),
      ).as("category"),
      jsonObjectFrom(
        eb
          .selectFrom("team")
          .select(["team.id", "team.name"])
          .whereRef("team.workspace_id", "=", "service.workspace_id")
          .whereRef("team.id", "=", "service.team_id"),
      ).as("team"),
      jsonArrayFrom(
        eb
          .selectFrom("service_role")
          .innerJoin("role", (join) =>
            join
              .onRef("role.workspace_id", "=", "service_role.workspace_id")
              .onRef("role.id", "=", "service_role.role_id"),
          )
          .select(["role.id", "role.name"])
          .whereRef("service_role.workspace_id", "=", "service.workspace_id")
          .whereRef("service_role.service_id", "=", "service.id")
          .orderBy("role.position"),
      ).as("roles"),
    ])
    .where("service.workspace_id", "=", workspaceId)
    .where("service.id", "in", ids)
    .execute();
  const order = new Map(ids.map((id, index) => [id, index]));
  return rows
    .toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
    .map(({ internal_name, max_assignees, type_id, type_name, form, options, ...row }) => ({
      ...row,
      internalName: internal_name,
      maxAssignees: max_assignees,
      type: { id: type_id, name: type_name },
      form: formOf(form),
      options: optionsOf(options),
    }));
}

/** One service; 404 when it is not there. */
export async function readService(tx: Tx, workspaceId: string, id: string): Promise<Service> {
  const [service] = await readServices(tx, workspaceId, [id]);
  if (!service) throw notFound("service");
  return service;
}

/** The JSON columns hold what the contract and `checkService` have let through. */
export const formOf = (form: unknown): Service["form"] => form as Service["form"];
export const optionsOf = (options: unknown): Service["options"] => options as Service["options"];
