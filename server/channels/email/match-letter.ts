import type { Reason } from "../../../core/process/events.ts";
import { reason } from "./letter-reason.ts";
import type { LetterKind } from "./loops.ts";
import type { TokenResult } from "./reply-token.ts";

/** Who writes, as the address book knows it. An employee found by address is an employee even if also a contact. */
export type LetterAuthor =
  | { kind: "employee"; employeeId: string }
  | { kind: "contact"; contactId: string; companyId: string | null }
  /** Nobody we know; the company is known by the domain of the address. */
  | { kind: "unknown"; address: string; name: string; companyId: string | null };

/** A ticket the letter may belong to. */
export type TicketCandidate = {
  ticketId: string;
  number: number;
  /** Addresses, lower case, of the client, of contacts and of people once in copy. Employees do not count here. */
  participants: readonly string[];
};

/** A letter of ours that this one answers, found by In-Reply-To or References. */
export type AnsweredLetter = {
  ticketId: string;
  messageId: string;
  /** Addresses it was sent to, lower case. */
  sentTo: readonly string[];
  /** The number of the ticket that it was sent from, by its own token: another one where it was moved since. */
  sentFrom: number | null;
};

/** A letter received before that may be the same one. */
export type SeenLetter = {
  letterId: string;
  ticketId: string | null;
  sameMessageId: boolean;
  /** Equal `letterFingerprint`. */
  sameContent: boolean;
};

/** Everything the decision rests on, looked up by the caller within one workspace. */
export type LetterFacts = {
  kind: LetterKind;
  /** Addresses of the workspace the letter came to, tokens taken off, in the order of To, Cc, delivery. */
  mailboxes: readonly { address: string }[];
  /**
   * The sender's address, lower case, and other addresses of the same person; for a bounce, in `others`, the
   * addresses it could not reach (see `readBounce`): it speaks for them.
   */
  sender: { address: string; others: readonly string[] };
  author: LetterAuthor;
  /** The token of the reply address, else of the Message-IDs; null when the letter carries none. */
  token: TokenResult | null;
  /** The latest first: In-Reply-To, then References from their end. */
  answered: readonly AnsweredLetter[];
  /** "[#4711]" in the subject. */
  subjectNumber: number | null;
  /** The tickets named by token, by answered letters and by the subject, as far as they exist. */
  tickets: readonly TicketCandidate[];
  seen: readonly SeenLetter[];
  /** The sender in the header block of a letter that is passed on (see `originalSender`), already looked up. */
  original: LetterAuthor | null;
  /** The sender may pass on letters of others: an employee, or an address the workspace has named. */
  mayForward: boolean;
};

export type LetterDecision =
  /** `as`: "message" in the client's thread, "note" for machines and bounces. */
  | { do: "append"; ticketId: string; author: LetterAuthor; as: "message" | "note"; why: Reason[] }
  | {
      do: "open";
      mailbox: string;
      author: LetterAuthor;
      contactId: string | null;
      companyId: string | null;
      /** The ticket the letter spoke of without the right to write into it. */
      linkTo: string | null;
      /** False: no acknowledgement goes out. */
      acknowledge: boolean;
      why: Reason[];
    }
  | { do: "duplicate"; of: SeenLetter; why: Reason[] }
  | { do: "ignore"; reason: "own_letter"; why: Reason[] }
  | {
      do: "quarantine";
      reason: "no_mailbox" | "forged_token" | "stray_machine_letter" | "channel_closed";
      why: Reason[];
    };

/**
 * Where a letter belongs, with the reasons. Pure. In this order:
 * 1. a letter of our own that came back is left alone;
 * 2. the same letter again (other mailboxes, a repeated delivery) is a duplicate (B-MAIL-03);
 * 3. it is appended when the sender may: by a token made for him (B-MAIL-01), as an answer to a letter that was sent
 *    to him, or as a participant of the ticket (B-MAIL-02); an employee by the first two only, because From is easily
 *    written and an employee's words go out to the client;
 * 4. otherwise it opens a ticket, linked to the one it spoke of, with a note why; a forged token of an unknown sender,
 *    and bounces and automatic replies that answer nothing, are put aside.
 */
export function matchLetter(facts: LetterFacts): LetterDecision {
  if (facts.kind === "own") return { do: "ignore", reason: "own_letter", why: [reason("own")] };
  const mailbox = facts.mailboxes[0]?.address;
  if (mailbox === undefined) return { do: "quarantine", reason: "no_mailbox", why: [reason("no-mailbox")] };
  const duplicate = duplicateOf(facts);
  if (duplicate) return duplicate;

  const why = facts.mailboxes.length > 1 ? [reason("mailboxes", { count: facts.mailboxes.length, mailbox })] : [];
  const right = rightToAppend(facts);
  if (right.ticketId !== null) {
    const as = facts.kind === "auto-reply" || facts.kind === "bounce" ? "note" : "message";
    const machine = as === "note" ? [reason("machine", { kind: facts.kind })] : [];
    return {
      do: "append",
      ticketId: right.ticketId,
      author: facts.author,
      as,
      why: [...why, ...right.why, ...machine],
    };
  }
  return open(facts, mailbox, [...why, ...right.why], right.spokeOf);
}

