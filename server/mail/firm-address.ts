import type { Tx } from "../platform/database.ts";
import { loadSettings } from "../settings/load-settings.ts";

/** Who letters come from: the firm by its name, at the address that the client wrote to, or at the default one. */
export async function firmAddress(
  tx: Tx,
  workspaceId: string,
  preferred: string | null = null,
): Promise<{ name: string; address: string }> {
  const { name, slug, settings } = await loadSettings(tx, workspaceId);
  const found = await tx
    .selectFrom("mail_address")
    .select(["address", "name"])
    .where("workspace_id", "=", workspaceId)
    .where("active", "=", true)
    .orderBy((eb) => eb("address", "=", preferred ?? ""), "desc")
    .orderBy("is_default", "desc")
    .orderBy("created_at")
    .limit(1)
    .executeTakeFirst();
  return {
    name: found?.name || settings.organisation?.name || name,
    // A workspace whose every address is switched off still signs with its own name.
    address: found?.address ?? `${slug}@localhost`,
  };
}
