import type { Tx } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";

/** Adds teams without members to a fresh workspace; answers their ids by key. */
export async function addTeams(
  tx: Tx,
  workspaceId: string,
  teams: readonly { key: string; name: string }[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map(teams.map(({ key }) => [key, newId()]));
  const rows = teams.map(({ key, name }) => ({ workspace_id: workspaceId, id: ids.get(key) ?? newId(), name }));
  if (rows.length > 0) await tx.insertInto("team").values(rows).execute();
  return ids;
}
