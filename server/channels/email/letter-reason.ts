import type { Reason } from "../../../core/process/events.ts";

/** Why a letter went where it did: the code of a text, `letter-…` in `locales/…/why.json`, with what is put into it. */
export const reason = (code: LetterReason, facts: Reason["facts"] = {}): Reason => ({ rule: `letter.${code}`, facts });

/** Every code there is; each has its text in every language. */
export const LETTER_REASONS = [
  ...(["token", "foreign-token", "old-token", "gone-token", "forged-token"] as const),
  ...(["answers", "participant", "stranger", "unasked-employee", "no-ticket", "moved"] as const),
  ...(["own", "no-mailbox", "mailboxes", "same-letter", "same-content"] as const),
  ...(["machine", "stray-machine", "channel-closed", "forwarded", "by-hand"] as const),
  ...(["opened", "appended", "address-service", "address-team"] as const),
  ...(["employee", "contact", "company", "unknown"] as const),
  // What was mended or left out while the letter was read.
  ...([
    "over-limit",
    "infected",
    "winmail-empty",
    "winmail-files",
    "body-kept",
    "html-kept",
    "text-kept",
    "several-from",
  ] as const),
] as const;
export type LetterReason = (typeof LETTER_REASONS)[number];

/** The reasons kept with a letter; what is no reason is left out. */
export function readReasons(kept: unknown): Reason[] {
  return Array.isArray(kept) ? kept.filter(isReason) : [];
}

const isReason = (value: unknown): value is Reason =>
  typeof value === "object" && value !== null && "rule" in value && typeof value.rule === "string" && "facts" in value;
