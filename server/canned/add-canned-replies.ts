import type { Tx } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";

/** The canned replies that a workspace begins with, in their groups and their order. */
export async function addCannedReplies(
  tx: Tx,
  workspaceId: string,
  groups: readonly { name: string; replies: readonly { name: string; text: string }[] }[],
  now: Date,
): Promise<void> {
  if (groups.length === 0) return;
  const made = { workspace_id: workspaceId, created_at: now };
  const rows = groups.map((group, position) => ({ ...group, id: newId(), position }));
  await tx
    .insertInto("canned_group")
    .values(rows.map(({ id, name, position }) => ({ ...made, id, name, position })))
    .execute();
  const replies = rows.flatMap((group) =>
    group.replies.map((reply, position) => ({ ...made, ...reply, id: newId(), group_id: group.id, position })),
  );
  if (replies.length > 0) await tx.insertInto("canned_reply").values(replies).execute();
}
