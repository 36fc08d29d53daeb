import { sql } from "kysely";
import { readBounce } from "../channels/email/bounce.ts";
import { isForward, originalSender } from "../channels/email/forwarded.ts";
import type { ReadLetter } from "../channels/email/letter.ts";
import { letterFingerprint, numberInSubject } from "../channels/email/letter-fingerprint.ts";
import { addressedTo, answeredTokens, decisiveToken } from "../channels/email/letter-tokens.ts";
import { classify } from "../channels/email/loops.ts";
import type {
  AnsweredLetter,
  LetterAuthor,
  LetterFacts,
  SeenLetter,
  TicketCandidate,
} from "../channels/email/match-letter.ts";
import { claimedTicketNumber, readReplyToken, tokenDay, tokenOfMessageId } from "../channels/email/reply-token.ts";
import { findCompanyByDomain, findContactByEmail } from "../clients/find-client.ts";
import type { Tx } from "../platform/database.ts";
import { loadAddresses } from "./load-addresses.ts";

export type LetterOf = {
  workspaceId: string;
  id: string;
  /** Null: nobody has seen the envelope. */
  envelopeFrom: string | null;
  envelopeTo: readonly string[];
  now: Date;
};

/** Looks up everything that the decision about a letter rests on, within one workspace. */
export async function letterFacts(tx: Tx, secret: string, letter: ReadLetter, of: LetterOf): Promise<LetterFacts> {
  const { workspaceId } = of;
  const { kind } = classify({
    headers: letter.headers,
    from: letter.from.address,
    subject: letter.subject,
    mailFrom: of.envelopeFrom,
    workspaceId,
  });
  const addressed = addressedTo(letter, of.envelopeTo);
  const active = (await loadAddresses(tx, workspaceId)).filter((ours) => ours.active);
  const ours = active.map(({ address }) => address);
  const mailboxes = addressed
    .filter(({ mailbox }) => ours.includes(mailbox))
    .map(({ mailbox }) => ({ address: mailbox }));
  const { author, others } = await whoWrites(tx, workspaceId, letter.from);
  const bounce = kind === "bounce" ? readBounce(letter) : null;
  const sender = {
    address: letter.from.address,
    others: bounce ? bounce.failed : others,
  };
  const answered = await answeredLetters(tx, workspaceId, [
    ...(letter.inReplyTo ? [letter.inReplyTo] : []),
    ...letter.references.toReversed(),
    ...(bounce?.messageIds ?? []),
  ]);
  const ofAddresses = addressed.flatMap(({ token }) => token ?? []);
  const domains = [...new Set(ours.map((address) => address.slice(address.lastIndexOf("@") + 1)))];
  const ofMessageIds = answeredTokens(letter, domains);
  const claimed = [...ofAddresses, ...ofMessageIds].flatMap((token) => claimedTicketNumber(token) ?? []);
  const candidates = await recipientsOf(tx, workspaceId, claimed);
  const results = (tokens: readonly string[]) =>
    tokens.map((token) =>
      readReplyToken(secret, token, {
        workspaceId,
        sender: [sender.address, ...sender.others],
        recipientCandidates: candidates,
        today: tokenDay(of.now),
      }),
    );
  const token = decisiveToken(results(ofAddresses), results(ofMessageIds));
  const subjectNumber = numberInSubject(letter.subject);
  const numbers = [subjectNumber, token && "ticketNumber" in token ? token.ticketNumber : null].filter(
    (n) => n !== null,
  );
  const forwarded = isForward(letter.subject) ? originalSender(letter.text) : null;
  return {
    kind,
    mailboxes,
    sender,
    author,
    token,
    answered,
    subjectNumber,
    tickets: await ticketCandidates(
      tx,
      workspaceId,
      numbers,
      answered.map(({ ticketId }) => ticketId),
    ),
    seen: await seenLetters(tx, of, letter),
    original: forwarded ? (await whoWrites(tx, workspaceId, forwarded.sender)).author : null,
    mayForward: author.kind === "employee",
  };
}

