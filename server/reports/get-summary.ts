import { type RawBuilder, type SqlBool, sql } from "kysely";
import pg from "pg";
import type { Figures, Summary, SummaryRow } from "../../contract/reports.ts";
import type { Request } from "../../contract/routes.ts";
import { type Clock, spanOf } from "../../core/condition/times.ts";
import { type FieldDef, familyOf } from "../../core/fields/field.ts";
import type { Registry } from "../../core/fields/registry.ts";
import { fieldOfSplit, isTimeSplit, type Period, partsOf, type Split } from "../../core/reports/summary.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField, Problem } from "../platform/http/problem.ts";
import { conditionSql } from "../tickets/condition-query.ts";
import { readListQuery } from "../tickets/list-query.ts";
import { namesOf } from "./names-of.ts";
import { type Counted, type Tally, tally } from "./tally.ts";
import { makeTurns } from "./turns.ts";

type Asked = Request<"getSummary">["query"];

/** A longer answer is nothing to read. */
const MOST_ROWS = 1_000;
const MOST_YEARS = 20;
const EARLIEST = "1970-01-01";
const LATEST = "2199-12-31";
/** Longer than this nobody waits, ms. */
const PATIENCE = 20_000;

const inTurn = makeTurns(2);

/**
 * The summary of a period ([P-TIME-02]): live over all tickets that this person sees. Throws 422 `condition/invalid`,
 * `bad-input` for a period or split that cannot be, `report/too-slow` where it takes too long.
 */
export const getSummary = (ctx: Ctx, asked: Asked): Promise<Summary> =>
  inTurn(() => ctx.read((tx) => summarise(tx, ctx, asked).catch(tooSlow)));

async function summarise(tx: Tx, ctx: Ctx, asked: Asked) {
  const { from, to, by = "registration", split = "none", hours = "all", where } = asked;
  const period = { from, to };
  checkPeriod(period, split);
  const { seen, where: read, registry, desk } = await readListQuery(tx, ctx, { where });
  // One processor for a report: the others are for those who work.
  await sql`select set_config('statement_timeout', ${String(PATIENCE)}, true),
    set_config('max_parallel_workers_per_gather', '0', true), set_config('work_mem', '64MB', true)`.execute(tx);
  const clock = { now: ctx.now, zone: desk.zone };
  const counted: Counted = {
    workspaceId: ctx.workspaceId,
    start: new Date(spanOf(from, clock).start),
    end: new Date(spanOf(to, clock).end),
    by,
    hours,
    seen,
    matches: read ? await conditionSql(tx, read) : sql<SqlBool>`true`,
  };
  const { rows, total } = await rowsBy(tx, counted, { split, period, registry, clock });
  const shown = rows.length > MOST_ROWS ? fullest(rows) : rows;
  const names = await namesOf(tx, ctx.workspaceId, split, shown);
  return {
    ...{ ...period, by, split, hours, more: rows.length - shown.length, total },
    rows: isTimeSplit(split)
      ? shown
      : inOrder(shown.map((row) => ({ ...row, name: names.get(row.key ?? "") ?? null }))),
  };
}

type By = { split: Split; period: Period; registry: Registry; clock: Clock };
type Counts = { rows: SummaryRow[]; total: Figures };

async function rowsBy(tx: Tx, counted: Counted, by: By): Promise<Counts> {
  const { split, registry } = by;
  if (isTimeSplit(split)) return byTime(tx, counted, by);
  const field = registry.find(fieldOfSplit(split) ?? "");
  if (split === "employee" && field) return byEmployee(tx, counted, field);
  const found = await tally(tx, counted, field ? [keyOf(field)] : []);
  const rows = field
    ? found.filter(({ of, registered, closed, open, counted }) => of === 0 && registered + closed + open + counted > 0)
    : [];
  return { rows: rows.map((one) => ({ key: one.key, name: null, ...figuresOf(one) })), total: totalOf(found) };
}

/** A text that is empty is none, as in conditions. */
function keyOf(field: FieldDef): RawBuilder<unknown> {
  const value = sql`t.${sql.ref(columnOf(field))}`;
  return familyOf(field) === "code" ? sql`nullif(${value}, '')` : value;
}

function columnOf({ key, sql: at }: FieldDef): string {
  if ("custom" in at || at.elsewhere) throw new Error(`No column of tickets: ${key}`);
  return at.column;
}

/** Who replied first has the time of that; everything else is the assignees', who stand as they did at the closing. */
async function byEmployee(tx: Tx, counted: Counted, field: FieldDef): Promise<Counts> {
  const held = sql`t.${sql.ref(columnOf(field))}`;
  const each = sql`cross join lateral unnest(case when ${held} = '{}' then array[null]::uuid[] else ${held} end) as each(id)`;
  const assigned = await tally(tx, counted, [sql`each.id`], each);
  const replied = await tally(tx, counted, [sql`t.first_reply_by`]);
  const replies = new Map(replied.flatMap((one) => (one.of === 0 && one.key !== null ? [[one.key, one]] : [])));
  const rows = new Map<string | null, SummaryRow>();
  const add = (key: string | null, one: Tally) =>
    rows.set(key, { key, name: null, ...figuresOf(one), firstReply: replyOf(replies.get(key ?? "") ?? NOTHING) });
  for (const one of assigned) if (one.of === 0) add(one.key, one);
  for (const [key, { replies: sent }] of replies) if (sent > 0 && !rows.has(key)) add(key, NOTHING);
  return { rows: [...rows.values()], total: totalOf(replied) };
}

