import { sql } from "kysely";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { readRole } from "./read-roles.ts";
import { refusingInUse } from "./refusing-in-use.ts";

/**
 * Deletes a role that nobody has, blocked employees included. Also refused while services are reserved for it: without
 * the last such role a service would be open to every role.
 */
export async function deleteRole(ctx: Ctx, id: string): Promise<undefined> {
  const { workspaceId } = ctx;
  await ctx.write(async (tx) => {
    const role = await readRole(tx, workspaceId, id);
    const inUse = `The role ${role.name} is in use.`;
    const { rows } = await sql`
      select from service_role where workspace_id = ${workspaceId} and role_id = ${id} limit 1`.execute(tx);
    if (rows.length > 0) throw new Problem(409, "role/in-use", inUse);
    await refusingInUse(
      "role/in-use",
      inUse,
      tx.deleteFrom("role").where("workspace_id", "=", workspaceId).where("id", "=", id).execute(),
    );
  });
  return undefined;
}
