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

/** A condition over `ticket t`, read and looked up: what is asked of columns, and the words that every ticket must have. */
export type ReadWhere = { columns: RawBuilder<SqlBool>; words: string[] };

/** Reads the text of a condition, its names looked up. Throws 422 with every error and its place. */
export async function readWhere(tx: Tx, ctx: Ctx, registry: Registry, zone: string, where: string): Promise<ReadWhere> {
  const { words, rest } = takeWords(await readCondition(tx, ctx, registry, where));
  const made = toSql(rest, { registry, now: ctx.now, zone, me: ctx.person.id, search: foundWords, members });
  return { columns: builder<SqlBool>(made), words };
}

/** The condition as it stands in a query that takes a page in order. */
export async function conditionSql(tx: Tx, { columns, words }: ReadWhere): Promise<RawBuilder<SqlBool>> {
  const pieces = [columns];
  for (const text of words) pieces.push(await findWords(tx, text));
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

/** Reads the text and puts ids in the place of names. */
export async function readCondition(tx: Tx, ctx: Ctx, registry: Registry, where: string): Promise<Condition> {
  const parsed = parseCondition(where, registry);
  if (!parsed.ok) throw conditionProblem("condition/invalid", parsed.errors);
  const names = namesIn(parsed.condition);
  const ids = names.length > 0 ? await lookUp(tx, ctx, names) : new Map<string, string[]>();
  const resolved = resolveNames(parsed.condition, registry, (field, name) => {
    const type = registry.find(field)?.type;
    return type === undefined ? undefined : ids.get(`${kindOf(type)}/${name.toLowerCase()}`);
  });
  if (!resolved.ok) throw conditionProblem("condition/invalid", resolved.errors);
  return resolved.condition;
}

/** Tables in which names of things are looked up, by the kind of the field. */
const kindOf = (type: string): string => (type === "people" ? "person" : type);

/** Words with one space around each: "Ленина 5" is in "ул. Ленина, 5" and not in "ул. Ленина, 55". */
const plain = (text: RawBuilder<unknown>) =>
  sql`(' ' || trim(regexp_replace(lower(${text}), '[^[:alnum:]]+', ' ', 'g')) || ' ')`;

/**
 * The ids of things by their names. Clients find the types of their own tickets only: a name that is known, where no
 * text stands beside the id, would tell them what else there is at the desk.
 */
async function lookUp(tx: Tx, { workspaceId, person }: Ctx, names: { name: string }[]): Promise<Map<string, string[]>> {
  const known =
    person.kind === "employee"
      ? sql`true`
      : sql`exists (select from ticket t
          where t.workspace_id = ${workspaceId} and ${seenBy(person)} and t.service_type_id = s.id)`;
  const wanted = names.map(({ name }) => name.toLowerCase());
  const { rows } = await sql<{ kind: string; name: string; id: string }>`
    with wanted as (select unnest(${wanted}::text[]) as name)
    select 'person' as kind, w.name, e.id from wanted w join employee e on e.workspace_id = ${workspaceId}
      and (lower(e.name) = w.name or lower(e.email) = w.name)
    union all select 'contact', w.name, c.id from wanted w join contact c on c.workspace_id = ${workspaceId} and lower(c.name) = w.name
    union all select 'company', w.name, c.id from wanted w join company c on c.workspace_id = ${workspaceId} and lower(c.name) = w.name
    union all select 'service', w.name, s.id from wanted w join service s on s.workspace_id = ${workspaceId}
      and (lower(s.name) = w.name or s.name ilike '%' || replace(replace(w.name, '%', ''), '_', '') || '%')
    union all select 'serviceType', w.name, s.id from wanted w join service_type s on s.workspace_id = ${workspaceId} and lower(s.name) = w.name
      and ${known}
    union all select 'team', w.name, t.id from wanted w join team t on t.workspace_id = ${workspaceId} and lower(t.name) = w.name
    union all select 'place', w.name, p.id from wanted w join place p on p.workspace_id = ${workspaceId}
      and (lower(p.address) = w.name or (p.kind in ('group', 'quarter', 'site') and ${plain(sql`p.address`)} like '%' || ${plain(sql`w.name`)} || '%'))
    limit 1000`.execute(tx);
  const found = new Map<string, string[]>();
  for (const { kind, name, id } of rows) {
    const key = `${kind}/${name}`;
    found.set(key, [...(found.get(key) ?? []), id]);
  }
  return found;
}
