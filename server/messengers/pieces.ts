/** A text in pieces of at most so many UTF-16 units, cut where a paragraph, a line or a word ends. Pure. */
export function cutText(text: string, most: number): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > most) {
    const head = rest.slice(0, most);
    const at = [head.lastIndexOf("\n\n"), head.lastIndexOf("\n"), head.lastIndexOf(" ")].find((n) => n > most / 2);
    // A symbol at the edge goes whole.
    const end = at ?? (/[\uD800-\uDBFF]$/.test(head) ? most - 1 : most);
    pieces.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === "" ? pieces : [...pieces, rest];
}

/** The command at the beginning of a text: `/task name`, `/task@desk_bot name`; `to`: the bot that it names. Pure. */
export function readCommand(text: string): { name: string; to: string | null; rest: string } | null {
  const found = /^\/([a-z0-9_]{1,32})(?:@([a-z0-9_]{1,64}))?(?:\s+|$)/i.exec(text);
  if (!found) return null;
  return { name: (found[1] ?? "").toLowerCase(), to: found[2] ?? null, rest: text.slice(found[0].length).trim() };
}

/** At most so many UTF-16 units; an emoji at the edge goes whole, for the database takes no half of one. Pure. */
export const cutWords = (text: string, most: number): string =>
  text
    .toWellFormed()
    .slice(0, most)
    .replace(/[\uD800-\uDBFF]$/, "");
