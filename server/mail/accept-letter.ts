import type { Readable } from "node:stream";
import { sql } from "kysely";
import { LETTER_LIMITS } from "../channels/email/letter.ts";
import { splitReplyAddress } from "../channels/email/reply-token.ts";
import type { FileRow } from "../files/file-row.ts";
import { discardFile, storeFile } from "../files/store-file.ts";
import { type Db, inWorkspace, type Tx } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { enqueue } from "../platform/jobs.ts";
import { LETTERS } from "../platform/tally.ts";
import { traced } from "../platform/tracing.ts";
import { type MailDeps, TAKE_LETTER } from "./deps.ts";

/** An address of ours, and the workspace whose it is. */
export type OurAddress = { workspaceId: string; addressId: string; address: string };

/** Whose address a recipient is, its reply token taken off; null when it is none of ours. */
export async function findOurAddress(db: Db, recipient: string): Promise<OurAddress | null> {
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
    const ours = await findOurAddress(deps.db, recipient);
    if (!ours) continue;
    byWorkspace.set(ours.workspaceId, [...(byWorkspace.get(ours.workspaceId) ?? []), recipient]);
  }
  const ids: string[] = [];
  for (const [workspaceId, envelopeTo] of byWorkspace) {
    const file = await storeRaw(deps, workspaceId, letter.raw);
    const { envelopeFrom } = letter;
    const kept = { workspaceId, file, envelopeFrom, envelopeTo, now: deps.now(), aside: null, rawHash: null };
    const id = await traced("letter in", {}, () => inWorkspace(deps.db, workspaceId, (tx) => keepLetter(tx, kept)));
    if (id === null) continue;
    ids.push(id);
    LETTERS.add("in", "received");
  }
  return ids;
}

/** A letter out of a mailbox. `aside`: it is put into the quarantine with this reason, its raw form being a part only. */
export type Fetched = {
  workspaceId: string;
  content: Buffer | Readable;
  /** The address of ours that the mailbox serves. */
  address: string;
  /** Bytes as the server counts them, where they are not all here. */
  aside?: { reason: string; detail: string; size: number };
};

/**
 * Keeps a letter that was fetched, together with `also`, which notes how far the mailbox was fetched: both or neither.
 * A letter of the very same bytes that was fetched before is not taken again; `also` still holds.
 */
export async function acceptFetched(
  deps: MailDeps,
  letter: Fetched,
  also: (tx: Tx, isNew: boolean) => Promise<void>,
): Promise<void> {
  const { workspaceId, address, aside = null } = letter;
  const file = await storeRaw(deps, workspaceId, letter.content);
  const id = await inWorkspace(deps.db, workspaceId, async (tx) => {
    const letter = { workspaceId, file, envelopeFrom: null, envelopeTo: [address], now: deps.now(), aside };
    const kept = await keepLetter(tx, { ...letter, rawHash: file.sha256 });
    await also(tx, kept !== null);
    return kept;
  });
  // After a fault it stays: the database may have committed and only its answer been lost.
  if (id === null) await discardFile(deps.db, deps.storage, { workspaceId, id: file.id });
  else LETTERS.add("in", "received");
}

const storeRaw = (deps: MailDeps, workspaceId: string, content: Buffer | Readable): Promise<FileRow> =>
  storeFile(deps.db, deps.storage, {
    workspaceId,
    name: "letter.eml",
    content,
    purpose: "letter",
    by: null,
    now: deps.now(),
    limit: LETTER_LIMITS.bytes,
  });

type Kept = {
  workspaceId: string;
  file: FileRow;
  envelopeFrom: string | null;
  envelopeTo: string[];
  now: Date;
  /** Of letters that may be offered again byte by byte; null: it is not asked. */
  rawHash: Buffer | null;
  aside: Fetched["aside"] | null;
};

/** Null when a letter of this hash is kept already. */
async function keepLetter(tx: Tx, { workspaceId, file, aside, ...letter }: Kept): Promise<string | null> {
  const row = await tx
    .insertInto("letter_in")
    .values({
      workspace_id: workspaceId,
      id: newId(),
      received_at: letter.now,
      envelope_from: letter.envelopeFrom,
      envelope_to: letter.envelopeTo,
      size: aside?.size ?? file.size,
      raw_file_id: file.id,
      raw_hash: letter.rawHash,
      state: aside ? "quarantine" : "received",
      reason: aside?.reason ?? null,
      detail: aside?.detail ?? null,
    })
    .onConflict((known) => known.columns(["workspace_id", "raw_hash"]).where("raw_hash", "is not", null).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!row) return null;
  // One after the other within a workspace, so that two copies of a letter see each other.
  const job = { workspaceId, letterId: row.id };
  if (!aside) await enqueue(tx, TAKE_LETTER, job, { queue: `mail/${workspaceId}` });
  return row.id;
}
