import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Service } from "../../contract/catalog.ts";
import type { Tx } from "../platform/database.ts";
import type { Person } from "../platform/http/context.ts";
import { notFound } from "../platform/http/problem.ts";
import { readService } from "./read-services.ts";

/**
 * The condition on the table `service` of who may work with it: those who set up services all of them, others those
 * that are open to their role; no role named means every role [H-SVC-01, H-ACC-12].
 */
export function openServices(person: Person): RawBuilder<SqlBool> {
  if (person.permissions.has("section.services")) return sql<SqlBool>`true`;
  const rows = sql`select from service_role r where r.workspace_id = service.workspace_id and r.service_id = service.id`;
  return sql<SqlBool>`(not exists (${rows}) or exists (${rows} and r.role_id = ${person.roleId}))`;
}

/** A service that the employee's role may work with; else 404. */
export async function accessService(tx: Tx, person: Person, id: string): Promise<Service> {
  const row = await tx
    .selectFrom("service")
    .select("id")
    .where("workspace_id", "=", person.workspaceId)
    .where("id", "=", id)
    .where(openServices(person))
    .executeTakeFirst();
  if (!row) throw notFound("service");
  return readService(tx, person.workspaceId, id);
}
