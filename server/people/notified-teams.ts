import { sql } from "kysely";
import { perConfiguration } from "../platform/configuration.ts";
import type { Tx } from "../platform/database.ts";

/** The teams with somebody on their lists for notices; where there is nobody, what is told to a team is told to no one. */
export const loadNotifiedTeams = (tx: Tx, workspaceId: string): Promise<ReadonlySet<string>> =>
  perConfiguration(tx, workspaceId, "notified teams", async () => {
    const { rows } = await sql<{ id: string }>`
      select distinct team_id as id from team_member where workspace_id = ${workspaceId} and notified`.execute(tx);
    return new Set(rows.map(({ id }) => id));
  });
