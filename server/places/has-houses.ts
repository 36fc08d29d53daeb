import { sql } from "kysely";
import type { Tx } from "../platform/database.ts";

/** Whether the workspace looks after houses, with entrances or flats, and not only after sites of firms. */
export async function hasHouses(tx: Tx, workspaceId: string): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`select exists (select from place
    where workspace_id = ${workspaceId} and kind = 'unit') or exists (select from place
    where workspace_id = ${workspaceId} and kind = 'entrance') as has`.execute(tx);
  return rows[0]?.has === true;
}
