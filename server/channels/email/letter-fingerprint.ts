import { createHash } from "node:crypto";
import type { ReadLetter } from "./letter.ts";

/**
 * What makes two deliveries the same letter (B-MAIL-03): sender, date, subject, text and files, but not the recipients
 * nor the way it took. A letter without a date has only its Message-ID for an identity: two equal complaints on two
 * days are two letters.
 */
export function letterFingerprint(letter: ReadLetter): string {
  const identity = letter.date?.toISOString() ?? letter.messageId;
  const words = letter.text.replace(/\s+/g, " ");
  const files = letter.attachments.map((file) => createHash("sha256").update(file.content).digest("hex")).sort();
  return createHash("sha256")
    .update(JSON.stringify([letter.from.address, identity, letter.subject, words, files]))
    .digest("hex");
}

/** The number in "[#4711]" of a subject as our letters write it; the last one counts, for a subject grows leftward. */
export function numberInSubject(subject: string): number | null {
  const numbers = [...subject.matchAll(/\[#(\d{1,12})\]/g)];
  const last = numbers.at(-1)?.[1];
  return last === undefined ? null : Number(last);
}
