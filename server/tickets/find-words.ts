import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Condition } from "../../core/condition/condition.ts";
import { sql as piece, type Sql } from "../../core/condition/sql.ts";
import type { Tx } from "../platform/database.ts";
import type { Keep } from "./kept-samples.ts";
import { isMetOnTheWay, sampleTickets } from "./sample-tickets.ts";

/** So many of those that changed last make a page, unless few of them meet what else is asked. */
const FIRST = 1_000;
/** How many tickets with the words are looked up: of more, somewhere inside a condition, the latest ones are taken. */
const FOUND = 20_000;
/** What the sample says is a guess; so many times what is counted, and nobody needs to count. */
const SURELY = 20;
/** Words stand in few tickets: so many of the latest tell how many of the next have them. */
const LATEST = 1_000;
/** Tickets with labels are passed whatever comes: that is put ahead of going through the list. */
const BY_WORDS = { each: 4, ahead: -2_000 };
const BY_WORDS_AND_NAMES = { each: 2, ahead: -2_000 };
/** A word that so many tickets have as it stands is a whole one, and nobody means longer words that begin with it. */
export const WHOLE = 5_000;

/**
 * What is looked for: `query` for the words, the last of them perhaps not typed to its end, or, where it is one that
 * very many tickets have, `whole`; or, where no ticket has these, `loose` with the beginning of each. `last` is the last
 * word alone; `part` for names and addresses (a LIKE pattern), `number` alone.
 */
type Words = { query: string; whole: string; loose: string; last: string; part: string | null; number: number | null };

/** Free words of a condition that must hold for every ticket found, and what else must. */
export function takeWords(condition: Condition): { words: string[]; rest: Condition } {
  const parts = "all" in condition ? condition.all : [condition];
  return {
    words: parts.flatMap((part) => ("text" in part ? [part.text] : [])),
    rest: { all: parts.filter((part) => !("text" in part)) },
  };
}

/**
 * How tickets of a condition are found for a page: `isGathered`: they are few, and are all found before they are put in
 * order. `latest`: those of them that changed last, where they are many all the same. `isCommon`: they are few because
 * the person sees few of all that meet the condition.
 */
export type Way = {
  matches: RawBuilder<SqlBool>;
  latest: RawBuilder<SqlBool> | null;
  isGathered: boolean;
  isCommon?: boolean;
};

/**
 * Tickets with the words, over `ticket t`: by their words in any form, by the number, by a part of the client's name or
 * the address. `#17` asks for the number alone. Going through the list in its order soon meets a page of common words;
 * rare ones are looked up, and then put in order. `among`: what else a ticket of the list has to meet.
 */
export async function findWords(
  tx: Tx,
  text: string,
  among: RawBuilder<unknown> = sql`true`,
  keep?: Keep,
): Promise<Way> {
  const { words, found, share } = await sample(tx, text, among, keep);
  // Pieces of names are looked for in each ticket that is passed, which takes longer than the words.
  if (isMetOnTheWay(found, share, words.part === null ? BY_WORDS : BY_WORDS_AND_NAMES))
    return { matches: metOnTheWay(words), latest: null, isGathered: false };
  const looked = await lookUp(tx, words, FOUND, true);
  if (looked.count >= FOUND) return { matches: metOnTheWay(words), latest: null, isGathered: false };
  return { matches: oneOf(looked), latest: latestOf(looked), isGathered: true };
}

/** The same for counting; null when surely more tickets than `most` have the words. */
export async function fewWords(tx: Tx, text: string, most: number, keep: Keep): Promise<RawBuilder<SqlBool> | null> {
  const { words, found } = await sample(tx, text, null, keep);
  if (found > most * SURELY) return null;
  const { ids, count } = await lookUp(tx, words, most + 1, false);
  return count > most ? null : oneOf({ ids, count });
}

/** A form of the words: as the text search is asked (`query`), and the condition that asks the same of `ticket t`. */
export type WordForm = { query: string; matches: RawBuilder<SqlBool> };
/** The same for who knows the words of all tickets himself: the last word alone, with what else finds a ticket. */
export type WordForms = {
  usual: WordForm;
  whole: WordForm;
  loose: WordForm;
  last: string;
  part: string | null;
  number: number | null;
};

/** What is looked for, in its forms; which of them is meant, who knows all words says (`withWords`). */
export async function formsOf(tx: Tx, text: string): Promise<WordForms> {
  const read = readWords(text);
  const { query, whole, loose, last } = read;
  const [words, { rows }] = await Promise.all([
    withoutVainPart(tx, read),
    sql<Record<"query" | "whole" | "loose" | "last", string | null>>`select search_query(${query})::text as query,
      search_query(${whole})::text as whole, search_query(${loose})::text as loose,
      search_query(${last})::text as last`.execute(tx),
  ]);
  const form = (asked: string, key: "query" | "whole" | "loose") => ({
    query: rows[0]?.[key] ?? "",
    // What no ticket had until now, one that changes may have.
    matches: metOnTheWay({ ...read, query: asked }),
  });
  return {
    usual: form(query, "query"),
    whole: form(whole, "whole"),
    loose: form(loose, "loose"),
    last: rows[0]?.last ?? "",
    part: words.part === null ? null : text.trim(),
    number: words.number,
  };
}

