import type { Tx } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";

/** Gives a fresh workspace the address that its letters go out from; letters to it become tickets. */
export async function addFirstAddress(
  tx: Tx,
  workspaceId: string,
  { address, name }: { address: string; name: string },
): Promise<string> {
  const id = newId();
  await tx
    .insertInto("mail_address")
    .values({ workspace_id: workspaceId, id, address: address.toLowerCase(), name, is_default: true })
    .execute();
  return id;
}
