import type { ReadLetter } from "./letter.ts";
import { readLetter } from "./read-letter.ts";

/** Raw letters for tests: built by hand, so that they may be as broken as real ones. */

/** Bytes of a text in a one-byte encoding: the reverse of the runtime's own decoder. */
export function encodeAs(encoding: string, text: string): Buffer {
  const decoder = new TextDecoder(encoding);
  const codes = new Map<string, number>();
  for (let byte = 255; byte >= 0; byte -= 1) codes.set(decoder.decode(Uint8Array.of(byte)), byte);
  return Buffer.from([...text].map((char) => codes.get(char) ?? 0x3f));
}

/** A letter from lines; strings are written as UTF-8, buffers as they are. */
export function rawLetter(...lines: (string | Buffer)[]): Buffer {
  return Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from("\r\n")]));
}

/** The usual head of a letter, for tests that are about its body. */
export const HEAD = [
  "From: Анна Петрова <anna@example.org>",
  "To: Служба <desk@localhost>",
  "Subject: Лифт",
  "Date: Fri, 20 Nov 2026 10:05:00 +0300",
  "Message-ID: <one@example.org>",
  "MIME-Version: 1.0",
];

/** A multipart body: each part is its own list of lines. */
export function multipart(kind: string, boundary: string, parts: (string | Buffer)[][]): (string | Buffer)[] {
  return [
    `Content-Type: multipart/${kind}; boundary="${boundary}"`,
    "",
    ...parts.flatMap((part) => [`--${boundary}`, ...part]),
    `--${boundary}--`,
  ];
}

/** Reads a letter that must be readable. */
export async function readWell(raw: Buffer): Promise<ReadLetter> {
  const letter = await readLetter(raw);
  if ("quarantine" in letter) throw new Error(`${letter.quarantine}: ${letter.detail}`);
  return letter;
}
