import type { ReadLetter } from "./letter.ts";
import { normalAddress } from "./letter-addresses.ts";
import { splitReplyAddress, type TokenResult, tokenOfMessageId } from "./reply-token.ts";

/** An address a letter came to: the mailbox without its token, and the token. */
export type Addressed = { mailbox: string; token: string | null };

/**
 * All addresses a letter came to, each mailbox once, tokens taken off: To, Cc, then the ways of delivery, then the
 * recipients of the SMTP envelope. The first of them that is ours takes the letter (B-MAIL-03).
 */
export function addressedTo(letter: ReadLetter, envelope: readonly string[]): Addressed[] {
  const all = [
    ...[...letter.to, ...letter.cc].map((entry) => entry.address),
    ...letter.deliveredTo,
    ...envelope.flatMap((address) => normalAddress(address) ?? []),
  ];
  const found = new Map<string, Addressed>();
  for (const address of all) {
    const split = splitReplyAddress(address);
    const known = found.get(split.mailbox);
    if (!known) found.set(split.mailbox, split);
    else known.token ??= split.token;
  }
  return [...found.values()];
}

/**
 * Tokens of the letters answered: In-Reply-To, then References from the latest. Only Message-IDs of our own domains
 * (lower case) count; others may look like ours by chance.
 */
export function answeredTokens(letter: ReadLetter, ourDomains: readonly string[]): string[] {
  const ids = [letter.inReplyTo, ...letter.references.toReversed()].filter((id) => id !== null);
  const ours = ids.filter((id) => ourDomains.some((domain) => id.toLowerCase().endsWith(`@${domain}>`)));
  return [...new Set(ours.flatMap((id) => tokenOfMessageId(id) ?? []))];
}

/**
 * The one result that decides: that of a reply address before those of Message-IDs; among equals one made for the
 * sender, else a forged one, else the first. Null when the letter carried no token.
 */
export function decisiveToken(
  ofAddresses: readonly TokenResult[],
  ofMessageIds: readonly TokenResult[],
): TokenResult | null {
  const pick = (results: readonly TokenResult[]) =>
    results.find(({ result }) => result === "ok") ?? results.find(({ result }) => result === "forged") ?? results[0];
  return pick(ofAddresses) ?? pick(ofMessageIds) ?? null;
}
