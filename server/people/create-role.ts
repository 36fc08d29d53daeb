import { sql } from "kysely";
import type { Request, Response } from "../../contract/routes.ts";
import type { Ctx } from "../platform/http/context.ts";
import { newId } from "../platform/ids.ts";
import { checkPermissions, readRole } from "./read-roles.ts";

/** Adds a role with its own set of permissions ([H-ACC-01]), after the others. */
export async function createRole(
  ctx: Ctx,
  { name, permissions, notices }: Request<"createRole">["body"],
): Promise<Response<"createRole">> {
  checkPermissions(permissions);
  return ctx.write(async (tx) => {
    const id = newId();
    await tx
      .insertInto("role")
      .values({
        workspace_id: ctx.workspaceId,
        id,
        // Presets know their roles by key; one made by people has none of theirs.
        key: `own-${id}`,
        name: name.trim(),
        permissions,
        notices: JSON.stringify(notices ?? {}),
        position: sql<number>`(select coalesce(max(position), 0) + 1 from role where workspace_id = ${ctx.workspaceId})`,
        created_at: ctx.now,
      })
      .execute();
    return readRole(tx, ctx.workspaceId, id);
  });
}
