import { decodeBytes, has8Bit, isUtf8, knownEncoding } from "./charset.ts";

const ENCODED_WORD = /=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=/g;

/**
 * Where the header block of a raw letter ends: offset of the body and of the blank line before it.
 * A letter without a blank line is all header.
 */
export function headerEnd(raw: Buffer): { header: number; body: number } {
  const crlf = raw.indexOf("\r\n\r\n");
  const lf = raw.indexOf("\n\n");
  if (crlf >= 0 && (lf < 0 || crlf < lf)) return { header: crlf + 2, body: crlf + 4 };
  if (lf >= 0) return { header: lf + 1, body: lf + 2 };
  return { header: raw.length, body: raw.length };
}

/**
 * The letter with its header block in order: raw 8-bit bytes and encoded words whose charset is missing or wrong
 * are written again as UTF-8, so that any parser reads them right. The body is untouched.
 */
export function mendHeader(raw: Buffer): Buffer {
  const end = headerEnd(raw).header;
  const block = raw.subarray(0, end);
  // Folded lines go together: programs cut a character between the words of two lines.
  const lines = unfoldedLines(block);
  let changed = false;
  const mended = lines.map((line) => {
    const better = mendLine(line);
    if (better !== line) changed = true;
    return better;
  });
  return changed ? Buffer.concat([...mended, raw.subarray(end)]) : raw;
}

/** Text of one header value: folded lines joined, encoded words decoded, charsets doubted as in `decodeBytes`. */
export function decodeHeaderText(value: Buffer | string): string {
  const bytes = typeof value === "string" ? Buffer.from(value) : value;
  const text = decodeBytes(bytes, null).replace(/\r?\n[ \t]+/g, " ");
  return decodeWords(text);
}

/** The first value of a header in a raw block, still encoded; null when absent. */
export function rawHeader(raw: Buffer, name: string): Buffer | null {
  const prefix = `${name.toLowerCase()}:`;
  for (const line of unfoldedLines(raw.subarray(0, headerEnd(raw).header))) {
    if (line.toString("latin1", 0, prefix.length).toLowerCase() === prefix) return line.subarray(prefix.length);
  }
  return null;
}

function splitLines(block: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < block.length; ) {
    const newline = block.indexOf(0x0a, start);
    const end = newline < 0 ? block.length : newline + 1;
    lines.push(block.subarray(start, end));
    start = end;
  }
  return lines;
}

function unfoldedLines(block: Buffer): Buffer[] {
  const groups: Buffer[][] = [];
  for (const line of splitLines(block)) {
    const last = groups.at(-1);
    if (last && (line[0] === 0x20 || line[0] === 0x09)) last.push(line);
    else groups.push([line]);
  }
  return groups.map((group) => Buffer.concat(group));
}

function mendLine(line: Buffer): Buffer {
  if (has8Bit(line) && !isUtf8(line)) return Buffer.from(decodeBytes(line, null));
  const text = line.toString("latin1");
  if (!text.includes("=?")) return line;
  // A run of words is decoded together: a character may be cut between two of them.
  const mended = text.replace(/=\?[^?\s]{1,60}\?[bBqQ]\?[^?]*\?=(?:\s+=\?[^?\s]{1,60}\?[bBqQ]\?[^?]*\?=)*/g, (run) =>
    wordsAreRight(run) ? run : `=?utf-8?B?${Buffer.from(decodeWords(run)).toString("base64")}?=`,
  );
  return mended === text ? line : Buffer.from(mended, "latin1");
}

/** True when decoding by the declared charset gives the same text as decoding by the bytes. */
function wordsAreRight(run: string): boolean {
  const words = [...run.matchAll(ENCODED_WORD)].map(([, charset = "", kind = "", data = ""]) => {
    const encoding = knownEncoding(charset.split("*")[0] ?? "");
    return { encoding, bytes: wordBytes(kind, data) };
  });
  return words.every(({ encoding, bytes }) => {
    if (encoding === "utf-8") return isUtf8(bytes);
    return encoding !== null && new TextDecoder(encoding).decode(bytes) === decodeBytes(bytes, encoding);
  });
}

function decodeWords(text: string): string {
  let result = "";
  let last = 0;
  let run: { charset: string; bytes: Buffer[] } | null = null;
  const flush = () => {
    if (run) result += decodeBytes(Buffer.concat(run.bytes), run.charset);
    run = null;
  };
  for (const match of text.matchAll(ENCODED_WORD)) {
    const [whole, charset = "", kind = "", data = ""] = match;
    const between = text.slice(last, match.index);
    if (between.trim() !== "" || last === 0) {
      flush();
      result += between;
    }
    const label = (charset.split("*")[0] ?? "").toLowerCase();
    if (run && run.charset !== label) flush();
    run ??= { charset: label, bytes: [] };
    run.bytes.push(wordBytes(kind, data));
    last = match.index + whole.length;
  }
  flush();
  return result + text.slice(last);
}

function wordBytes(kind: string, data: string): Buffer {
  if (kind.toLowerCase() === "b") return Buffer.from(data, "base64");
  const raw = data
    .replace(/_/g, " ")
    .replace(/=([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(raw, "latin1");
}
