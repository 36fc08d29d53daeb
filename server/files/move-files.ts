import type { Tx } from "../platform/database.ts";

/** The files of a ticket, or only those named, are another ticket's now; returns which. Values of its fields stay its own. */
export async function moveFiles(
  tx: Tx,
  workspaceId: string,
  { from, to, only }: { from: string; to: string; only?: readonly string[] },
): Promise<string[]> {
  if (only?.length === 0) return [];
  const moved = await tx
    .updateTable("file")
    .set({ ticket_id: to })
    .where("workspace_id", "=", workspaceId)
    .where("ticket_id", "=", from)
    .where("purpose", "<>", "field")
    .$if(only !== undefined, (query) => query.where("id", "in", [...(only ?? [])]))
    .returning("id")
    .execute();
  return moved.map(({ id }) => id);
}