/**
 * What is open at the end of each part: what was open before, with what came and without what went. The parts are told
 * to the database by the moments at which they begin, so that days in which clocks change are right.
 */
async function byTime(tx: Tx, counted: Counted, { split, period, clock }: By): Promise<Counts> {
  if (!isTimeSplit(split)) throw new Error(`No split by time: ${split}`);
  const parts = partsOf(period, split);
  const begins = [...parts.map(({ from }) => new Date(spanOf(from, clock).start)), counted.end];
  const partAt = (column: string) => sql`width_bucket(t.${sql.ref(column)}, ${begins}::timestamptz[])`;
  const found = await tally(tx, counted, [partAt("created_at"), partAt("closed_at")]);
  const all = found.find(({ of }) => of === 2) ?? NOTHING;
  const partsBy = (which: number) => new Map(found.flatMap((one) => (one.of === which ? [[one.key, one]] : [])));
  const [came, went] = [partsBy(0), partsBy(1)];
  let open = all.openBefore;
  const rows = parts.map((part, index): SummaryRow => {
    const nth = String(index + 1);
    const [first, second] = [came.get(nth) ?? NOTHING, went.get(nth) ?? NOTHING];
    open += first.registered - second.closed;
    const figures = figuresOf(counted.by === "closing" ? second : first);
    return { ...part, name: null, ...figures, registered: first.registered, closed: second.closed, open };
  });
  return { rows, total: figuresOf(all) };
}

const NOTHING: Tally = {
  ...{ of: 0, key: null, registered: 0, closed: 0, open: 0, openBefore: 0, counted: 0, reopened: 0, overdue: 0 },
  ...{ replies: 0, replyAverage: null, replyMedian: null, solutions: 0, solutionAverage: null, solutionMedian: null },
  ...{ ratings: 0, ratingAverage: null },
};

/** The row over all is the one of the last set. */
const totalOf = (found: readonly Tally[]): Figures =>
  figuresOf(found.reduce((last, one) => (one.of >= last.of ? one : last), NOTHING));

function figuresOf(one: Tally): Figures {
  const { registered, closed, open, counted, reopened, overdue } = one;
  return {
    ...{ registered, closed, open, counted, reopened, overdue },
    firstReply: replyOf(one),
    solution: { count: one.solutions, average: whole(one.solutionAverage), median: whole(one.solutionMedian) },
    rating: { count: one.ratings, average: one.ratingAverage },
  };
}

const replyOf = ({ replies, replyAverage, replyMedian }: Tally): Figures["firstReply"] => ({
  ...{ count: replies, average: whole(replyAverage), median: whole(replyMedian) },
});
const whole = (seconds: number | null): number | null => (seconds === null ? null : Math.round(seconds));

const sizeOf = ({ registered, closed, open }: Figures): number => registered + closed + open;
const fullest = (rows: readonly SummaryRow[]): SummaryRow[] =>
  rows.toSorted((one, other) => sizeOf(other) - sizeOf(one)).slice(0, MOST_ROWS);

/** By name or code; those without one last. */
function inOrder(rows: readonly SummaryRow[]): SummaryRow[] {
  const compare = new Intl.Collator("ru", { numeric: true }).compare;
  return rows.toSorted((one, other) =>
    one.key === null || other.key === null
      ? Number(one.key === null) - Number(other.key === null)
      : compare(one.name ?? one.key, other.name ?? other.key),
  );
}

function checkPeriod({ from, to }: Period, split: Split): void {
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
  if (Temporal.PlainDate.compare(first, last) > 0) {
    throw badField("to", "period-backwards", "The period ends before it begins.", "Let it end later.");
  }
  if (from < EARLIEST || to > LATEST) {
    const mend = `Take days from ${EARLIEST} to ${LATEST}.`;
    throw badField("from", "period-far", "No ticket is of such a time.", mend, { from: EARLIEST, to: LATEST });
  }
  if (Temporal.PlainDate.compare(first.add({ years: MOST_YEARS }), last) <= 0) {
    const mend = `Take ${MOST_YEARS} years at most.`;
    throw badField("to", "period-too-long", "The period is too long.", mend, { max: MOST_YEARS });
  }
  if (isTimeSplit(split) && partsOf({ from, to }, split).length > MOST_ROWS) {
    throw badField("split", "too-many-parts", "The period has too many such parts.", "Take longer ones.", {
      max: MOST_ROWS,
    });
  }
}

const STOPPED = "57014";

function tooSlow(error: unknown): never {
  if (error instanceof pg.DatabaseError && error.code === STOPPED) {
    throw new Problem(422, "report/too-slow", "It takes too long to count: narrow the period or the condition.");
  }
  throw error;
}
