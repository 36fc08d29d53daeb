/** What is asked of the words of a ticket. */
export type WordQuery = { word: string } | { start: string } | { all: WordQuery[] } | { any: WordQuery[] };

const PART = /\s*(?:'((?:[^'\\]|''|\\\\)*)'(:\*)?|([&|()]))\s*/y;

/**
 * Reads a question as PostgreSQL writes it: `'one' & ('other':* | 'third')`. Null for one that asks for more than words
 * and their beginnings; an empty one finds nothing.
 */
export function readWordQuery(text: string): WordQuery | null {
  const parts = partsOf(text);
  if (!parts) return null;
  if (parts.length === 0) return { any: [] };
  let at = 0;
  const query = either();
  return at === parts.length ? query : null;

  function either(): WordQuery | null {
    return several("|", both, (any) => ({ any }));
  }
  function both(): WordQuery | null {
    return several("&", one, (all) => ({ all }));
  }
  function several(
    sign: string,
    read: () => WordQuery | null,
    join: (parts: WordQuery[]) => WordQuery,
  ): WordQuery | null {
    const found: WordQuery[] = [];
    do {
      const next = read();
      if (!next) return null;
      found.push(next);
    } while (parts?.[at] === sign && ++at);
    return found.length === 1 && found[0] ? found[0] : join(found);
  }
  function one(): WordQuery | null {
    const part = parts?.[at++];
    if (part === undefined || part === "&" || part === "|" || part === ")") return null;
    if (part !== "(") return part as WordQuery;
    const inside = either();
    return parts?.[at++] === ")" ? inside : null;
  }
}

function partsOf(text: string): (WordQuery | string)[] | null {
  const parts: (WordQuery | string)[] = [];
  let at = 0;
  while (at < text.length) {
    PART.lastIndex = at;
    const [whole, quoted, begins, sign] = PART.exec(text) ?? [];
    if (whole === undefined) return null;
    at += whole.length;
    if (sign !== undefined) parts.push(sign);
    else {
      const word = (quoted ?? "").replace(/(['\\])\1/g, "$1");
      parts.push(begins ? { start: word } : { word });
    }
  }
  return parts;
}
