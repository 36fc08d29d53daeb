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
