import type { Tx } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";

/** The categories that a fresh workspace begins with, in this order [O-CAT-03]. */
export async function addClientCategories(tx: Tx, workspaceId: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const rows = names.map((name, position) => ({ workspace_id: workspaceId, id: newId(), name, position }));
  await tx.insertInto("client_category").values(rows).execute();
}
