import type { Ctx } from "../platform/http/context.ts";
import { readTeam } from "./read-teams.ts";
import { refusingInUse } from "./refusing-in-use.ts";

/** Deletes a team that no ticket, service, company, contact or mail address names: else 409 `team/in-use`. Hide it then. */
export async function deleteTeam(ctx: Ctx, id: string): Promise<undefined> {
  const { workspaceId } = ctx;
  await ctx.write(async (tx) => {
    const team = await readTeam(tx, workspaceId, id);
    await refusingInUse(
      "team/in-use",
      `The team ${team.name} is in use.`,
      tx.deleteFrom("team").where("workspace_id", "=", workspaceId).where("id", "=", id).execute(),
    );
  });
  return undefined;
}
