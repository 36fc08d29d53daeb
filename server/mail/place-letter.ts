import type { Actor } from "../../core/process/commands.ts";
import { cutQuote } from "../channels/email/cut-quote.ts";
import { isForward, originalSender } from "../channels/email/forwarded.ts";
import type { ReadLetter } from "../channels/email/letter.ts";
import type { LetterAuthor, LetterDecision, LetterFacts } from "../channels/email/match-letter.ts";
import { createContactFromMail } from "../clients/find-client.ts";
import { onlyUnit } from "../clients/only-unit.ts";
import { say, storeMessage } from "../conversation/say-message.ts";
import { claimFiles } from "../files/claim-files.ts";
import { earliestAdministrator, employeeActor } from "../people/employee-actor.ts";
import type { Tx } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { loadTicket, whereMerged } from "../tickets/access.ts";
import { run, SYSTEM } from "../tickets/act.ts";
import { stateOf } from "../tickets/columns.ts";
import { insertTicket } from "../tickets/open-ticket.ts";
import { acknowledgeOpening } from "./acknowledge.ts";
import type { MailDeps } from "./deps.ts";
import type { LetterOf } from "./letter-facts.ts";
import { readMark, targetOf } from "./letter-target.ts";

export type StoredFile = { id: string; name: string };
/** Where a letter went. */
export type Result = { ticketId: string | null; messageId: string | null };
type Open = Extract<LetterDecision, { do: "open" }>;
type Append = Extract<LetterDecision, { do: "append" }>;
type Placing<D> = { letter: ReadLetter; kept: LetterOf; decision: D; files: readonly StoredFile[] };

/** Beyond this a letter's text is cut; the whole of it is in the raw letter. */
const LONGEST = 50_000;

/** The letter is an answer: its new words, without quotations and signature, go into the ticket. */
export async function appendLetter(
  tx: Tx,
  deps: MailDeps,
  { letter, kept, decision, files }: Placing<Append>,
): Promise<Result> {
  const { workspaceId } = kept;
  const row = await whereMerged(tx, await loadTicket(tx, workspaceId, decision.ticketId, { lock: true }));
  const text = cut(cutQuote(letter.text, letter.html).text, LONGEST);
  const fileIds = files.map(({ id }) => id);
  const actor = await actorFor(tx, workspaceId, decision.author);
  const message = {
    text: text || (fileIds.length > 0 ? "" : letter.subject),
    channel: "email",
    fileIds,
    authorName: letter.from.name || letter.from.address,
    letterInId: kept.id,
  };
  // A machine's answer is for the employees to know of; it does not speak for the client.
  if (decision.as === "note") {
    const messageId = newId();
    await run(
      tx,
      row,
      stateOf(row),
      { kind: "note", message: messageId, text: message.text, important: false },
      SYSTEM,
      deps.now(),
    );
    await storeMessage(tx, row, messageId, { ...message, thread: "internal" }, SYSTEM, deps.now());
    await claim(tx, workspaceId, row.id, fileIds, "note");
    return { ticketId: row.id, messageId };
  }
  // What an employee answers to a letter that was for colleagues is for colleagues too.
  if (actor.kind === "employee" && (await answersNote(tx, workspaceId, letter))) {
    const messageId = newId();
    const note = { kind: "note", message: messageId, text: message.text, important: false } as const;
    await run(tx, row, stateOf(row), note, actor, deps.now());
    await storeMessage(tx, row, messageId, { ...message, thread: "internal" }, actor, deps.now());
    await claim(tx, workspaceId, row.id, fileIds, "note");
    return { ticketId: row.id, messageId };
  }
  const { ticket, messageId } = await say(tx, row, message, actor, deps.now());
  await claim(tx, workspaceId, ticket.id, fileIds, "message");
  return { ticketId: ticket.id, messageId };
}

/** Whether the letter answers one that told of a note. */
async function answersNote(tx: Tx, workspaceId: string, letter: ReadLetter): Promise<boolean> {
  const ids = [...(letter.inReplyTo ? [letter.inReplyTo] : []), ...letter.references];
  if (ids.length === 0) return false;
  const found = await tx
    .selectFrom("letter_out as l")
    .leftJoin("message as m", (join) =>
      join.onRef("m.workspace_id", "=", "l.workspace_id").onRef("m.id", "=", "l.message_id"),
    )
    .select("l.id")
    .where("l.workspace_id", "=", workspaceId)
    .where("l.header_message_id", "in", ids.slice(0, 100))
    .where((eb) => eb.or([eb("l.kind", "=", "employee-note"), eb("m.thread", "=", "internal")]))
    .executeTakeFirst();
  return found !== undefined;
}

