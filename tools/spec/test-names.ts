/** Which catalogue rows a test's name claims to check. */

/** A bracket that opens with an ID. Whatever else is in it must be IDs too, so that a slip is seen. */
const CLAIM = /\[([A-Z]-[A-Z0-9]+-\d[^\]]*)\]/g;

/**
 * The IDs in brackets in a test's name: `[H-STAT-15]`, `[H-STAT-15, H-SUSP-01]`.
 * A piece that is no ID (a range, a typing slip) comes back as it is, and so counts as unknown.
 */
export function idsInName(name: string): string[] {
  return [...name.matchAll(CLAIM)].flatMap(([, list = ""]) => list.split(/[\s,;]+/).filter((id) => id !== ""));
}

/** One line per claimed ID that the catalogue does not have: `where: id`. */
export function unknownIds(known: ReadonlySet<string>, texts: readonly { where: string; text: string }[]): string[] {
  return texts.flatMap(({ where, text }) =>
    idsInName(text)
      .filter((id) => !known.has(id))
      .map((id) => `${where}: ${id}`),
  );
}
