import type { Tx } from "../platform/database.ts";

/**
 * Takes files from everybody's sight, in the transaction of what they belonged to: a document taken off the card, a
 * message taken back. Their names stay in the history.
 */
export async function removeFiles(tx: Tx, workspaceId: string, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable("file")
    .set({ deleted_at: now })
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", [...ids])
    .where("deleted_at", "is", null)
    .execute();
}
