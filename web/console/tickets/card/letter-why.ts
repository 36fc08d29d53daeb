/** The reasons that the matching of letters gives, and the key below `card:letter.why` that says each in words. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^the reply token was made for (?<who>\S+)$/, "token"],
  [/^the reply token was made for (?<who>\S+), not for the sender$/, "foreignToken"],
  [/^the reply token is older/, "oldToken"],
  [/^the reply token names ticket (?<number>\d+), which is gone$/, "goneToken"],
  [/^the reply token is forged/, "forgedToken"],
  [/^answers .+, which was sent to the sender$/, "answers"],
  [/^(?<who>\S+) takes part in ticket (?<number>\d+)$/, "participant"],
  [/^speaks of ticket (?<number>\d+), but/, "stranger"],
  [/^speaks of no ticket$/, "noTicket"],
  [/^kept as a note/, "machine"],
  [/^came to (?<count>\d+) mailboxes at once/, "mailboxes"],
  [/^passed on:/, "forwarded"],
  [/^written by an employee$/, "employee"],
  [/^the contact is known by the address$/, "contact"],
  [/^the company is known by the domain$/, "company"],
  [/^the sender is unknown$/, "unknown"],
  [/^put there by hand$/, "byHand"],
];

/** Why a letter belongs to the ticket, as a key with what is put into it; nothing for a reason that has no words yet. */
export function letterReason(why: string): { key: string; params: Record<string, string> } | undefined {
  for (const [pattern, key] of REASONS) {
    const found = pattern.exec(why);
    if (found) return { key, params: { ...found.groups } };
  }
  return undefined;
}
export const LETTER_REASONS: readonly string[] = REASONS.map(([, key]) => key);
