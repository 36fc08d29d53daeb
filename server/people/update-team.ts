import type { Request, Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { atVersion } from "../platform/http/versions.ts";
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
  const yours = { name, hidden, members };
  const view = (tx: Tx) => readTeam(tx, workspaceId, id);
  return ctx.write((tx) =>
    atVersion(tx, ctx, { what: "team", id, yours, view: () => view(tx) }, async () => {
      if (Object.keys(columns).length > 0) {
        await refusingTakenName(
          tx.updateTable("team").set(columns).where("workspace_id", "=", workspaceId).where("id", "=", id).execute(),
        );
      }
      if (members) {
        await checkReferences(tx, workspaceId, { members: members.map((member) => member.id) });
        await saveMembers(tx, workspaceId, id, members);
      }
    }),
  );
}
