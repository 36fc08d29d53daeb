import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { sql } from "kysely";
import { LETTER_LIMITS } from "../channels/email/letter.ts";
import { letterTies } from "../channels/email/letter-ties.ts";
import { splitReplyAddress } from "../channels/email/reply-token.ts";
import type { FileKey } from "../files/storage.ts";
import { insertFile, type LaidFile, layFile } from "../files/store-file.ts";
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
  letter: { raw: Buffer; envelopeFrom: string; recipients: readonly (OurAddress & { recipient: string })[] },
): Promise<string[]> {
  const { raw, envelopeFrom, recipients } = letter;
  const ids: string[] = [];
  for (const [workspaceId, ours] of Map.groupBy(recipients, (ours) => ours.workspaceId)) {
    const file = await layRaw(deps, workspaceId, raw);
    const envelopeTo = ours.map(({ recipient }) => recipient);
    const ties = letterTies(raw, envelopeTo);
    const kept = { file, envelopeFrom, envelopeTo, ties, now: deps.now(), aside: null, rawHash: null };
    // After a fault the file stays: the database may have committed and only its answer been lost.
    const id = await traced("letter in", {}, () =>
      inWorkspace(deps.db, workspaceId, (tx) => keepLetter(tx, workspaceId, kept)),
    );
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
  const file = await layRaw(deps, workspaceId, letter.content);
  const key = { workspaceId, id: file.id };
  const ties = letterTies(await beginning(deps, key, letter.content), [address]);
  const id = await inWorkspace(deps.db, workspaceId, async (tx) => {
    const letter = { file, envelopeFrom: null, envelopeTo: [address], ties, now: deps.now(), aside };
    const kept = await keepLetter(tx, workspaceId, { ...letter, rawHash: file.sha256 });
    await also(tx, kept !== null);
    return kept;
  });
  // After a fault it stays: the database may have committed and only its answer been lost.
  if (id === null) await deps.storage.remove(key);
  else LETTERS.add("in", "received");
}

/** The header at least, of a letter that is in the storage. */
async function beginning(deps: MailDeps, key: FileKey, content: Buffer | Readable): Promise<Buffer> {
  if (Buffer.isBuffer(content)) return content;
  const opened = await deps.storage.open(key, { start: 0, end: 65_535 });
  return opened ? buffer(opened.stream) : Buffer.alloc(0);
}

const layRaw = (deps: MailDeps, workspaceId: string, content: Buffer | Readable): Promise<LaidFile> =>
  layFile(deps.storage, {
    workspaceId,
    name: "letter.eml",
    type: "message/rfc822",
    content,
    purpose: "letter",
    by: null,
    now: deps.now(),
    limit: LETTER_LIMITS.bytes,
  });

type Kept = {
  file: LaidFile;
  envelopeFrom: string | null;
  envelopeTo: string[];
  /** What it belongs to (see `letterTies`). */
  ties: string[];
  now: Date;
  /** Of letters that may be offered again byte by byte; null: it is not asked. */
  rawHash: Buffer | null;
  aside: Fetched["aside"] | null;
};

/** Null when a letter of this hash is kept already. */
async function keepLetter(tx: Tx, workspaceId: string, kept: Kept): Promise<string | null> {
  const { file, aside, ...letter } = kept;
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
      ties: letter.ties,
      state: aside ? "quarantine" : "received",
      reason: aside?.reason ?? null,
      detail: aside?.detail ?? null,
    })
    .onConflict((known) => known.columns(["workspace_id", "raw_hash"]).where("raw_hash", "is not", null).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!row) return null;
  await insertFile(tx, file);
  if (!aside) await enqueue(tx, TAKE_LETTER, { workspaceId, letterId: row.id });
  return row.id;
}
