import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Condition } from "../../core/condition/condition.ts";
import { sql as piece, type Sql } from "../../core/condition/sql.ts";
import type { Tx } from "../platform/database.ts";

/** How many tickets with the words are looked up; the latest ones are taken. */
const FOUND = 20_000;
/** So many tickets tell how common words are. */
const SAMPLE = 1_000;
/** A page, and one more. */
const PAGE = 51;
/** Looking words up takes as long as reading so many tickets of the list, before the first is found. */
const LOOK_UP = 5_000;
/** What the sample says is a guess; so many times what is counted, and nobody needs to count. */
const SURELY = 5;
/** A word that so many tickets have as it stands is a whole one, and nobody means longer words that begin with it. */
const WHOLE = 500;

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
 * Tickets with the words, over `ticket t`: by their words in any form, by the number, by a part of the client's name or
 * the address. `#17` asks for the number alone. Going through the list in its order soon meets a page of common words;
 * rare ones are looked up, and then put in order. `among`: what else a ticket of the list has to meet.
 */
export async function findWords(
  tx: Tx,
  text: string,
  among: RawBuilder<unknown> = sql`true`,
): Promise<RawBuilder<SqlBool>> {
  const { words, found, share } = await sample(tx, text, among);
  const isMet = share > 0 && PAGE / share < found + LOOK_UP;
  return isMet ? metOnTheWay(words) : oneOf(await lookUp(tx, words, FOUND, true));
}

/** The same for counting; null when surely more tickets than `most` have the words. */
export async function fewWords(tx: Tx, text: string, most: number): Promise<RawBuilder<SqlBool> | null> {
  const { words, found } = await sample(tx, text, null);
  if (found > most * SURELY) return null;
  const { ids, count } = await lookUp(tx, words, most + 1, false);
  return count > most ? null : oneOf({ ids, count });
}

/**
 * How common the words are: some tickets from everywhere tell how many have them (`found`), those that changed last
 * which `share` of what a list passes first has them and is `among` the others. Neither is right for the other.
 */
async function sample(tx: Tx, text: string, among: RawBuilder<unknown> | null) {
  const read = readWords(text);
  const has = metOnTheWay(read);
  const size = sql`(select greatest(reltuples, 1) from pg_class where oid = 'ticket'::regclass)`;
  const everywhere = sql<{ found: number; whole: number }>`
    select count(*) filter (where ${has}) * part as found,
      count(*) filter (where t.search @@ (select search_query(${read.last}))) * part as whole
    from (select greatest(1, ${size} / ${SAMPLE}) as part) of,
      ticket t tablesample system (least(100, 100.0 * ${SAMPLE} / ${size})) repeatable (1)
    where t.workspace_id = current_workspace() group by part`;
  const latest = sql<{ looked: number; met: number }>`
    select count(*)::int as looked, count(*) filter (where ${has} and ${among ?? sql`true`})::int as met
    from (select * from ticket t where t.workspace_id = current_workspace()
      order by t.updated_at desc, t.id desc limit ${SAMPLE}) t`;
  const [of, first] = await Promise.all([everywhere.execute(tx), among ? latest.execute(tx) : null]);
  const { found = 0, whole = 0 } = of.rows[0] ?? {};
  const { looked = 0, met = 0 } = first?.rows[0] ?? {};
  const words = whole < WHOLE * SURELY ? read : { ...read, query: read.whole };
  return { words, found, share: met / Math.max(looked, 1) };
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

const oneOf = ({ ids }: LookedUp): RawBuilder<SqlBool> => sql<SqlBool>`t.id = any(${ids}::uuid[])`;

const metOnTheWay = ({ query, part, number }: Words): RawBuilder<SqlBool> =>
  sql<SqlBool>`(t.search @@ (select search_query(${query})) ${
    part === null ? sql`` : sql`or t.contact_name ilike ${part} or t.address ilike ${part}`
  } ${number === null ? sql`` : sql`or t.number = ${number}::int`})`;

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
