import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Condition } from "../../core/condition/condition.ts";
import { type Plan, planCondition } from "../../core/condition/plan.ts";
import { sql as piece, type Sql } from "../../core/condition/sql.ts";
import { toSql } from "../../core/condition/to-sql.ts";
import type { Registry } from "../../core/fields/registry.ts";
import { readConditionText } from "../lookup/read-condition.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { builder } from "../platform/sql-piece.ts";
import { fewWords, findWords, foundWords, takeWords, type Way, withPieces } from "./find-words.ts";
import { type Keep, keepFor, keepForWords } from "./kept-samples.ts";
import { isMetOnTheWay, sampleTickets } from "./sample-tickets.ts";
import { seenBy } from "./scope.ts";

/**
 * A condition over `ticket t`, read and looked up: what is asked of columns, and the words that every ticket must have.
 * `isOfPeople`: it asks first of all who stands on a ticket. `isSettled`: beside words it has no values, so that a plan
 * made once for its text is the best one each time.
 */
export type ReadWhere = {
  columns: RawBuilder<SqlBool>;
  /** The same as `columns`, for tickets that are known already: nothing is asked of other indexes first. */
  ofKnown: RawBuilder<SqlBool>;
  /** The same, for columns in memory. */
  plan: Plan;
  words: string[];
  /** What the name of the client or the address must hold. */
  pieces: string[];
  isOfPeople: boolean;
  /** Where one assignee is asked for: the same as `columns` beside what each of the indexes of assignees gives of his. */
  ofAssignee: { columns: RawBuilder<SqlBool>; walks: readonly RawBuilder<SqlBool>[]; isAll: boolean } | null;
  isSettled: boolean;
  /** For samples of what the person sees of it; `keepWords` for those of its words. */
  keep: Keep;
  keepWords: (words: string) => Keep;
};

/** Reads the text of a condition, its names looked up. Throws 422 with every error and its place. */
export async function readWhere(
  tx: Tx,
  ctx: Pick<Ctx, "workspaceId" | "person" | "now">,
  registry: Registry,
  zone: string,
  where: string,
): Promise<ReadWhere> {
  const { words, rest } = takeWords(await readCondition(tx, ctx, registry, where));
  const tests = testsOf(rest, registry);
  const isAtWork = tests.some(({ column, op, ...asked }) => column === "category" && areAtWork(op, asked));
  const members = (column: string, ids: readonly string[]) => standingOn(column, ids, isAtWork);
  const given = { registry, now: ctx.now, zone, me: ctx.person.id, search: foundWords };
  const made = toSql(rest, { ...given, members });
  const isSettled = made.params.length === 0;
  const isOfPeople = tests.some(({ op, column }) => ["is", "has", "in"].includes(op) && PARTS.has(column));
  const pieces = tests.flatMap(({ op, column, value }) =>
    (op === "contains" || op === "is") && PIECED.has(column) && typeof value === "string" ? [value] : [],
  );
  // Of those at work he has so few that all of them are found first.
  const ofAssignee = words.length === 0 && !isAtWork ? oneAssignee(rest, tests, given) : null;
  const keep = keepFor(ctx.workspaceId, ctx.person.id, where, ctx.now);
  const keepWords = (text: string) => keepForWords(ctx.workspaceId, text, keep);
  const columns = builder<SqlBool>(made);
  const ofKnown = builder<SqlBool>(toSql(rest, given));
  const plan = planCondition(rest, given);
  return { columns, ofKnown, plan, words, pieces, isOfPeople, ofAssignee, isSettled, keep, keepWords };
}

/** The condition where every ticket found has one and the same assignee, who is asked for once. */
function oneAssignee(rest: Condition, tests: readonly Test[], given: Parameters<typeof toSql>[1]) {
  if (!tests.some(({ op, column }) => column === "assignee_ids" && (op === "is" || op === "has"))) return null;
  const asked: string[] = [];
  const made = toSql(rest, {
    ...given,
    members: (column, ids) => {
      if (column !== "assignee_ids") return standingOn(column, ids, false);
      asked.push(...ids);
      return piece`t.assignee_ids @> ${ids}::uuid[]`;
    },
  });
  const [id, ...others] = asked;
  if (id === undefined || others.length > 0) return null;
  const walks = [1, 2, 3, 4].map((n) => sql<SqlBool>`t.assignee_ids[${sql.lit(n)}] = ${id}::uuid`);
  return { columns: builder<SqlBool>(made), walks, isAll: made.params.length === 1 };
}

type Test = { op: string; column: string; value?: unknown; values?: readonly unknown[] };

const AT_WORK: readonly unknown[] = ["new", "open", "paused"];
const areAtWork = (op: string, { value, values }: Pick<Test, "value" | "values">): boolean =>
  op === "is" ? AT_WORK.includes(value) : op === "in" && (values ?? []).every((one) => AT_WORK.includes(one));

