import type { Request, Response } from "../../contract/routes.ts";
import { configurationChanged } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { newId } from "../platform/ids.ts";
import { checkAssignment } from "./check-assignment.ts";
import { checkReferences } from "./check-references.ts";
import { readTeam, refusingTakenName, saveMembers } from "./read-teams.ts";

/** Adds a team ([O-GRP-01]); an employee may be in several ([O-GRP-02]). */
export async function createTeam(
  ctx: Ctx,
  { name, hidden, members = [], assignment = {} }: Request<"createTeam">["body"],
): Promise<Response<"createTeam">> {
  const { workspaceId } = ctx;
  return ctx.write(async (tx) => {
    configurationChanged(tx);
    await checkAssignment(tx, workspaceId, assignment);
    await checkReferences(tx, workspaceId, { members: members.map(({ id }) => id) });
    const id = newId();
    await refusingTakenName(
      tx
        .insertInto("team")
        .values({
          workspace_id: workspaceId,
          id,
          name: name.trim(),
          hidden: hidden ?? false,
          assignment: JSON.stringify(assignment),
          created_at: ctx.now,
        })
        .execute(),
    );
    await saveMembers(tx, workspaceId, id, members);
    return readTeam(tx, workspaceId, id);
  });
}
