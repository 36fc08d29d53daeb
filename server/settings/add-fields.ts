import type { Tx } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";

/** The fields of its own that a fresh workspace begins with, in this order. */
export async function addFields(
  tx: Tx,
  workspaceId: string,
  fields: readonly { key: string; name: string; type: string }[],
): Promise<void> {
  const rows = fields.map((field, position) => ({ ...field, workspace_id: workspaceId, id: newId(), position }));
  if (rows.length > 0) await tx.insertInto("custom_field").values(rows).execute();
}
