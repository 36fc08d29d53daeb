import { createHash } from "node:crypto";
import type { Reason } from "../../../core/process/events.ts";
import { calendarLine } from "./calendar-line.ts";
import { decodeBytes } from "./charset.ts";
import { cleanFileName } from "./file-name.ts";
import type { LetterFile } from "./letter.ts";
import { decodeHeaderText, rawHeader } from "./letter-header.ts";
import { reason } from "./letter-reason.ts";
import type { MimeFile } from "./mime-parser.ts";
import { readTnef } from "./tnef.ts";

export type ReadFiles = {
  files: LetterFile[];
  /** Content-ID of a repeated picture → Content-ID of the one kept. */
  aliases: Map<string, string>;
  /** Lines that say what an invitation is about. */
  calendarLines: string[];
  /** Bodies found in winmail.dat, for letters that have no other. */
  packed: { text: string | null; html: string | null };
  notes: Reason[];
};

/**
 * The files of a letter: winmail.dat unpacked, invitations named and explained, letters within it named by their
 * subject, a picture that stands in the text many times kept once. Archives are files like others: never opened.
 */
export function readFiles(parts: MimeFile[]): ReadFiles {
  const read: ReadFiles = {
    files: [],
    aliases: new Map(),
    calendarLines: [],
    packed: { text: null, html: null },
    notes: [],
  };
  const seen = new Map<string, LetterFile>();
  for (const part of parts) {
    if (isTnef(part) && unpackTnef(part, read, seen)) continue;
    addFile(read, seen, part);
  }
  return read;
}

function isTnef(part: MimeFile): boolean {
  return /\/(vnd\.)?ms-tnef$/.test(part.contentType) || /^winmail\.dat$/i.test(part.filename ?? "");
}

/** False when the file cannot be read: then it stays a file itself. */
function unpackTnef(part: MimeFile, read: ReadFiles, seen: Map<string, LetterFile>): boolean {
  const tnef = readTnef(part.content);
  if (!tnef || (tnef.attachments.length === 0 && tnef.text === null && tnef.html === null)) {
    if (!tnef) return false;
    // Formatting only (RTF): nothing for a person in it.
    read.notes.push(reason("winmail-empty"));
    return true;
  }
  read.packed.text ??= tnef.text;
  read.packed.html ??= tnef.html;
  read.notes.push(reason("winmail-files", { count: tnef.attachments.length }));
  for (const file of tnef.attachments) {
    const contentType = file.contentType ?? "application/octet-stream";
    addFile(read, seen, { ...file, contentType, related: file.cid !== null, disposition: null });
  }
  return true;
}

function addFile(read: ReadFiles, seen: Map<string, LetterFile>, part: MimeFile): void {
  const contentType = part.contentType.toLowerCase().split(";")[0]?.trim() || "application/octet-stream";
  const cid = part.cid?.replace(/[\p{Cc}\s<>"]/gu, "").slice(0, 300) || null;
  const inline = part.disposition !== "attachment" && part.related && cid !== null && contentType.startsWith("image/");
  const calendar = contentType === "text/calendar" || contentType === "application/ics";

  const repeated = inline || calendar ? seen.get(key(part.content)) : undefined;
  if (repeated) {
    if (cid && repeated.cid && cid !== repeated.cid) read.aliases.set(cid, repeated.cid);
    return;
  }
  const filename = calendar && !part.filename ? "invite.ics" : nameOf(part, contentType, inline);
  const file: LetterFile = { filename, contentType, size: part.content.length, content: part.content, cid, inline };
  if (inline || calendar) seen.set(key(part.content), file);
  read.files.push(file);
  const line = calendar ? calendarLine(part.content) : null;
  if (line) read.calendarLines.push(line);
}

function key(content: Buffer): string {
  return createHash("sha256").update(content).digest("base64");
}

function nameOf(part: MimeFile, contentType: string, inline: boolean): string {
  if (part.filename) return cleanFileName(mendName(part.filename), contentType);
  if (contentType === "message/rfc822") {
    const subject = decodeHeaderText(rawHeader(part.content, "subject") ?? "").trim();
    return cleanFileName(
      subject === "" ? null : `${subject.replace(/[\\/]/g, "_").slice(0, 140)}.eml`,
      contentType,
      "letter",
    );
  }
  return cleanFileName(null, contentType, inline ? "picture" : "file");
}

/** The library leaves a name in raw 8-bit bytes as one character per byte. */
function mendName(name: string): string {
  const bytes = /[\u0080-\u00FF]/.test(name) && !/[\u0100-\uFFFF]/.test(name);
  return bytes ? decodeBytes(Buffer.from(name, "latin1"), null) : name;
}
