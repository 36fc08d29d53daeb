import type { Tx } from "../platform/database.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { loadAddresses } from "./load-addresses.ts";

/** Who letters come from: the firm by its name, at the address that the client wrote to, or at the default one. */
export async function firmAddress(
  tx: Tx,
  workspaceId: string,
  preferred: string | null = null,
): Promise<{ name: string; address: string }> {
  const { name, slug, settings } = await loadSettings(tx, workspaceId);
  const ours = (await loadAddresses(tx, workspaceId)).filter(({ active }) => active);
  const found = ours.find(({ address }) => address === preferred?.toLowerCase()) ?? ours[0];
  return {
    name: found?.name || settings.organisation?.name || name,
    // A workspace whose every address is switched off still signs with its own name.
    address: found?.address ?? `${slug}@localhost`,
  };
}
