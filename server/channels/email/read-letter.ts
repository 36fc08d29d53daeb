import type { Reason } from "../../../core/process/events.ts";
import { decodeBytes } from "./charset.ts";
import { cleanFileName } from "./file-name.ts";
import { htmlToText, roughText } from "./html-to-text.ts";
import { LETTER_LIMITS, type LetterFile, type LetterLimits, type Quarantined, type ReadLetter } from "./letter.ts";
import { addressesOf, authorOf, deliveredTo } from "./letter-addresses.ts";
import { type ReadFiles, readFiles } from "./letter-files.ts";
import { decodeHeaderText, headerEnd, mendHeader } from "./letter-header.ts";
import { isUnreasonable, sanitiseLetterHtml } from "./letter-html.ts";
import { reason } from "./letter-reason.ts";
import { type MimeLetter, parseMime, UnreadableLetter } from "./mime-parser.ts";

/** How much of a body without parts is shown as it stands. */
const ROUGH_BYTES = 20_000;

/** Headers kept for `loops.ts`. */
const KEPT_HEADERS = new Set([
  ...["auto-submitted", "x-auto-response-suppress", "x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply"],
  ...["x-mail-autoreply", "precedence", "x-precedence", "list-id", "list-unsubscribe", "list-post", "feedback-id"],
  ...["return-path", "content-type", "x-failed-recipients", "x-ms-exchange-generated-message-source", "x-loop"],
  ...["x-pult-workspace", "x-campaign-id", "x-mailgun-tag", "x-csa-complaints", "authentication-results"],
]);

/**
 * Reads one raw letter as far as it can be read. Never throws: what passes a limit or cannot be made out comes back
 * as `{ quarantine, detail }`, and the caller keeps the raw bytes. Decided here:
 * - too many parts (200), too deep (20), too big a header (512 KB), over 1,000 recipients: the whole letter is put
 *   aside, because half of such a letter would be a guess;
 * - text over 200,000 characters goes on as the file letter.txt, HTML over a million, or of 50,000 tags, as
 *   letter.html;
 * - a body that no part would own is read as it stands, and becomes the file letter.eml too: nothing is lost;
 * - archives are never opened.
 */
export async function readLetter(raw: Buffer, limits: Partial<LetterLimits> = {}): Promise<ReadLetter | Quarantined> {
  const bounds = { ...LETTER_LIMITS, ...limits };
  if (raw.length > bounds.bytes) return aside("too_big", `${raw.length} bytes`);
  if (headerEnd(raw).header > bounds.headerBytes) return aside("header_too_big", `${headerEnd(raw).header} bytes`);
  try {
    const mime = await parseMime(mendHeader(raw), bounds);
    if (mime.depth > bounds.depth) return aside("too_deep", `${mime.depth} levels`);
    return assemble(mime, raw, bounds);
  } catch (error) {
    if (error instanceof UnreadableLetter) return aside(error.reason, error.message);
    // Anything the libraries throw at broken input: the letter is put aside, the queue goes on (B-MAIL-04).
    return aside("unreadable", error instanceof Error ? error.message : "unknown");
  }
}

function aside(quarantine: Quarantined["quarantine"], detail: string): Quarantined {
  return { quarantine, detail: detail.slice(0, 500) };
}

function assemble(mime: MimeLetter, raw: Buffer, limits: LetterLimits): ReadLetter | Quarantined {
  const to = addressesOf(mime.headers, "to");
  const cc = addressesOf(mime.headers, "cc");
  if (to.length + cc.length > limits.recipients)
    return aside("too_many_recipients", `${to.length + cc.length} addresses`);
  const from = authorOf(mime.headers);
  if (!from) return aside("no_sender", "no address in From, Sender, Reply-To or Return-Path");

  const read = readFiles(mime.files);
  const body = bodyOf(mime, read, limits);
  const files = [...read.files, ...body.files];
  const notes = [...read.notes, ...body.notes];
  const below = raw.subarray(headerEnd(raw).body);
  if (body.text === "" && files.length === 0 && below.toString("latin1").trim() !== "") {
    // A multipart of no parts: its words stand between the borders of none.
    if (body.html === null) body.text = plainText(decodeBytes(below.subarray(0, ROUGH_BYTES), null));
    files.push(ownFile("letter.eml", "message/rfc822", raw));
    notes.push(reason("body-kept", { file: "letter.eml" }));
  }
  if (mime.headerLines.filter(({ key }) => key === "from").length > 1) notes.push(reason("several-from"));
  const sender = addressesOf(mime.headers, "sender")[0] ?? null;
  return {
    from,
    sender: sender && sender.address !== from.address ? sender : null,
    replyTo: addressesOf(mime.headers, "reply-to"),
    to,
    cc,
    deliveredTo: deliveredTo(mime.headers),
    messageId: messageIds(header(mime, "message-id"))[0] ?? null,
    inReplyTo: messageIds(header(mime, "in-reply-to"))[0] ?? null,
    references: messageIds(header(mime, "references")).slice(-100),
    subject: oneLine(header(mime, "subject")).slice(0, 1000).toWellFormed(),
    date: dateOf(header(mime, "date")),
    text: body.text,
    html: body.html,
    attachments: files,
    headers: keptHeaders(mime),
    notes,
  };
}

