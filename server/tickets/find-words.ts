import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Condition } from "../../core/condition/condition.ts";
import { sql as piece, type Sql } from "../../core/condition/sql.ts";
import type { Tx } from "../platform/database.ts";

/** How many tickets a search by words looks at; the latest ones are taken. */
const FOUND = 10_000;
/**
 * Up to so many tickets it costs less to take those with the words and put them in order; of more, going through the
 * list in its order meets a page of them sooner.
 */
const FEW = 7_000;
/** The planner guesses how many tickets have the words; so many times what is counted, and nobody needs to count. */
const SURELY = 5;

/** What is looked for: `query` for the words, `part` for names and addresses (a LIKE pattern), `number` alone. */
type Words = { query: string; part: string | null; number: number | null };

/** Free words of a condition that must hold for every ticket found, and what else must. */
export function takeWords(condition: Condition): { words: string[]; rest: Condition } {
  const parts = "all" in condition ? condition.all : [condition];
  return {
    words: parts.flatMap((part) => ("text" in part ? [part.text] : [])),
    rest: { all: parts.filter((part) => !("text" in part)) },
  };
}

/**
 * Tickets with the words, over `ticket t`: by their words in any form, by the number, by a part of the client's name or
 * the address. `#17` asks for the number alone. Rare words are looked up, common ones met on the way.
 */
export async function findWords(tx: Tx, text: string): Promise<RawBuilder<SqlBool>> {
  const { query, part, number } = readWords(text);
  if ((await estimate(tx, { query, part, number })) <= FEW) {
    return sql<SqlBool>`t.id = any(array(select search_tickets(${query}, ${part}, ${number}::int, ${FOUND})))`;
  }
  return sql<SqlBool>`(t.search @@ (select search_query(${query})) ${
    part === null ? sql`` : sql`or t.contact_name ilike ${part} or t.address ilike ${part}`
  } ${number === null ? sql`` : sql`or t.number = ${number}::int`})`;
}

async function estimate(tx: Tx, { query, part, number }: Words): Promise<number> {
  const { rows } = await sql<{ tickets: number }>`
    select search_estimate(${query}, ${part}, ${number}::int) as tickets`.execute(tx);
  return rows[0]?.tickets ?? 0;
}

/** The same for counting; null when more tickets than `most` have the words. */
export async function fewWords(tx: Tx, text: string, most: number): Promise<RawBuilder<SqlBool> | null> {
  const { query, part, number } = readWords(text);
  if ((await estimate(tx, { query, part, number })) > most * SURELY) return null;
  const some = sql`search_some(${query}, ${part}, ${number}::int, ${most + 1})`;
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${some}`.execute(tx);
  return (rows[0]?.count ?? 0) > most ? null : sql<SqlBool>`t.id = any(array(select ${some}))`;
}

/** The same somewhere inside a condition, where neither way round is known to be the shorter one. */
export function foundWords(text: string): Sql {
  const { query, part, number } = readWords(text);
  return piece`t.id in (select search_tickets(${query}::text, ${part}::text, ${number}::int, ${FOUND}::int))`;
}

function readWords(text: string): Words {
  const words = text.trim();
  const alone = /^[#№]\s*(\d{1,9})$/.exec(words)?.[1];
  if (alone) return { query: "", part: null, number: Number(alone) };
  // An index of pieces knows none shorter than three letters.
  const part = words.length < 3 ? null : `%${words.replace(/[\\%_]/g, "\\$&")}%`;
  return { query: prefixQuery(words), part, number: /^\d{1,9}$/.test(words) ? Number(words) : null };
}

/** Of shorter words the beginnings are those of very many others: beside longer ones they are taken as they stand. */
const SHORT = 3;

/** Every word in any form, and as the beginning of a longer one. */
function prefixQuery(text: string): string {
  // Vowel signs are written or left out as people like.
  const clean = text.normalize("NFKC").replace(/\p{Mn}/gu, "");
  const words = (clean.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, 20);
  const areShort = words.every((word) => word.length < SHORT);
  return words.map((word) => (areShort || word.length >= SHORT ? `${word}:*` : word)).join(" & ");
}
