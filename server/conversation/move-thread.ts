import type { Tx } from "../platform/database.ts";

/** All that was written on a ticket, to the client and among colleagues, is of another ticket now; returns which. */
export async function moveThread(tx: Tx, workspaceId: string, from: string, to: string): Promise<string[]> {
  const moved = await tx
    .updateTable("message")
    .set({ ticket_id: to })
    .where("workspace_id", "=", workspaceId)
    .where("ticket_id", "=", from)
    .returning("id")
    .execute();
  return moved.map(({ id }) => id);
}

/** These messages and notes are of another ticket now. */
export async function moveMessages(tx: Tx, workspaceId: string, ids: readonly string[], to: string): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable("message")
    .set({ ticket_id: to })
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", [...ids])
    .execute();
}

/** Takes it back: these go to where they came from, and what was written about the move is gone. */
export async function moveThreadBack(
  tx: Tx,
  workspaceId: string,
  { messages, note, to }: { messages: readonly string[]; note: string; to: string },
): Promise<void> {
  await moveMessages(tx, workspaceId, messages, to);
  await tx.deleteFrom("message").where("workspace_id", "=", workspaceId).where("id", "=", note).execute();
}
