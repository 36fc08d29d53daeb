import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Basis, Hours } from "../../core/reports/summary.ts";
import type { Tx } from "../platform/database.ts";
import { PLANNED_EACH_TIME } from "../platform/prepared-statements.ts";

/** What is counted of some tickets, as the database answers it: seconds and ratings unrounded. */
export type Tally = {
  /** Of which of the keys the row is, counted from 0; as many as there are keys: of all tickets. */
  of: number;
  /** The value of that key. */
  key: string | null;
  registered: number;
  closed: number;
  open: number;
  openBefore: number;
  counted: number;
  reopened: number;
  overdue: number;
  replies: number;
  replyAverage: number | null;
  replyMedian: number | null;
  solutions: number;
  solutionAverage: number | null;
  solutionMedian: number | null;
  ratings: number;
  ratingAverage: number | null;
};

/** Which tickets: `seen` is what the person sees of them, `matches` the condition, both over `ticket t`. */
export type Counted = {
  workspaceId: string;
  start: Date;
  end: Date;
  by: Basis;
  hours: Hours;
  seen: RawBuilder<SqlBool>;
  matches: RawBuilder<SqlBool>;
};

/** What the first reply and the solution took. */
const COLUMNS: Readonly<Record<Hours, readonly [RawBuilder<number>, RawBuilder<number>]>> = {
  all: [sql`t.first_reply_seconds`, sql`t.solution_seconds`],
  working: [
    sql`coalesce(t.first_reply_work_seconds, t.first_reply_seconds)`,
    sql`coalesce(t.solution_work_seconds, t.solution_seconds)`,
  ],
};

/**
 * Counts the tickets that lived in the period, once for each of `keys` (expressions over `ticket t`) and once over all
 * of them. A ticket is closed after it was opened, so whatever was registered, closed or open in the period was open at
 * its beginning or came after it: two stretches of one index, which holds all that is usually counted.
 * `each`: a lateral join that makes several rows of a ticket; then the row over all counts these.
 */
export async function tally(
  tx: Tx,
  { workspaceId, start, end, by, hours, seen, matches }: Counted,
  keys: readonly RawBuilder<unknown>[],
  each: RawBuilder<unknown> = sql``,
): Promise<Tally[]> {
  const names = keys.map((_, index) => sql.ref(`key${index}`));
  const isCounted = by === "closing" ? sql`(t.closed_at < ${end})` : sql`(t.created_at >= ${start})`;
  const [reply, solution] = COLUMNS[hours];
  const living = (which: RawBuilder<SqlBool>) => sql`
    select ${sql.join([...keys.map((key, index) => sql`${key} as ${names[index]}`), sql`t.created_at >= ${start} as came`])},
      t.closed_at < ${end} as went, ${isCounted} as counted, t.was_reopened as reopened, t.breached <> '{}' as overdue,
      case when ${isCounted} then ${reply} end as reply,
      case when ${isCounted} then ${solution} end as solution, case when ${isCounted} then t.rating end as rating
    from ticket t ${each}
    where t.workspace_id = ${workspaceId} and ${which} and t.created_at < ${end} and ${seen} and ${matches}`;
  const sets = [...names.map((name) => sql`(${name})`), sql`()`];
  const bits = names.length > 0 ? sql`grouping(${sql.join(names)})` : sql`0`;
  const { rows } = await sql<Omit<Tally, "of" | "key"> & { bits: number } & Record<string, unknown>>`
    ${sql.raw(PLANNED_EACH_TIME)} select ${sql.join([...names.map((name) => sql`${name}::text`), sql`${bits} as bits`])},
      count(*) filter (where came) as registered, count(*) filter (where went) as closed,
      count(*) filter (where went is not true) as open, count(*) filter (where not came) as "openBefore",
      count(*) filter (where counted) as counted, count(*) filter (where counted and reopened) as reopened,
      count(*) filter (where counted and overdue) as overdue,
      count(reply) as replies, avg(reply)::float8 as "replyAverage",
      percentile_cont(0.5) within group (order by reply) as "replyMedian",
      count(solution) as solutions, avg(solution)::float8 as "solutionAverage",
      percentile_cont(0.5) within group (order by solution) as "solutionMedian",
      count(rating) as ratings, avg(rating)::float8 as "ratingAverage"
    from (${living(sql`t.closed_at >= ${start}`)} union all ${living(sql`t.closed_at is null`)}) t
    group by grouping sets (${sql.join(sets)})`.execute(tx);
  return rows.map((row) => {
    // The bit of a key is set where a row is not of it; the first key has the highest.
    const found = names.findIndex((_, index) => (row.bits & (1 << (names.length - 1 - index))) === 0);
    const of = found < 0 ? names.length : found;
    return { ...row, of, key: (row[`key${of}`] as string | null | undefined) ?? null };
  });
}
