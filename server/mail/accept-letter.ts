import { sql } from "kysely";
import { LETTER_LIMITS } from "../channels/email/letter.ts";
import { splitReplyAddress } from "../channels/email/reply-token.ts";
import { storeFile } from "../files/store-file.ts";
import { type Db, inWorkspace } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { enqueue } from "../platform/jobs.ts";
import { type MailDeps, TAKE_LETTER } from "./deps.ts";

/** An address of ours, and the workspace whose it is. */
export type Mailbox = { workspaceId: string; addressId: string; address: string };

/** The mailbox behind a recipient, its reply token taken off; null when the address is none of ours. */
export async function findMailbox(db: Db, recipient: string): Promise<Mailbox | null> {
  const { mailbox } = splitReplyAddress(recipient);
  const { rows } = await sql<{ workspace_id: string; address_id: string; address: string }>`
    select workspace_id, address_id, address from workspace_of_address(${mailbox})`.execute(db);
  const row = rows[0];
  return row ? { workspaceId: row.workspace_id, addressId: row.address_id, address: row.address } : null;
}

/**
 * Keeps a letter as it came, before anybody looks into it, once for each workspace that it is addressed to, and
 * promises to read it. When this returns the letter is safe, and the sender may be told so ([B-MAIL-04]).
 */
export async function acceptLetter(
  deps: MailDeps,
  letter: { raw: Buffer; envelopeFrom: string; recipients: readonly string[] },
): Promise<string[]> {
  const byWorkspace = new Map<string, string[]>();
  for (const recipient of letter.recipients) {
    const mailbox = await findMailbox(deps.db, recipient);
    if (!mailbox) continue;
    byWorkspace.set(mailbox.workspaceId, [...(byWorkspace.get(mailbox.workspaceId) ?? []), recipient]);
  }
  const ids: string[] = [];
  for (const [workspaceId, envelopeTo] of byWorkspace) {
    const now = deps.now();
    const file = await storeFile(deps.db, deps.storage, {
      workspaceId,
      name: "letter.eml",
      content: letter.raw,
      purpose: "letter",
      by: null,
      now,
      limit: LETTER_LIMITS.bytes,
    });
    const id = newId();
    await inWorkspace(deps.db, workspaceId, async (tx) => {
      await tx
        .insertInto("letter_in")
        .values({
          workspace_id: workspaceId,
          id,
          received_at: now,
          envelope_from: letter.envelopeFrom,
          envelope_to: envelopeTo,
          size: letter.raw.length,
          raw_file_id: file.id,
          state: "received",
        })
        .execute();
      // One after the other within a workspace, so that two copies of a letter see each other.
      await enqueue(tx, TAKE_LETTER, { workspaceId, letterId: id }, { queue: `mail/${workspaceId}` });
    });
    ids.push(id);
  }
  return ids;
}
