import type { Tx } from "../platform/database.ts";

/** The unit of a contact who has one and no other: what a letter of his is about unless somebody says otherwise. */
export async function onlyUnit(tx: Tx, workspaceId: string, contactId: string): Promise<string | null> {
  const rows = await tx
    .selectFrom("occupancy")
    .select("place_id")
    .where("workspace_id", "=", workspaceId)
    .where("contact_id", "=", contactId)
    .limit(2)
    .execute();
  return rows.length === 1 ? (rows[0]?.place_id ?? null) : null;
}
