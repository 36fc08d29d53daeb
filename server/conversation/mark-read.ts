import type { Tx } from "../platform/database.ts";

/**
 * The other side's messages of the client thread are read now: two ticks ([H-CHAT-09]). The first reading counts, and
 * any employee's reading counts for the client.
 */
export async function markRead(
  tx: Tx,
  of: { workspaceId: string; ticketId: string; by: "employee" | "contact"; now: Date },
): Promise<void> {
  const authors = of.by === "contact" ? ["employee", "system"] : ["client"];
  await tx
    .updateTable("message")
    .set({ read_at: of.now })
    .where("workspace_id", "=", of.workspaceId)
    .where("ticket_id", "=", of.ticketId)
    .where("thread", "=", "client")
    .where("author_kind", "in", authors)
    .where("read_at", "is", null)
    .execute();
}