/** The words as they are best looked for, how many tickets have them, and the share of those on the way `among` others. */
async function sample(tx: Tx, text: string, among: RawBuilder<unknown> | null, keep: Keep | undefined) {
  const read = await withoutVainPart(tx, readWords(text));
  const has = metOnTheWay(read);
  const last = sql`t.search @@ (select search_query(${read.last}))`;
  const { found, share } = await sampleTickets(tx, [has, last], among && sql`${has} and ${among}`, LATEST, keep);
  const [of = 0, whole = 0] = found;
  return { words: whole < WHOLE ? read : { ...read, query: read.whole }, found: of, share };
}

/** What no client and no address has is not looked for in each of theirs: that takes longer than all else. */
async function withoutVainPart(tx: Tx, words: Words): Promise<Words> {
  if (words.part === null) return words;
  const { count } = await lookUp(tx, { ...words, query: "", loose: "", number: null }, 1, false);
  return count > 0 ? words : { ...words, part: null };
}

/** Ids as the text of an array, which nobody here has to read. */
type LookedUp = { ids: string; count: number };

async function lookUp(tx: Tx, words: Words, limit: number, latest: boolean): Promise<LookedUp> {
  const by = async (query: string): Promise<LookedUp> => {
    const { rows } = await sql<LookedUp>`select found::text as ids, cardinality(found) as count
      from search_tickets(${query}, ${words.part}, ${words.number}::int, ${limit}, ${latest}) found`.execute(tx);
    return rows[0] ?? { ids: "{}", count: 0 };
  };
  const found = await by(words.query);
  return found.count > 0 || words.loose === words.query ? found : by(words.loose);
}

const UUID_AND_COMMA = 37;
const latestOf = ({ ids, count }: LookedUp): RawBuilder<SqlBool> | null =>
  count > FIRST ? oneOf({ ids: `${ids.slice(0, UUID_AND_COMMA * FIRST)}}`, count: FIRST }) : null;

const oneOf = ({ ids }: LookedUp): RawBuilder<SqlBool> => sql<SqlBool>`t.id = any(${ids}::uuid[])`;

const metOnTheWay = ({ query, part, number }: Words): RawBuilder<SqlBool> =>
  sql<SqlBool>`(t.search @@ (select search_query(${query})) ${
    part === null ? sql`` : sql`or t.contact_name ilike ${part} or t.address ilike ${part}`
  } ${number === null ? sql`` : sql`or t.number = ${number}::int`})`;

/**
 * Tickets whose client's name or address may hold all of `texts`; null where so many do that nothing is won. An index of
 * pieces may not be asked under row-level security otherwise.
 */
export async function withPieces(tx: Tx, texts: readonly string[]): Promise<RawBuilder<SqlBool> | null> {
  for (const text of texts) {
    const words = { ...readWords(text), query: "", loose: "", number: null };
    if (words.part === null) continue;
    const looked = await lookUp(tx, words, FOUND, false);
    if (looked.count < FOUND) return oneOf(looked);
  }
  return null;
}

/** The same somewhere inside a condition, where neither way round is known to be the shorter one. */
export function foundWords(text: string): Sql {
  const { loose, part, number } = readWords(text);
  return piece`t.id = any((select search_tickets(${loose}::text, ${part}::text, ${number}::int, ${FOUND}::int, true))::uuid[])`;
}

function readWords(text: string): Words {
  const words = text.trim();
  const alone = /^[#№]\s*(\d{1,9})$/.exec(words)?.[1];
  if (alone) return { query: "", whole: "", loose: "", last: "", part: null, number: Number(alone) };
  // An index of pieces knows none shorter than three letters.
  const part = words.length < 3 ? null : `%${words.replace(/[\\%_]/g, "\\$&")}%`;
  return { ...queriesOf(words), part, number: /^\d{1,9}$/.test(words) ? Number(words) : null };
}

/** Of shorter words the beginnings are those of very many others: beside longer ones they are taken as they stand. */
const SHORT = 3;

/** Every word in any form, and as the beginning of a longer one: none of them, the last, or each. */
function queriesOf(text: string): Pick<Words, "query" | "whole" | "loose" | "last"> {
  // Vowel signs are written or left out as people like.
  const clean = text.normalize("NFKC").replace(/\p{Mn}/gu, "");
  const words = (clean.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, 20);
  const areShort = words.every((word) => word.length < SHORT);
  const begun = words.map((word) => (areShort || word.length >= SHORT ? `${word}:*` : word));
  const write = (some: readonly string[]) => some.join(" & ");
  return {
    query: write([...words.slice(0, -1), ...begun.slice(-1)]),
    whole: write(words),
    loose: write(begun),
    last: words.at(-1) ?? "",
  };
}
