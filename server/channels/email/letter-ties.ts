import { createHash } from "node:crypto";
import { numberInSubject } from "./letter-fingerprint.ts";
import { decodeHeaderText, headerEnd } from "./letter-header.ts";
import { claimedTicketNumber, splitReplyAddress, tokenOfMessageId } from "./reply-token.ts";

/** So much of the header is looked at; what lies beyond ties to nothing. */
const HEADER_BYTES = 65_536;
const MOST = 12;
const ADDRESS = /[^\s<>"(),:;@]+@[^\s<>"(),:;@]+/g;

/**
 * What a letter belongs to, as far as its header tells without reading the whole of it: its senders, its conversation
 * and the tickets that it names. Two letters that share a tie are taken one after the other, in the order in which they
 * came; so a tie too many only costs time. `recipients` are those of the envelope.
 */
export function letterTies(raw: Buffer, recipients: readonly string[]): string[] {
  const header = raw.toString("latin1", 0, Math.min(headerEnd(raw).header, HEADER_BYTES)).replace(/\r?\n[ \t]+/g, " ");
  const all = (name: string) =>
    [...header.matchAll(new RegExp(`^${name}:(.*)$`, "gim"))].map(([, value = ""]) => value).join(" ");
  const addresses = (value: string) => value.match(ADDRESS) ?? [];

  const from = addresses(all("from"));
  const senders = from.length > 0 ? from : addresses(`${all("sender")} ${all("reply-to")} ${all("return-path")}`);
  const answered = `${all("references")} ${all("in-reply-to")}`.match(/<[^<>\s]{1,500}>/g) ?? [];
  const root = answered[0] ?? all("message-id").trim();
  const tokens = [
    ...answered.map(tokenOfMessageId),
    ...[...addresses(`${all("to")} ${all("cc")}`), ...recipients].map((to) => splitReplyAddress(to).token),
  ];
  const numbers = [
    ...tokens.flatMap((token) => (token === null ? [] : [claimedTicketNumber(token)])),
    numberInSubject(decodeHeaderText(Buffer.from(all("subject").slice(0, 2_000), "latin1"))),
  ].filter((number) => number !== null);
  const ties = [
    ...senders.slice(0, 4).map((address) => `from ${address.toLowerCase()}`),
    ...(root === "" ? [] : [`thread ${root}`]),
    ...numbers.map((number) => `ticket ${number}`),
  ];
  return [...new Set(ties)].slice(0, MOST).map(short);
}

const short = (tie: string): string => createHash("sha256").update(tie).digest("base64url").slice(0, 20);
