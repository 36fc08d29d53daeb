import { BY_HAND, type TeamMode } from "../../core/routing/team-mode.ts";
import { perConfiguration } from "../platform/configuration.ts";
import type { Tx } from "../platform/database.ts";

/** How every team of the workspace gives its tickets out, by its id; read once per configuration. */
export const loadTeamModes = (tx: Tx, workspaceId: string): Promise<ReadonlyMap<string, TeamMode>> =>
  perConfiguration(tx, workspaceId, "team modes", async () => {
    const rows = await tx
      .selectFrom("team")
      .select(["id", "assignment"])
      .where("workspace_id", "=", workspaceId)
      .execute();
    return new Map(rows.map(({ id, assignment }) => [id, readMode(assignment)]));
  });

/** The column holds what the contract has let through; what is not set is by hand. */
export const readMode = (assignment: unknown): TeamMode => ({ ...BY_HAND, ...(assignment as Partial<TeamMode>) });
