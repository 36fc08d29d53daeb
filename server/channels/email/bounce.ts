import type { ReadLetter } from "./letter.ts";
import { normalAddress } from "./letter-addresses.ts";
import { decodeHeaderText, rawHeader } from "./letter-header.ts";

const RETURNED = new Set(["message/rfc822", "text/rfc822-headers", "message/rfc822-headers"]);

/** What a bounce says of the letter that came back. */
export type Bounce = {
  /** Addresses it could not reach, lower case. */
  failed: string[];
  /** Message-IDs of the letters returned within it. */
  messageIds: string[];
};

/**
 * Reads a bounce (RFC 3464: the delivery report stands in the letter's text, the letter returned among its files).
 * All of it is a claim: it only helps to find the letter of ours, whose addressees are then compared.
 */
export function readBounce(letter: ReadLetter): Bounce {
  const listed = (letter.headers["x-failed-recipients"] ?? "").split(/[\s,]+/);
  const reported = [...letter.text.matchAll(/^(?:Final|Original)-Recipient:[^;\n]{0,40};\s*<?([^\s<>]{3,320})>?/gim)];
  const failed = [...listed, ...reported.map((match) => match[1])].flatMap((text) => normalAddress(text) ?? []);
  const messageIds = letter.attachments
    .filter((file) => RETURNED.has(file.contentType))
    .flatMap((file) => decodeHeaderText(rawHeader(file.content, "message-id") ?? "").match(/<[^<>\s]{1,500}>/) ?? []);
  return { failed: [...new Set(failed)], messageIds: [...new Set(messageIds)] };
}
