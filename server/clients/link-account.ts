import { type Db, inWorkspace, type Tx } from "../platform/database.ts";

/** Gives a contact the account he signs in with, or takes it away (null). */
export async function linkAccount(
  tx: Tx,
  contact: { workspaceId: string; contactId: string; userId: string | null },
): Promise<void> {
  await tx
    .updateTable("contact")
    .set({ user_id: contact.userId })
    .where("workspace_id", "=", contact.workspaceId)
    .where("id", "=", contact.contactId)
    .execute();
}

/** Notes that a contact was here. */
export async function markContactSeen(
  db: Db,
  contact: { workspaceId: string; contactId: string; now: Date },
): Promise<void> {
  await inWorkspace(db, contact.workspaceId, (tx) =>
    tx
      .updateTable("contact")
      .set({ last_seen_at: contact.now })
      .where("workspace_id", "=", contact.workspaceId)
      .where("id", "=", contact.contactId)
      .execute(),
  );
}

/** Keeps a contact's own preferences, whole. */
export async function savePreferences(
  tx: Tx,
  contact: { workspaceId: string; contactId: string; preferences: Record<string, unknown> },
): Promise<void> {
  await tx
    .updateTable("contact")
    .set({ preferences: JSON.stringify(contact.preferences) })
    .where("workspace_id", "=", contact.workspaceId)
    .where("id", "=", contact.contactId)
    .execute();
}
