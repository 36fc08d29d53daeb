import type { Request, Response } from "../../contract/routes.ts";
import { configurationChanged, type Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { atVersion } from "../platform/http/versions.ts";
import { checkAssignment } from "./check-assignment.ts";
import { checkReferences } from "./check-references.ts";
import { readTeam, refusingTakenName, saveMembers } from "./read-teams.ts";

/** Changes a team; what is not named stays, `members` replaces the list. */
export async function updateTeam(
  ctx: Ctx,
  id: string,
  { name, hidden, members, assignment }: Request<"updateTeam">["body"],
): Promise<Response<"updateTeam">> {
  const { workspaceId } = ctx;
  const columns = {
    ...(name === undefined ? {} : { name: name.trim() }),
    ...(hidden === undefined ? {} : { hidden }),
    ...(assignment === undefined ? {} : { assignment: JSON.stringify(assignment) }),
  };
  const yours = { name, hidden, members, assignment };
  const view = (tx: Tx) => readTeam(tx, workspaceId, id);
  return ctx.write((tx) =>
    atVersion(tx, ctx, { what: "team", id, yours, view: () => view(tx) }, async () => {
      configurationChanged(tx);
      if (assignment) await checkAssignment(tx, workspaceId, assignment);
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