/** The letter is a new request ([O-MAIL-15]): what its mailbox says becomes of it, whom the client's manager is. */
export async function openFromLetter(
  tx: Tx,
  deps: MailDeps,
  { letter, kept, decision, files, facts }: Placing<Open> & { facts: LetterFacts },
): Promise<Result> {
  const { workspaceId } = kept;
  const now = deps.now();
  const { settings } = await loadSettings(tx, workspaceId);
  const author = settings.contactsFromMail ? await knownAuthor(tx, workspaceId, decision.author, now) : decision.author;
  const { target, options } = await targetOf(tx, workspaceId, decision.mailbox);
  const contactId = author.kind === "contact" ? author.contactId : null;
  const companyId = author.kind === "employee" ? null : author.companyId;
  const forwarded =
    facts.original && facts.mayForward && isForward(letter.subject) ? originalSender(letter.text) : null;
  const own = cutQuote(forwarded?.text ?? letter.text, forwarded ? null : letter.html, {
    forwarded: forwarded !== null,
  });
  const words = cut(own.text, LONGEST);
  const named = subjectOf(letter, words);
  const mark = options.assigneeMark ? await readMark(tx, workspaceId, named, target?.teamId ?? null) : null;
  const row = await insertTicket(
    tx,
    workspaceId,
    {
      subject: mark?.subject || named,
      description: words,
      channel: "email",
      serviceId: target?.serviceId ?? null,
      serviceTypeId: target?.serviceTypeId ?? null,
      contactId,
      client: author.kind === "unknown" ? { name: author.name || author.address, email: author.address } : null,
      companyId,
      placeId: contactId ? await onlyUnit(tx, workspaceId, contactId) : null,
      linkedTo: decision.linkTo,
      ...(mark?.assignee
        ? { teamId: null, assignees: [mark.assignee], named: true }
        : { teamId: target?.teamId ?? null }),
      clientFiles: files.length,
      ...(target?.processKey ? { processKey: target.processKey } : {}),
      why: [
        ...(mark?.why ?? []),
        { rule: "letter", facts: { letter: kept.id, mailbox: decision.mailbox } },
        ...decision.why,
      ],
    },
    await openerFor(tx, workspaceId, author),
    now,
  );
  if (decision.linkTo) {
    const old = await loadTicket(tx, workspaceId, decision.linkTo, { lock: true });
    const link = { kind: "link", to: row.id, number: row.number, why: decision.why } as const;
    await run(tx, old, stateOf(old), link, SYSTEM, now);
  }
  const messageId = await keepOriginal(tx, { row, letter, kept, files, author, text: forwarded?.words ?? "" }, now);
  const of = { author: author.kind, mailbox: decision.mailbox, wanted: decision.acknowledge };
  await acknowledgeOpening(tx, deps, row, { letter, letterId: kept.id, kind: facts.kind, of });
  return { ticketId: row.id, messageId };
}

/**
 * The letter behind a new ticket stands in the conversation as its first entry: its files, and the envelope that opens
 * its details. Its words are the ticket's description, so they are not said twice, and it counts as no message. It is
 * known by its time, which is the ticket's.
 */
async function keepOriginal(
  tx: Tx,
  of: {
    row: { workspace_id: string; id: string };
    letter: ReadLetter;
    kept: LetterOf;
    files: readonly StoredFile[];
    author: LetterAuthor;
    text: string;
  },
  now: Date,
): Promise<string> {
  const { letter, files, kept } = of;
  const fileIds = files.map(({ id }) => id);
  const message = {
    text: of.text,
    channel: "email",
    fileIds,
    authorName: letter.from.name || letter.from.address,
    letterInId: kept.id,
  };
  const actor = await actorFor(tx, kept.workspaceId, of.author);
  const messageId = newId();
  await storeMessage(tx, of.row, messageId, message, actor, now);
  await claim(tx, kept.workspaceId, of.row.id, fileIds, "message");
  return messageId;
}

async function claim(
  tx: Tx,
  workspaceId: string,
  ticketId: string,
  files: readonly string[],
  purpose: "message" | "note",
) {
  if (files.length > 0) await claimFiles(tx, { workspaceId, person: null }, { ticketId, files, purpose });
}

/** The first line stands in for a subject that is empty; a letter of nothing has its sender for one. */
function subjectOf(letter: ReadLetter, words: string): string {
  const bare = letter.subject.replace(/^((re|fwd?|wg|отв|пересылка|пересл)(\[\d+\])?:\s*)+/iu, "").trim();
  const line = words.trim().split("\n")[0]?.trim() ?? "";
  return cut(bare || line || letter.attachments[0]?.filename || letter.from.name || letter.from.address, 500);
}

/** At most so many UTF-16 units; an emoji at the edge goes whole, for the database takes no half of one. */
function cut(text: string, most: number): string {
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "");
}

async function knownAuthor(tx: Tx, workspaceId: string, author: LetterAuthor, now: Date): Promise<LetterAuthor> {
  if (author.kind !== "unknown") return author;
  const { address: email, name, companyId } = author;
  const contact = await createContactFromMail(tx, workspaceId, { email, name, companyId, now });
  return { kind: "contact", contactId: contact.id, companyId: contact.companyId };
}

/**
 * Who opens the ticket of a letter. Somebody who is neither employee nor contact is no person of the desk: the
 * administrator who has been here longest stands for him ([O-MAIL-11]); who wrote is told by the client and the letter.
 */
async function openerFor(tx: Tx, workspaceId: string, author: LetterAuthor): Promise<Actor> {
  const administrator = author.kind === "unknown" ? await earliestAdministrator(tx, workspaceId) : null;
  return administrator ?? actorFor(tx, workspaceId, author);
}

async function actorFor(tx: Tx, workspaceId: string, author: LetterAuthor): Promise<Actor> {
  if (author.kind === "employee") return employeeActor(tx, workspaceId, author.employeeId);
  return { kind: "client", id: author.kind === "contact" ? author.contactId : null };
}
