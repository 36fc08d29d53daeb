import { randomBytes } from "node:crypto";
import type { ComposedLetter } from "../channels/email/compose-letter.ts";
import type { Tx } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { enqueue } from "../platform/jobs.ts";
import type { Letter } from "../platform/letters.ts";
import { DELIVER_LETTER, type MailDeps } from "./deps.ts";

/** A letter before it is in the outbox. */
export type OutgoingLetter = {
  kind: string;
  ticketId?: string | null;
  messageId?: string | null;
  to: { address: string; name: string };
  subject: string;
  text: string;
  html: string | null;
  /** From, Reply-To, In-Reply-To, References and the like, as they stand in the letter. */
  headers: Record<string, string>;
  headerMessageId: string;
  fileIds?: readonly string[];
};

/**
 * Puts a letter into the outbox in the transaction of the change that it tells of. It goes out when that is committed;
 * while no mail server is set it is kept there, never sent into the void. A letter with the same Message-ID is the same
 * letter, promised again by a job that was cut off before it could say that it was done: then nothing happens.
 * Returns the id in the outbox.
 */
export async function promiseLetter(
  tx: Tx,
  deps: Pick<MailDeps, "smtpUrl" | "now">,
  workspaceId: string,
  letter: OutgoingLetter,
): Promise<string> {
  const id = newId();
  const written = await tx
    .insertInto("letter_out")
    .values({
      workspace_id: workspaceId,
      id,
      kind: letter.kind,
      ticket_id: letter.ticketId ?? null,
      message_id: letter.messageId ?? null,
      to_address: letter.to.address,
      to_name: letter.to.name,
      subject: letter.subject,
      text: letter.text,
      html: letter.html,
      headers: JSON.stringify(letter.headers),
      header_message_id: letter.headerMessageId,
      file_ids: letter.fileIds ?? [],
      state: deps.smtpUrl === null ? "kept" : "queued",
      created_at: deps.now(),
    })
    .onConflict((same) => same.columns(["workspace_id", "header_message_id"]).doNothing())
    .executeTakeFirst();
  const isNew = written.numInsertedOrUpdatedRows === 1n;
  if (isNew && deps.smtpUrl !== null) await promiseDelivery(tx, workspaceId, id);
  return id;
}

/** Promises the delivery of a letter that is in the outbox; at most one delivery of it waits. */
export async function promiseDelivery(tx: Tx, workspaceId: string, letterId: string): Promise<void> {
  await enqueue(tx, DELIVER_LETTER, { workspaceId, letterId }, { key: `letter/${letterId}` });
}

/** A composed letter about a ticket, as the outbox takes it. */
export function outgoing(
  composed: ComposedLetter,
  about: { kind: string; ticketId: string; messageId?: string; fileIds?: readonly string[] },
): OutgoingLetter {
  return {
    ...about,
    to: composed.to,
    subject: composed.subject,
    text: composed.text,
    html: composed.html,
    headers: {
      ...composed.headers,
      From: mailbox(composed.from),
      "Reply-To": mailbox(composed.replyTo),
      ...(composed.inReplyTo ? { "In-Reply-To": composed.inReplyTo } : {}),
      ...(composed.references ? { References: composed.references.join(" ") } : {}),
    },
    headerMessageId: composed.messageId,
  };
}

/** Letters about accounts (sign-in links, invitations): from the workspace's address, answered to nobody. */
export async function sendAccountLetter(
  tx: Tx,
  deps: Pick<MailDeps, "smtpUrl" | "now">,
  from: { name: string; address: string },
  letter: Letter,
): Promise<void> {
  const domain = from.address.slice(from.address.lastIndexOf("@") + 1);
  await promiseLetter(tx, deps, letter.workspaceId, {
    kind: letter.kind,
    ticketId: letter.ticketId ?? null,
    to: { address: letter.to, name: letter.toName },
    subject: letter.subject,
    text: letter.text,
    html: letter.html ?? null,
    headers: { From: mailbox(from), "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "OOF, AutoReply" },
    headerMessageId: `<${randomBytes(16).toString("hex")}@${domain}>`,
  });
}

/** `"Name" <address>`; the library that sends encodes what is not ASCII. */
export function mailbox({ name, address }: { name: string; address: string }): string {
  const clean = name.replace(/["\\\r\n]/g, " ").trim();
  return clean === "" ? address : `"${clean}" <${address}>`;
}
