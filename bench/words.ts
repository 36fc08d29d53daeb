import { sql } from "kysely";
import type { Stage } from "./stage.ts";

/** One search: what is typed. */
export type Search = { language: "ru" | "fa" | "latin"; words: string };

const LOOKED_AT = 2_000;
const WORD = /\p{L}{4,}/gu;

/**
 * Real words of the data, taken from random tickets, so that common words come often: one word in three of five
 * searches, two of the same ticket in the others. By script, since a text does not say its language; English and
 * Indonesian are both Latin.
 */
export async function realSearches(stage: Stage, count: number): Promise<Search[]> {
  const random = stage.random("search");
  const { rows: ends } = await sql<{ least: number; most: number }>`
    select min(number) as least, max(number) as most from ticket where workspace_id = ${stage.workspaceId}`.execute(
    stage.owner,
  );
  const { least = 1, most = 1 } = ends[0] ?? {};
  const numbers = Array.from({ length: LOOKED_AT }, () => least + random.below(most - least + 1));
  const { rows } = await sql<{ text: string }>`
    select subject || ' ' || description as text from ticket
    where workspace_id = ${stage.workspaceId} and number = any(${numbers}::int[]) order by number`.execute(stage.owner);
  const found = new Map<Search["language"], Search[]>();
  for (const { text } of rows) {
    const words = text.match(WORD) ?? [];
    if (words.length === 0) continue;
    const first = random.pick(words);
    const language = scriptOf(first);
    const second = random.below(5) < 2 ? random.pick(words) : first;
    const typed = scriptOf(second) === language && second !== first ? `${first} ${second}` : first;
    found.set(language, [...(found.get(language) ?? []), { language, words: typed.toLowerCase() }]);
  }
  const each = Math.ceil(count / Math.max(1, found.size));
  return [...found.values()].flatMap((searches) => searches.slice(0, each));
}

const scriptOf = (word: string): Search["language"] =>
  /\p{Script=Cyrillic}/u.test(word) ? "ru" : /\p{Script=Arabic}/u.test(word) ? "fa" : "latin";