function duplicateOf({ seen }: LetterFacts): LetterDecision | null {
  // A Message-ID alone proves nothing: senders repeat them, and unrelated letters would vanish.
  const same =
    seen.find((letter) => letter.sameMessageId && letter.sameContent) ?? seen.find((letter) => letter.sameContent);
  if (!same) return null;
  return { do: "duplicate", of: same, why: [reason(same.sameMessageId ? "same-letter" : "same-content")] };
}

/** `spokeOf` is the ticket the letter named without the right to write into it. */
type Right = { ticketId: string | null; spokeOf: string | null; why: Reason[] };

function rightToAppend(facts: LetterFacts): Right {
  const { token, sender, author, tickets } = facts;
  const addresses = [sender.address, ...sender.others];
  // A forged token spoils the letter: whoever makes one up may have made up the rest too.
  if (token?.result === "forged") return { ticketId: null, spokeOf: null, why: [reason("forged-token")] };

  const byNumber = (number: number | undefined) => tickets.find((ticket) => ticket.number === number);
  const byId = (id: string) => tickets.find((ticket) => ticket.ticketId === id);
  const why: Reason[] = [];

  if (token?.result === "ok") {
    const ticket = byNumber(token.ticketNumber);
    if (ticket) {
      const by = reason("token", { who: token.recipient });
      const now = movedOn(facts, token.ticketNumber) ?? ticket;
      const moved = now === ticket ? [] : [reason("moved", { number: now.number })];
      return { ticketId: now.ticketId, spokeOf: null, why: [by, ...moved] };
    }
    why.push(reason("gone-token", { number: token.ticketNumber }));
  }
  if (token?.result === "foreign") why.push(reason("foreign-token", { who: token.recipient }));
  if (token?.result === "expired") why.push(reason("old-token"));

  const answeredOwn = facts.answered.find(
    (letter) => byId(letter.ticketId) && letter.sentTo.some((to) => addresses.includes(to)),
  );
  if (answeredOwn) {
    const answers = reason("answers", { letter: answeredOwn.messageId });
    return { ticketId: answeredOwn.ticketId, spokeOf: null, why: [...why, answers] };
  }
  const ticket =
    byNumber(token?.ticketNumber) ??
    facts.answered.map((letter) => byId(letter.ticketId)).find((found) => found !== undefined) ??
    byNumber(facts.subjectNumber ?? undefined);
  if (!ticket) return { ticketId: null, spokeOf: null, why: why.length > 0 ? why : [reason("no-ticket")] };

  const participant = addresses.find((address) => ticket.participants.includes(address));
  // A bounce must know our letter or its token: whom it could not reach is only what it says.
  if (participant !== undefined && author.kind !== "employee" && facts.kind !== "bounce") {
    return {
      ticketId: ticket.ticketId,
      spokeOf: null,
      why: [...why, reason("participant", { who: participant, number: ticket.number })],
    };
  }
  const refusal = reason(author.kind === "employee" ? "unasked-employee" : "stranger", { number: ticket.number });
  return { ticketId: null, spokeOf: ticket.ticketId, why: [...why, refusal] };
}

/**
 * The token names the ticket that our letter was sent from. Where that letter was moved with its message to another
 * ticket (B-UNDO-04), what answers it belongs there.
 */
function movedOn({ answered, sender, tickets }: LetterFacts, number: number): TicketCandidate | undefined {
  const addresses = [sender.address, ...sender.others];
  const letter = answered.find(
    ({ sentFrom, sentTo }) => sentFrom === number && sentTo.some((to) => addresses.includes(to)),
  );
  return letter && tickets.find(({ ticketId }) => ticketId === letter.ticketId);
}

function open(facts: LetterFacts, mailbox: string, why: Reason[], linkTo: string | null): LetterDecision {
  const { kind, token, author } = facts;
  const known = author.kind !== "unknown" || author.companyId !== null;
  if (token?.result === "forged" && !known) return { do: "quarantine", reason: "forged_token", why };
  if (kind === "auto-reply" || kind === "bounce") {
    return {
      do: "quarantine",
      reason: "stray_machine_letter",
      why: [...why, reason("stray-machine", { kind })],
    };
  }
  const passedOn = facts.mayForward && facts.original !== null;
  const client = passedOn && facts.original ? facts.original : author;
  const reasons = passedOn ? [...why, reason("forwarded")] : why;
  return {
    do: "open",
    mailbox,
    author: client,
    contactId: client.kind === "contact" ? client.contactId : null,
    companyId: client.kind === "employee" ? null : client.companyId,
    linkTo,
    acknowledge: kind === "person" && client.kind !== "employee",
    why: [...reasons, ...authorReasons(client)],
  };
}

function authorReasons(author: LetterAuthor): Reason[] {
  if (author.kind === "unknown") return [reason(author.companyId === null ? "unknown" : "company")];
  return [reason(author.kind)];
}
