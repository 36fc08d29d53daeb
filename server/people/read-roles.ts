import { sql } from "kysely";
import type { Static } from "typebox";
import type { Role } from "../../contract/people.ts";
import { isPermission } from "../../core/access/permissions.ts";
import type { Tx } from "../platform/database.ts";
import { badField, notFound } from "../platform/http/problem.ts";

export type RoleView = Static<typeof Role>;

/** Roles in their order with how many active employees have each; `id` for one of them. */
export async function readRoles(tx: Tx, workspaceId: string, id?: string): Promise<RoleView[]> {
  const { rows } = await sql<RoleView>`
    select r.id, r.key, r.name, r.permissions, r.notices, r.version,
      (select count(*) from employee e
        where e.workspace_id = r.workspace_id and e.role_id = r.id and e.active) as employees
    from role r where r.workspace_id = ${workspaceId} ${id === undefined ? sql`` : sql`and r.id = ${id}`}
    order by r.position, lower(r.name), r.id`.execute(tx);
  return rows;
}

/** One role; 404 when it is not of this workspace. */
export async function readRole(tx: Tx, workspaceId: string, id: string): Promise<RoleView> {
  const [role] = await readRoles(tx, workspaceId, id);
  if (!role) throw notFound("role");
  return role;
}

/** Only permissions that exist: 422 for others. */
export function checkPermissions(permissions: readonly string[]): void {
  const unknown = permissions.find((name) => !isPermission(name));
  if (unknown === undefined) return;
  throw badField("permissions", "unknown", `There is no permission ${unknown}.`, "Take permissions from the list.");
}