/** Who writes from an address: an employee before a contact, else the company by its domain ([O-MAIL-04], [O-MAIL-05]). */
async function whoWrites(
  tx: Tx,
  workspaceId: string,
  from: { address: string; name: string },
): Promise<{ author: LetterAuthor; others: string[] }> {
  const employee = await tx
    .selectFrom("employee")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where((eb) => eb(eb.fn("lower", ["email"]), "=", from.address.toLowerCase()))
    .where("active", "=", true)
    .executeTakeFirst();
  if (employee) return { author: { kind: "employee", employeeId: employee.id }, others: [] };
  const contact = await findContactByEmail(tx, workspaceId, from.address);
  if (contact) {
    const { id: contactId, companyId, email, copyEmail } = contact;
    const others = [email, copyEmail].flatMap((address) => (address ? [address.toLowerCase()] : []));
    return { author: { kind: "contact", contactId, companyId }, others };
  }
  const domain = from.address.slice(from.address.lastIndexOf("@") + 1);
  const company = await findCompanyByDomain(tx, workspaceId, domain);
  const author = { kind: "unknown", ...from, companyId: company?.id ?? null } as const;
  return { author, others: [] };
}

async function answeredLetters(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<AnsweredLetter[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom("letter_out")
    .select(["ticket_id", "header_message_id", "to_address"])
    .where("workspace_id", "=", workspaceId)
    .where("header_message_id", "in", ids.slice(0, 100))
    .where("ticket_id", "is not", null)
    .execute();
  return rows
    .map((row) => ({
      ticketId: row.ticket_id ?? "",
      messageId: row.header_message_id,
      sentTo: [row.to_address.toLowerCase()],
      sentFrom: sentFrom(row.header_message_id),
    }))
    .sort((a, b) => ids.indexOf(a.messageId) - ids.indexOf(b.messageId));
}

function sentFrom(messageId: string): number | null {
  const token = tokenOfMessageId(messageId);
  return token === null ? null : claimedTicketNumber(token);
}

/** Whom letters of these tickets went to: they tell a token that was passed on from one that was made up. */
async function recipientsOf(tx: Tx, workspaceId: string, numbers: readonly number[]): Promise<string[]> {
  if (numbers.length === 0) return [];
  const { rows } = await sql<{ address: string }>`
    select distinct lower(l.to_address) as address from letter_out l
    join ticket t on t.workspace_id = l.workspace_id and t.id = l.ticket_id
    where l.workspace_id = ${workspaceId} and t.number = any(${numbers.map(String)}::bigint[]) limit 500`.execute(tx);
  return rows.map(({ address }) => address);
}

async function ticketCandidates(
  tx: Tx,
  workspaceId: string,
  numbers: readonly number[],
  ids: readonly string[],
): Promise<TicketCandidate[]> {
  if (numbers.length + ids.length === 0) return [];
  const { rows } = await sql<{ id: string; number: number; participants: (string | null)[] }>`
    select t.id, t.number, array[lower(c.email), lower(c.copy_email), lower(t.client ->> 'email')] || array(
      select distinct lower(l.from_address) from letter_in l
      where l.workspace_id = t.workspace_id and l.ticket_id = t.id and l.state = 'done' limit 50) as participants
    from ticket t left join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
    where t.workspace_id = ${workspaceId}
      and (t.number = any(${numbers.map(String)}::bigint[]) or t.id = any(${[...ids]}::uuid[])) limit 50`.execute(tx);
  return rows.map(({ id, number, participants }) => ({
    ticketId: id,
    number,
    participants: participants.filter((address) => address !== null),
  }));
}

/** Letters received in the last month that may be this one: by Message-ID or by content ([B-MAIL-03]). */
async function seenLetters(tx: Tx, of: LetterOf, letter: ReadLetter): Promise<SeenLetter[]> {
  // Devices write the same words each time, without either: two alarms are two letters, not one that came twice.
  if (letter.date === null && letter.messageId === null) return [];
  const hash = Buffer.from(letterFingerprint(letter), "hex");
  const rows = await tx
    .selectFrom("letter_in")
    .select(["id", "ticket_id", "message_id", "content_hash"])
    .where("workspace_id", "=", of.workspaceId)
    .where("id", "!=", of.id)
    .where("state", "in", ["done", "ignored"])
    .where((eb) => eb.or([eb("message_id", "=", letter.messageId), eb("content_hash", "=", hash)]))
    .where("received_at", ">", new Date(of.now.getTime() - 31 * 86_400_000))
    .limit(50)
    .execute();
  return rows.map((row) => ({
    letterId: row.id,
    ticketId: row.ticket_id,
    sameMessageId: row.message_id !== null && row.message_id === letter.messageId,
    sameContent: row.content_hash?.equals(hash) ?? false,
  }));
}
