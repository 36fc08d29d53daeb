import { createHmac, timingSafeEqual } from "node:crypto";

/** A token answers for this many days; older letters open a new ticket. */
export const TOKEN_DAYS = 730;

/** Characters of a token: 20 bytes in base32, so that no bit is left over that could be flipped unseen. */
export const TOKEN_LENGTH = 32;

/** RFC 5321: the part of an address before the "@" has at most 64 characters. */
export const MAX_LOCAL_PART = 64;

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
const DAY_BYTES = 2;
const NUMBER_BYTES = 5;
const HEAD_BYTES = DAY_BYTES + NUMBER_BYTES;
const MAC_BYTES = 13;
const FIRST_DAY = Date.UTC(2026, 0, 1);
const MS_PER_DAY = 86_400_000;

export type TokenSubject = {
  workspaceId: string;
  /** The ticket's number within the workspace, 1 … 2^40 − 1. */
  ticketNumber: number;
  /** Whom the letter goes to; case does not matter. */
  recipient: string;
  /** Day of the letter, see `tokenDay`. */
  day: number;
};

export type TokenResult =
  /** Made by us for this very sender. */
  | { result: "ok"; ticketNumber: number; recipient: string; day: number }
  /** Made by us for the sender, too long ago. */
  | { result: "expired"; ticketNumber: number; recipient: string; day: number }
  /** Made by us for somebody else: a letter passed on, or a token taken. */
  | { result: "foreign"; ticketNumber: number; recipient: string; day: number }
  /** Not made by us, made in another workspace, or changed on the way. */
  | { result: "forged" };

/** Days since 1 January 2026 (UTC): the moment of a token, 0 … 65,535. */
export function tokenDay(at: Date): number {
  return Math.min(Math.max(Math.floor((at.getTime() - FIRST_DAY) / MS_PER_DAY), 0), 0xffff);
}

/**
 * A token for one recipient of one ticket's letters: 32 lower-case characters (day, ticket number, and 104 bits of
 * HMAC-SHA256 over workspace, ticket, recipient and day). Throws RangeError when the number or day does not fit.
 *
 * B-MAIL-01.
 */
export function makeReplyToken(secret: string | Uint8Array, subject: TokenSubject): string {
  const { ticketNumber, day } = subject;
  if (!Number.isInteger(ticketNumber) || ticketNumber < 1 || ticketNumber >= 2 ** (8 * NUMBER_BYTES)) {
    throw new RangeError(`ticket number out of range: ${ticketNumber}`);
  }
  if (!Number.isInteger(day) || day < 0 || day > 0xffff) throw new RangeError(`day out of range: ${day}`);
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUIntBE(day, 0, DAY_BYTES);
  head.writeUIntBE(ticketNumber, DAY_BYTES, NUMBER_BYTES);
  return toBase32(Buffer.concat([head, mac(secret, subject)]));
}

/**
 * The ticket number a token claims: **unverified**, good only for looking up to whom that ticket's letters went
 * (`recipientCandidates` below). Null when the text is no token.
 */
export function claimedTicketNumber(token: string): number | null {
  const bytes = fromBase32(token);
  return bytes === null ? null : bytes.readUIntBE(DAY_BYTES, NUMBER_BYTES);
}

/**
 * Verifies a token for the one who uses it. `sender` is whoever wrote the letter (all the addresses that are known to
 * be his, first the one he wrote from); `recipientCandidates` are the others to whom letters of the claimed ticket
 * were sent: they only tell a token passed on from a forged one. `today` is `tokenDay(now)`.
 *
 * Only "ok" gives the right to append (B-MAIL-01).
 */
export function readReplyToken(
  secret: string | Uint8Array,
  token: string,
  facts: { workspaceId: string; sender: readonly string[]; recipientCandidates: readonly string[]; today: number },
): TokenResult {
  const bytes = fromBase32(token);
  if (!bytes) return { result: "forged" };
  const day = bytes.readUIntBE(0, DAY_BYTES);
  const ticketNumber = bytes.readUIntBE(DAY_BYTES, NUMBER_BYTES);
  const given = bytes.subarray(HEAD_BYTES);
  const madeFor = (recipient: string) =>
    timingSafeEqual(given, mac(secret, { workspaceId: facts.workspaceId, ticketNumber, recipient, day }));

  const own = facts.sender.find(madeFor);
  if (own !== undefined) {
    const result = facts.today - day > TOKEN_DAYS ? "expired" : "ok";
    return { result, ticketNumber, recipient: own.toLowerCase(), day };
  }
  const other = facts.recipientCandidates.find(madeFor);
  if (other !== undefined) return { result: "foreign", ticketNumber, recipient: other.toLowerCase(), day };
  return { result: "forged" };
}

/**
 * The address replies go to: `name+token@domain`. Throws RangeError when the name of the mailbox leaves no room for
 * the token (more than 31 characters before the "@").
 */
export function replyAddress(mailbox: string, token: string): string {
  const at = mailbox.lastIndexOf("@");
  const local = `${mailbox.slice(0, at)}+${token}`;
  if (at < 1 || local.length > MAX_LOCAL_PART) throw new RangeError(`no room for a reply token in ${mailbox}`);
  return local + mailbox.slice(at);
}

/**
 * The mailbox and the token of an address a letter came to: `desk+token@firm.ru` is mailbox `desk@firm.ru`. An address
 * with something else after the plus stays as it is, token null.
 */
export function splitReplyAddress(address: string): { mailbox: string; token: string | null } {
  const match = /^([^@]*)\+([a-z2-7]{32})(@.+)$/i.exec(address);
  if (!match) return { mailbox: address.toLowerCase(), token: null };
  const [, local = "", token = "", domain = ""] = match;
  return { mailbox: (local + domain).toLowerCase(), token: token.toLowerCase() };
}

/**
 * Message-ID of a letter out: `<token.nonce@domain>`. `nonce` makes it unique (letters, digits, "-"; a message's id
 * will do), since a token is the same for all letters of a day.
 */
export function letterMessageId(token: string, nonce: string, domain: string): string {
  return `<${token}.${nonce}@${domain}>`;
}

/** The token within a Message-ID, or null when it is none of ours by its shape. Nothing is verified by that. */
export function tokenOfMessageId(messageId: string): string | null {
  return /^<([a-z2-7]{32})\.[^@>]+@/i.exec(messageId)?.[1]?.toLowerCase() ?? null;
}

function mac(secret: string | Uint8Array, { workspaceId, ticketNumber, recipient, day }: TokenSubject): Buffer {
  // JSON keeps the parts apart: no two subjects give the same bytes.
  const subject = JSON.stringify(["pult-reply-1", workspaceId, ticketNumber, recipient.trim().toLowerCase(), day]);
  return createHmac("sha256", secret).update(subject).digest().subarray(0, MAC_BYTES);
}

function toBase32(bytes: Buffer): string {
  let text = "";
  for (let bits = 0, value = 0, at = 0; at < bytes.length || bits >= 5; ) {
    if (bits < 5) {
      value = ((value << 8) | (bytes[at] ?? 0)) & 0xfff;
      bits += 8;
      at += 1;
    }
    bits -= 5;
    text += ALPHABET[(value >> bits) & 31];
  }
  return text;
}

function fromBase32(token: string): Buffer | null {
  if (token.length !== TOKEN_LENGTH) return null;
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  // Mail servers may change the case of an address; the token means the same.
  for (const char of token.toLowerCase()) {
    const digit = ALPHABET.indexOf(char);
    if (digit < 0) return null;
    value = ((value << 5) | digit) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((value >> bits) & 0xff);
    }
  }
  return Buffer.from(bytes);
}
