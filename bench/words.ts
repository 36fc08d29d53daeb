import { sql } from "kysely";
import { FOREIGN, FOREIGNERS, type Foreign } from "./foreign-tickets.ts";
import type { Random } from "./random.ts";
import type { Stage } from "./stage.ts";

/** One search: what is typed. */
export type Search = { language: "ru" | Foreign; words: string };

const LOOKED_AT = 2_000;
const WORD = /[\p{L}\p{M}]{4,}/gu;
/** One search in so many is in each of the other languages. */
const FOREIGN_SHARE = 10;

/**
 * Real words of the data, one of random tickets in three of five searches and two of the same ticket in the others, so
 * that common words come often; one search in ten each is English, Indonesian and Persian.
 */
export async function realSearches(stage: Stage, count: number): Promise<Search[]> {
  const random = stage.random("search");
  const texts = await randomTexts(stage, random);
  return Array.from({ length: count }, (_, index): Search => {
    const foreign = FOREIGNERS[index % FOREIGN_SHARE];
    if (foreign) return { language: foreign, words: wordsOf(random.pick(FOREIGN[foreign]).join(" "), random) };
    return { language: "ru", words: wordsOf(random.pick(texts), random) };
  });
}

function wordsOf(text: string, random: Random): string {
  const words = text.match(WORD) ?? [text];
  const first = random.pick(words);
  const second = random.below(5) < 2 ? random.pick(words) : first;
  return (second === first ? first : `${first} ${second}`).toLowerCase();
}

async function randomTexts(stage: Stage, random: Random): Promise<string[]> {
  const { rows: ends } = await sql<{ least: number; most: number }>`
    select min(number) as least, max(number) as most from ticket where workspace_id = ${stage.workspaceId}`.execute(
    stage.owner,
  );
  const { least = 1, most = 1 } = ends[0] ?? {};
  const numbers = Array.from({ length: LOOKED_AT }, () => least + random.below(most - least + 1));
  const { rows } = await sql<{ text: string }>`
    select subject || ' ' || description as text from ticket
    where workspace_id = ${stage.workspaceId} and number = any(${numbers}::int[]) order by number`.execute(stage.owner);
  return rows.map(({ text }) => text).filter((text) => /\p{Script=Cyrillic}{4,}/u.test(text));
}
