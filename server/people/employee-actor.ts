import { sql } from "kysely";
import type { Actor } from "../../core/process/commands.ts";
import type { Tx } from "../platform/database.ts";
import { notFound } from "../platform/http/problem.ts";

/** An employee as the rules of processes know him, for ways in that have no session: letters, bots. */
export async function employeeActor(tx: Tx, workspaceId: string, employeeId: string): Promise<Actor> {
  const row = await tx
    .selectFrom("employee as e")
    .innerJoin("role as r", (join) =>
      join.onRef("r.workspace_id", "=", "e.workspace_id").onRef("r.id", "=", "e.role_id"),
    )
    .select("r.permissions")
    .where("e.workspace_id", "=", workspaceId)
    .where("e.id", "=", employeeId)
    .where("e.active", "=", true)
    .executeTakeFirst();
  if (!row) throw notFound("employee");
  return { kind: "employee", id: employeeId, permissions: new Set(row.permissions) };
}

/** The administrator who has been here longest; null where nobody sets the desk up. */
export async function earliestAdministrator(tx: Tx, workspaceId: string): Promise<Actor | null> {
  const row = await tx
    .selectFrom("employee as e")
    .innerJoin("role as r", (join) =>
      join.onRef("r.workspace_id", "=", "e.workspace_id").onRef("r.id", "=", "e.role_id"),
    )
    .select(["e.id", "r.permissions"])
    .where("e.workspace_id", "=", workspaceId)
    .where("e.active", "=", true)
    .where(sql<boolean>`r.permissions @> '{section.employees,section.settings}'`)
    .orderBy("e.created_at")
    .orderBy("e.id")
    .limit(1)
    .executeTakeFirst();
  return row ? { kind: "employee", id: row.id, permissions: new Set(row.permissions) } : null;
}
