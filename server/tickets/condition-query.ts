import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Problem as ConditionProblem } from "../../core/condition/check.ts";
import type { Condition } from "../../core/condition/condition.ts";
import { namesIn, resolveNames } from "../../core/condition/names.ts";
import { parseCondition } from "../../core/condition/parse.ts";
import { sql as piece, type Sql } from "../../core/condition/sql.ts";
import { toSql } from "../../core/condition/to-sql.ts";
import type { Registry } from "../../core/fields/registry.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { fewWords, findWords, foundWords, takeWords } from "./find-words.ts";
import { lookUpNames } from "./look-up-names.ts";
import { seenBy } from "./scope.ts";

/** A neutral piece of SQL as Kysely takes it: every value stays a parameter. */
export function builder<T>({ strings, params }: Sql): RawBuilder<T> {
  return sql<T>(strings, ...params);
}

/** The refusals of a condition or an order (`field`: the part of the request), each with its place in the text. */
export function conditionProblem(code: string, errors: readonly ConditionProblem[], field = "where"): Problem {
  return new Problem(422, code, field === "sort" ? "The order cannot be read." : "The condition cannot be read.", {
    refusals: errors.map((error) => ({
      code: error.code,
      field,
      message: error.code.replaceAll("-", " "),
      mend: error.mend,
      params: { ...error.params, ...(error.at === undefined ? {} : { at: error.at }) },
    })),
  });
}

/**
 * A condition over `ticket t`, read and looked up: what is asked of columns, and the words that every ticket must have.
 * `isOfPeople`: it asks first of all who stands on a ticket. `isSettled`: it has no values beside its text, so that a plan made for the text is the best one each time.
 */
export type ReadWhere = { columns: RawBuilder<SqlBool>; words: string[]; isOfPeople: boolean; isSettled: boolean };

/** Reads the text of a condition, its names looked up. Throws 422 with every error and its place. */
export async function readWhere(
  tx: Tx,
  ctx: Pick<Ctx, "workspaceId" | "person" | "now">,
  registry: Registry,
  zone: string,
  where: string,
): Promise<ReadWhere> {
  const { words, rest } = takeWords(await readCondition(tx, ctx, registry, where));
  const made = toSql(rest, { registry, now: ctx.now, zone, me: ctx.person.id, search: foundWords, members });
  const isSettled = words.length === 0 && made.params.length === 0;
  return { columns: builder<SqlBool>(made), words, isOfPeople: asksOfPeople(rest, registry), isSettled };
}

function asksOfPeople(rest: Condition, registry: Registry): boolean {
  const parts = "all" in rest ? rest.all.flatMap((part) => ("all" in part ? part.all : [part])) : [rest];
  return parts.some((part) => {
    if (!("op" in part) || !(part.op === "is" || part.op === "has" || part.op === "in")) return false;
    const where = registry.find(part.field)?.sql;
    return where !== undefined && "column" in where && PARTS.has(where.column);
  });
}

/**
 * The condition as it stands in a query that takes a page in order. `seen`: what else is asked of each ticket there.
 */
export async function conditionSql(
  tx: Tx,
  { columns, words }: ReadWhere,
  seen: RawBuilder<SqlBool> = sql`true`,
): Promise<RawBuilder<SqlBool>> {
  const pieces = [columns];
  for (const text of words) pieces.push(await findWords(tx, text, sql`${seen} and ${columns}`));
  return sql<SqlBool>`(${sql.join(pieces, sql` and `)})`;
}

/** The same for counting up to `most`; null when a word alone stands in more tickets. */
export async function countableSql(
  tx: Tx,
  { columns, words }: ReadWhere,
  most: number,
): Promise<RawBuilder<SqlBool> | null> {
  const pieces = [columns];
  for (const text of words) {
    const piece = await fewWords(tx, text, most);
    if (!piece) return null;
    pieces.push(piece);
  }
  return sql<SqlBool>`(${sql.join(pieces, sql` and `)})`;
}

const PARTS = new Map([
  ["assignee_ids", "assignee"],
  ["controller_ids", "controller"],
  ["observer_ids", "observer"],
]);

/** Who stands on tickets has a table and an index of its own: "my tickets" are a few of very many. */
function members(column: string, ids: readonly string[]): Sql | undefined {
  const part = PARTS.get(column);
  return part === undefined
    ? undefined
    : piece`t.id in (select m.ticket_id from ticket_person m
        where m.workspace_id = current_workspace() and m.part = ${part}::text and m.employee_id = any(${ids}::uuid[]))`;
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
  const parsed = parseCondition(where, registry);
  if (!parsed.ok) throw conditionProblem("condition/invalid", parsed.errors, field);
  const known =
    person.kind === "employee"
      ? sql`true`
      : sql`exists (select from ticket t
          where t.workspace_id = ${workspaceId} and ${seenBy(person)} and t.service_type_id = s.id)`;
  const lookup = await lookUpNames(tx, workspaceId, registry, namesIn(parsed.condition), known);
  const resolved = resolveNames(parsed.condition, registry, lookup);
  if (!resolved.ok) throw conditionProblem("condition/invalid", resolved.errors, field);
  return resolved.condition;
}
