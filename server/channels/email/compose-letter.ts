import { readFileSync } from "node:fs";
import mustache from "mustache";
import { WORKSPACE_HEADER } from "./loops.ts";
import { letterMessageId, makeReplyToken, replyAddress, tokenDay } from "./reply-token.ts";
import { separatorLine } from "./separator.ts";

/** Texts of the reader's language, from the catalogue of texts. */
export type LetterTexts = {
  /** BCP 47: "ru", "en", "id", "fa". */
  language: string;
  direction: "ltr" | "rtl";
  /** "Write your answer above this line": 3 to 120 characters. */
  writeAbove: string;
  /** Words of the link: "Open the request". */
  openTicket: string;
};

export type LetterOut = {
  /** Unique for this letter to this recipient; letters, digits and "-". */
  id: string;
  at: Date;
  workspaceId: string;
  /** The firm's name, and the workspace's address the client writes to. */
  firm: { name: string; address: string };
  /** Who speaks; null for the firm itself. */
  author: string | null;
  recipient: { address: string; name: string };
  ticket: { number: number; subject: string };
  /** The person's words, or those of a notice. */
  words: string;
  /** One line: number, status, assignee. "" for none. */
  facts: string;
  /** Where the ticket opens for this recipient; null leaves the button out. */
  link: string | null;
  /** What the recipient can do with one more click, on a page of its own. */
  act?: { label: string; url: string };
  /** Message-IDs of the conversation with this recipient, oldest first. */
  thread: readonly string[];
  /** Letters nobody wrote: "replied" acknowledges a letter, "generated" tells of an event. Null for a person's words. */
  automatic: "replied" | "generated" | null;
};

/** As nodemailer takes it (`sendMail`), attachments aside. */
export type ComposedLetter = {
  from: { name: string; address: string };
  to: { name: string; address: string };
  replyTo: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  messageId: string;
  inReplyTo?: string;
  references?: string[];
  headers: Record<string, string>;
};

const TEXT = readFileSync(new URL("./templates/letter.txt.mustache", import.meta.url), "utf8");
const HTML = readFileSync(new URL("./templates/letter.html.mustache", import.meta.url), "utf8");
const MAX_SUBJECT = 200;
const MAX_REFERENCES = 20;

/**
 * One letter to one person: ordinary mail from the firm, whose answers find the ticket by a signed token in the
 * reply address and in the Message-ID (B-MAIL-01). First the person's words, then one line of facts, then one link.
 * Throws RangeError when the mailbox's name leaves no room for the token, or the link is no http(s) address.
 */
export function composeLetter(letter: LetterOut, texts: LetterTexts, secret: string | Uint8Array): ComposedLetter {
  const { firm, recipient, ticket } = letter;
  const token = makeReplyToken(secret, {
    workspaceId: letter.workspaceId,
    ticketNumber: ticket.number,
    recipient: recipient.address,
    day: tokenDay(letter.at),
  });
  const firmName = oneLine(firm.name);
  const subject = subjectOf(ticket);
  const view = {
    ...texts,
    subject,
    separator: separatorLine(oneLine(texts.writeAbove)),
    preview: oneLine(letter.words).slice(0, 140),
    paragraphs: paragraphsOf(letter.words),
    facts: oneLine(letter.facts),
    button: letter.link === null ? null : { label: oneLine(texts.openTicket), url: webAddress(letter.link) },
    act: letter.act ? { label: oneLine(letter.act.label), url: webAddress(letter.act.url) } : null,
    signature: letter.author === null ? null : [oneLine(letter.author), firmName].filter((part) => part).join(", "),
  };
  const references = letter.thread.slice(-MAX_REFERENCES);
  const last = references.at(-1);
  return {
    from: {
      name: letter.author === null ? firmName : `${oneLine(letter.author)} (${firmName})`,
      address: firm.address,
    },
    to: { name: oneLine(recipient.name), address: recipient.address },
    replyTo: { name: firmName, address: replyAddress(firm.address, token) },
    subject,
    text: mustache
      .render(TEXT, view)
      .replace(/\n{3,}/g, "\n\n")
      .trim(),
    html: mustache.render(HTML, view),
    messageId: letterMessageId(token, letter.id, firm.address.slice(firm.address.lastIndexOf("@") + 1)),
    ...(last === undefined ? {} : { inReplyTo: last, references }),
    headers: {
      [WORKSPACE_HEADER]: letter.workspaceId,
      // Only notices: a person's words must reach people whose programs hide automatic mail.
      ...(letter.automatic === null
        ? {}
        : { "Auto-Submitted": `auto-${letter.automatic}`, "X-Auto-Response-Suppress": "OOF, AutoReply" }),
    },
  };
}

/** `Re: Лифт [#4711]`, however many prefixes and numbers the subject already bore. */
function subjectOf(ticket: { number: number; subject: string }): string {
  const bare = oneLine(ticket.subject)
    .replace(/^((re|fwd?|ha|отв|на|bls|پاسخ)(\[\d+\])?:\s*)+/iu, "")
    .replace(/\s*\[#\d+\]/g, "")
    .trim();
  const mark = `[#${ticket.number}]`;
  return bare === "" ? `Re: ${mark}` : `Re: ${[...bare].slice(0, MAX_SUBJECT).join("")} ${mark}`;
}

function paragraphsOf(words: string): { lines: string[] }[] {
  return words
    .replace(/\r\n?/g, "\n")
    .replace(/(?![\n\t])\p{Cc}/gu, "")
    .trim()
    .split(/\n[ \t]*\n\s*/)
    .filter((paragraph) => paragraph !== "")
    .map((paragraph) => ({ lines: paragraph.split("\n").map((line) => line.trimEnd()) }));
}

/** No line break may enter a header: it would begin another one. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
}

function webAddress(link: string): string {
  const url = URL.parse(link);
  if (!url || !/^https?:$/.test(url.protocol)) throw new RangeError(`no web address: ${link}`);
  return url.href;
}
