import type { Request, Response } from "../../contract/routes.ts";
import type { Ctx } from "../platform/http/context.ts";
import { checkReferences } from "./check-references.ts";
import { readTeam, refusingTakenName, saveMembers } from "./read-teams.ts";

/** Changes a team; what is not named stays, `members` replaces the list. */
export async function updateTeam(
  ctx: Ctx,
  id: string,
  { name, hidden, members }: Request<"updateTeam">["body"],
): Promise<Response<"updateTeam">> {
  const { workspaceId } = ctx;
  const columns = { ...(name === undefined ? {} : { name: name.trim() }), ...(hidden === undefined ? {} : { hidden }) };
  return ctx.write(async (tx) => {
    await readTeam(tx, workspaceId, id);
    if (Object.keys(columns).length > 0) {
      await refusingTakenName(
        tx.updateTable("team").set(columns).where("workspace_id", "=", workspaceId).where("id", "=", id).execute(),
      );
    }
    if (members) {
      await checkReferences(tx, workspaceId, { members: members.map((member) => member.id) });
      await saveMembers(tx, workspaceId, id, members);
    }
    return readTeam(tx, workspaceId, id);
  });
}