/** What every ticket found must answer with yes, of columns of its own. */
function testsOf(rest: Condition, registry: Registry): Test[] {
  const parts = "all" in rest ? rest.all.flatMap((part) => ("all" in part ? part.all : [part])) : [rest];
  return parts.flatMap((part) => {
    if (!("op" in part)) return [];
    const where = registry.find(part.field)?.sql;
    const isOwn = where && "column" in where && !where.elsewhere && where.since === undefined;
    return isOwn ? [{ ...part, column: where.column }] : [];
  });
}

/** The condition as it stands in a query that takes tickets in no order of its own. */
export async function conditionSql(tx: Tx, { columns, words }: ReadWhere): Promise<RawBuilder<SqlBool>> {
  const pieces = [columns];
  for (const text of words) pieces.push((await findWords(tx, text)).matches);
  return sql<SqlBool>`(${sql.join(pieces, sql` and `)})`;
}

/** So many are not put in order whole, nor found by the condition alone where a person sees few of them. */
export const MANY = 2_000;

/**
 * The condition as it stands in a query that takes a page in order. `seen`: what else is asked of each ticket there.
 * `isGathered`: few meet it, so they are all found first and then put in order; otherwise a page is met on the way
 * through the list. The planner would go through the list for what lies at its end.
 */
export async function pageSql(
  tx: Tx,
  { columns, words, pieces, isOfPeople, isSettled, keep, keepWords }: ReadWhere,
  seen: RawBuilder<SqlBool>,
): Promise<Way> {
  if (words.length > 0) {
    const ways = [];
    for (const text of words) ways.push(await findWords(tx, text, sql`${seen} and ${columns}`, keepWords(text)));
    const all = [columns, ...ways.map(({ matches }) => matches)];
    const [first, ...others] = ways;
    return {
      matches: sql`(${sql.join(all, sql` and `)})`,
      latest: first?.latest && others.length === 0 ? sql`(${columns} and ${first.latest})` : null,
      isGathered: ways.some((way) => way.isGathered),
    };
  }
  if (isOfPeople || isSettled) return { matches: columns, latest: null, isGathered: false };
  const all = sql`${seen} and ${columns}`;
  const { found, share, since } = await sampleTickets(tx, [all, columns], all, undefined, keep);
  const [his = 0, anybodys = 0] = found;
  if (isMetOnTheWay(his, share)) return { matches: columns, latest: null, isGathered: false };
  const matches = await narrowed(tx, columns, pieces);
  const latest = since && his > MANY ? sql<SqlBool>`(${matches} and t.updated_at >= ${since})` : null;
  return { matches, latest, isGathered: true, isCommon: anybodys > MANY };
}

/** The same for counting up to `most`; null when a word alone stands in more tickets. */
export async function countableSql(
  tx: Tx,
  { columns, words, keepWords }: ReadWhere,
  most: number,
): Promise<RawBuilder<SqlBool> | null> {
  const pieces = [columns];
  for (const text of words) {
    const piece = await fewWords(tx, text, most, keepWords(text));
    if (!piece) return null;
    pieces.push(piece);
  }
  return sql<SqlBool>`(${sql.join(pieces, sql` and `)})`;
}

/** A condition that few tickets meet, with what finds them sooner. */
export async function narrowed(
  tx: Tx,
  columns: RawBuilder<SqlBool>,
  pieces: readonly string[],
): Promise<RawBuilder<SqlBool>> {
  const narrow = pieces.length > 0 ? await withPieces(tx, pieces) : null;
  return narrow ? sql<SqlBool>`(${columns} and ${narrow})` : columns;
}

/** Columns whose pieces have an index. */
const PIECED = new Set(["contact_name", "address"]);

const PARTS = new Map([
  ["assignee_ids", "assignee"],
  ["controller_ids", "controller"],
  ["observer_ids", "observer"],
]);

/** Who stands on tickets has a table and an index of its own: "my tickets" are a few of very many. */
function standingOn(column: string, ids: readonly string[], isAtWork: boolean): Sql | undefined {
  const part = PARTS.get(column);
  const which = isAtWork ? piece`and m.at_work` : piece``;
  return part === undefined
    ? undefined
    : piece`t.id in (select m.ticket_id from ticket_person m
        where m.workspace_id = current_workspace() and m.part = ${part}::text and m.employee_id = any(${ids}::uuid[]) ${which})`;
}

/**
 * Reads the text and puts ids in the place of names; `field` is the part of the request that is told when it cannot be
 * read. Clients find the types of their own tickets only: a name that is known, where no text stands beside the id,
 * would tell them what else there is at the desk.
 */
export async function readCondition(
  tx: Tx,
  { workspaceId, person }: Pick<Ctx, "workspaceId" | "person">,
  registry: Registry,
  where: string,
  field = "where",
): Promise<Condition> {
  const knownTypes =
    person.kind === "employee"
      ? sql`true`
      : sql`exists (select from ticket t
          where t.workspace_id = ${workspaceId} and ${seenBy(person)} and t.service_type_id = s.id)`;
  return readConditionText(tx, workspaceId, registry, where, { field, knownTypes });
}