type Body = { text: string; html: string | null; files: LetterFile[]; notes: Reason[] };

function bodyOf(mime: MimeLetter, read: ReadFiles, limits: LetterLimits): Body {
  const rawText = mime.text?.trim() ? mime.text : null;
  const rawHtml = mime.html?.trim()
    ? mime.html
    : rawText === null && read.packed.text === null
      ? read.packed.html
      : null;
  const body: Body = { text: "", html: null, files: [], notes: [] };

  let htmlText = "";
  if (rawHtml !== null && (rawHtml.length > limits.htmlChars || isUnreasonable(rawHtml))) {
    htmlText = roughText(rawHtml.slice(0, limits.htmlChars));
    body.files.push(ownFile("letter.html", "text/html", Buffer.from(rawHtml)));
    body.notes.push(reason("html-kept", { file: "letter.html" }));
  } else if (rawHtml !== null) {
    const { html, pictures } = sanitiseLetterHtml(rawHtml, read.aliases);
    htmlText = rawText === null ? htmlToText(html) : "";
    body.html = withoutNul(html) || null;
    for (const { cid, contentType, content } of pictures) {
      const filename = cleanFileName(null, contentType, "picture");
      body.files.push({ filename, contentType, size: content.length, content, cid, inline: true });
    }
  }
  const full = plainText([rawText ?? (htmlText || read.packed.text || ""), ...read.calendarLines].join("\n"));
  body.text = full;
  if (full.length > limits.textChars) {
    body.files.push(ownFile("letter.txt", "text/plain", Buffer.from(full)));
    body.notes.push(reason("text-kept", { file: "letter.txt" }));
    body.text = full.slice(0, limits.textChars).replace(/[\uD800-\uDBFF]$/, "");
  }
  return body;
}

function ownFile(filename: string, contentType: string, content: Buffer): LetterFile {
  return { filename, contentType, size: content.length, content, cid: null, inline: false };
}

/** Lines as people see them: one kind of newline, no control characters (PostgreSQL keeps no NUL), no runs of blanks. */
function plainText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(/(?![\n\t])[\p{Cc}\uFEFF]/gu, "")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\n{4,}/g, "\n\n\n")
    .trim();
}

function withoutNul(text: string): string {
  return text.replaceAll("\u0000", "").toWellFormed();
}

function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim();
}

/** The first value of a header, decoded. Of several the first counts: servers add theirs above, forgers below. */
function header(mime: MimeLetter, name: string): string {
  const line = mime.headerLines.find((candidate) => candidate.key === name)?.line ?? "";
  return decodeHeaderText(Buffer.from(line.slice(line.indexOf(":") + 1), "latin1")).trim();
}

function keptHeaders(mime: MimeLetter): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const { key, line } of mime.headerLines) {
    if (!KEPT_HEADERS.has(key)) continue;
    const value = oneLine(decodeHeaderText(Buffer.from(line.slice(line.indexOf(":") + 1), "latin1"))).slice(0, 500);
    kept[key] = kept[key] === undefined ? value : `${kept[key]}, ${value}`.slice(0, 500);
  }
  return kept;
}

function messageIds(value: string): string[] {
  const bracketed = value.match(/<[^<>\s\p{Cc}]{1,500}>/gu);
  if (bracketed) return [...new Set(bracketed)];
  const bare = value.trim();
  return /^[^<>\s\p{Cc}]{1,500}$/u.test(bare) ? [`<${bare}>`] : [];
}

function dateOf(value: string): Date | null {
  const date = new Date(value);
  const year = date.getUTCFullYear();
  return Number.isNaN(year) || year < 1980 || year > 2200 ? null : date;
}
