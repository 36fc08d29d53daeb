export type Mention = { id: string; name: string };

/** Ids of those whose names stand in the text with the sign before them, each once. */
export function mentionsIn(text: string, known: readonly Mention[]): string[] {
  // A longer name may begin like a shorter one: "@Иван Петров" is not "@Иван".
  const byLength = known.toSorted((one, other) => other.name.length - one.name.length);
  const found = new Set<string>();
  let rest = text;
  for (const { id, name } of byLength) {
    const parts = rest.split(`@${name}`);
    if (parts.length < 2) continue;
    found.add(id);
    rest = parts.join(" ");
  }
  return known.map(({ id }) => id).filter((id, at, all) => found.has(id) && all.indexOf(id) === at);
}
