import type { Request, Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { atVersion } from "../platform/http/versions.ts";
import { renewSessions } from "./end-sessions.ts";
import { keepingAdministrator } from "./last-administrator.ts";
import { checkPermissions, readRole } from "./read-roles.ts";

/**
 * Changes a role; what is not named stays. Its employees have the new permissions from their next request on. 409
 * `employee/last-administrator` when nobody could set up employees any more.
 */
export async function updateRole(
  ctx: Ctx,
  id: string,
  { name, permissions, notices }: Request<"updateRole">["body"],
): Promise<Response<"updateRole">> {
  if (permissions) checkPermissions(permissions);
  const { workspaceId } = ctx;
  const columns = {
    ...(name === undefined ? {} : { name: name.trim() }),
    ...(permissions === undefined ? {} : { permissions }),
    ...(notices === undefined ? {} : { notices: JSON.stringify(notices) }),
  };
  const yours = { name, permissions, notices };
  const view = (tx: Tx) => readRole(tx, workspaceId, id);
  return ctx.write((tx) =>
    atVersion(tx, ctx, { what: "role", id, yours, view: () => view(tx) }, async () => {
      const save = () =>
        tx.updateTable("role").set(columns).where("workspace_id", "=", workspaceId).where("id", "=", id).execute();
      if (permissions) {
        await keepingAdministrator(tx, workspaceId, save);
        await renewSessions(tx, await employeesWith(tx, workspaceId, id));
      }
      if (!permissions && Object.keys(columns).length > 0) await save();
    }),
  );
}

async function employeesWith(tx: Tx, workspaceId: string, role: string): Promise<string[]> {
  const employees = tx.selectFrom("employee").select("id").where("workspace_id", "=", workspaceId);
  return (await employees.where("role_id", "=", role).execute()).map(({ id }) => id);
}
