import type { Reason } from "../../../core/process/events.ts";
/** An address as a letter writes it. `address` is lower-cased; `name` may be empty. */
export type Address = { address: string; name: string };

/** A file that came with a letter. */
export type LetterFile = {
  /** Safe to show and to save: no path, no control or direction characters, 1–150 characters. */
  filename: string;
  /** What the letter claims, lower case, without parameters. Whoever stores the file looks at its bytes again. */
  contentType: string;
  /** Bytes. */
  size: number;
  content: Buffer;
  /** Content-ID without brackets; the letter's HTML refers to it as `data-cid`. */
  cid: string | null;
  /** Shown within the text rather than handed over as a document. */
  inline: boolean;
};

/** A letter as it was read: nothing looked up, nothing decided. */
export type ReadLetter = {
  from: Address;
  /** Header Sender, when it differs from From in kind (a secretary, a mailing service). */
  sender: Address | null;
  replyTo: Address[];
  to: Address[];
  cc: Address[];
  /** Delivered-To, X-Original-To, Envelope-To and the like, lower-cased, without repeats. */
  deliveredTo: string[];
  /** With angle brackets, as are `inReplyTo` and `references`. */
  messageId: string | null;
  inReplyTo: string | null;
  /** Oldest first, at most 100. */
  references: string[];
  /** Decoded, one line, trimmed; "" when there was none. */
  subject: string;
  date: Date | null;
  /** The best plain text there is: text/plain, or made from the HTML, or from winmail.dat. */
  text: string;
  /** Sanitised; pictures carry `data-cid` or `data-src`, never `src`. */
  html: string | null;
  attachments: LetterFile[];
  /** Only the headers that tell machines from people (see `loops.ts`), lower-case names, first 500 characters. */
  headers: Record<string, string>;
  /** What was mended or left out on the way, for the letter's details. */
  notes: Reason[];
};

/** Why a letter was put aside unread. The raw letter is kept by the caller in every case. */
export type QuarantineReason =
  | "too_big"
  | "too_many_parts"
  | "too_deep"
  | "header_too_big"
  | "too_many_recipients"
  | "no_sender"
  | "unreadable";

export type Quarantined = { quarantine: QuarantineReason; detail: string };

/** What a letter may weigh. Beyond the first five the whole letter is put aside; beyond the last two it is read in part. */
export type LetterLimits = {
  /** Raw bytes. */
  bytes: number;
  /** MIME parts, the outermost included. */
  parts: number;
  /** Multiparts within multiparts. */
  depth: number;
  /** Bytes of one part's header. */
  headerBytes: number;
  /** Addresses in To and Cc together. */
  recipients: number;
  /** Characters of text; what is longer goes on as the file letter.txt. */
  textChars: number;
  /** Characters of HTML; what is longer goes on as the file letter.html. */
  htmlChars: number;
};

export const LETTER_LIMITS: LetterLimits = {
  bytes: 64 * 1024 * 1024,
  parts: 200,
  depth: 20,
  headerBytes: 512 * 1024,
  recipients: 1000,
  textChars: 200_000,
  htmlChars: 1_000_000,
};
