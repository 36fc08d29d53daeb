import { columnsOf, type KeptPreferences, keptOf } from "../people/merge-preferences.ts";
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

/** Changes a contact's own preferences; two changes at once wait for each other. */
export async function changePreferences(
  tx: Tx,
  { workspaceId, contactId }: { workspaceId: string; contactId: string },
  change: (kept: KeptPreferences) => KeptPreferences,
): Promise<void> {
  const row = await tx
    .selectFrom("contact")
    .select(["preferences", "preference_order"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", contactId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  await tx
    .updateTable("contact")
    .set(columnsOf(change(keptOf(row))))
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", contactId)
    .execute();
}
