import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { PLANNED_EACH_TIME } from "../platform/prepared-statements.ts";
import { countableSql, MANY, narrowed, type ReadWhere } from "./condition-query.ts";
import { keepFor } from "./kept-samples.ts";
import type { ListQuery } from "./list-query.ts";
import { sampleTickets } from "./sample-tickets.ts";
import { countSeen, seenApart } from "./scope.ts";

/** What is counted exactly; beyond it the answer says so and the list still pages on. */
export const COUNTED = 10_000;
/** Words that are looked for are typed letter by letter, and nobody pages through thousands of what they find. */
const COUNTED_WORDS = 1_000;
/** A sample is believed where it says so many times what is counted: tickets of one time lie together, and it has few places. */
const SURELY = 4;
/** Where so many of those that changed last meet the condition, what is counted is soon met on the way through the list. */
const SOON = 0.3;
/** The condition itself finds few. */
export const EACH = [sql<SqlBool>`true`];
/** The best plan of a condition hangs on what is asked for, where it is not the condition itself that says it. */
export const planning = (where: ReadWhere | null) =>
  where && !where.isSettled && !where.ofAssignee?.isAll ? sql.raw(PLANNED_EACH_TIME) : sql``;

/** How many tickets a list finds, exactly up to what is counted at most. */
export async function countFound(
  tx: Tx,
  { workspaceId, person, now }: Pick<Ctx, "workspaceId" | "person" | "now">,
  { where, leaves, seen }: Pick<ListQuery, "where" | "leaves" | "seen">,
): Promise<{ total: number } | { moreThan: number }> {
  const most = where && where.words.length > 0 ? COUNTED_WORDS : COUNTED;
  let found = where ? await countableSql(tx, where, most) : sql<SqlBool>`true`;
  if (!found) return { moreThan: most };
  let narrow = where?.ofAssignee?.walks ?? (where?.isOfPeople ? EACH : []);
  if (where?.ofAssignee) found = where.ofAssignee.columns;
  const isSampled = where
    ? where.words.length === 0 && !where.isSettled && narrow.length === 0
    : person.kind === "employee";
  if (isSampled) {
    const keep = where?.keep ?? keepFor(workspaceId, person.id, "", now);
    const all = sql`${seen} and ${found}`;
    const { found: guessed, share } = await sampleTickets(tx, [all, found], all, undefined, keep);
    const [guess = 0, anybodys = 0] = guessed;
    if (guess > most * SURELY) return { moreThan: most };
    // Of very many, counting stops soon enough; few are all found first.
    if (where && guess > most && share > SOON) return counted(most, await countAlong(tx, all, most + 1));
    if (where && guess <= most) {
      narrow = (anybodys > MANY ? seenApart(person) : null) ?? EACH;
      found = await narrowed(tx, found, where.pieces);
    }
  }
  const condition = leaves ? sql<SqlBool>`${found} and ${leaves}` : found;
  // How many sites somebody has decides by which index his tickets are counted.
  const isAlike = person.kind === "contact" || person.allPlaces;
  const { rows } = await sql<{ count: number }>`${isAlike ? planning(where) : sql.raw(PLANNED_EACH_TIME)}
    select ${countSeen(person, condition, most + 1, narrow)} as count`.execute(tx);
  return counted(most, rows[0]?.count ?? 0);
}

export const counted = (most: number, total: number) => (total > most ? { moreThan: most } : { total });

/** Up to `most` of them, on the way through the list in its order. */
async function countAlong(tx: Tx, all: RawBuilder<unknown>, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`${sql.raw(PLANNED_EACH_TIME)} select count(*) as count
    from (select from ticket t where ${all} order by t.updated_at desc, t.id desc limit ${most}) found`.execute(tx);
  return rows[0]?.count ?? 0;
}
