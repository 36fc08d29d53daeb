import { type Elsewhere, type FieldDef, familyOf, insideOf, type LocalPart } from "../fields/field.ts";
import type { Condition } from "./condition.ts";
import { type Bound, type Context, type Operand, type Plan, planCondition } from "./plan.ts";
import { column, joined, literal, named, numbered, type Sql, sql } from "./sql.ts";
import { WEEKDAYS } from "./times.ts";

export type SqlOptions = Context & {
  /** Alias of the table, `t` by default. */
  table?: string;
  /** Answers the placeholder for a value; without it they are `$1` and on. */
  param?: (value: unknown) => string;
  /** Looks for free words in place of the fields that the registry names. */
  search?: (words: string) => Sql;
  /**
   * Asks elsewhere whether the list of ids in this column holds any of the values; undefined where only the column
   * itself knows.
   */
  members?: (column: string, values: readonly string[]) => Sql | undefined;
};

/**
 * The condition as SQL for PostgreSQL, true for exactly the rows for which `evaluate` is. It may be null where it is
 * not true, so use it in `where` or with `is true`. Every value is a parameter with its type written out.
 * The database has to know the letters of its texts (encoding UTF8 and a locale that is not plain C).
 * Throws on conditions that `checkCondition` refuses.
 */
export function toSql(condition: Condition, options: SqlOptions): Sql & { text: string } {
  const made = write(planCondition(condition, options), {
    table: options.table ?? "t",
    search: options.search,
    members: options.members,
  });
  return { ...made, text: numbered(made, options.param) };
}

/** `inside`: the table is the one elsewhere that holds the value. */
type Target = { table: string; search: SqlOptions["search"]; members: SqlOptions["members"]; inside?: true };

function write(plan: Plan, target: Target): Sql {
  if ("all" in plan)
    return joined(
      plan.all.map((part) => write(part, target)),
      "and",
    );
  if ("any" in plan)
    return joined(
      plan.any.map((part) => write(part, target)),
      "or",
    );
  // What is null is not true: its negation holds, as in memory.
  if ("not" in plan) return sql`(${write(plan.not, target)}) is not true`;
  if ("words" in plan) return target.search ? sql`(${target.search(plan.words)})` : write(plan.usual, target);
  const { table } = target;
  const { on } = plan;
  if (on.sql.elsewhere && !target.inside) return writeElsewhere(plan, on.sql.elsewhere, target);
  if ("absent" in plan) return writeAbsent(on, table);
  if ("overlaps" in plan) {
    const elsewhere = "column" in on.sql ? target.members?.(on.sql.column, plan.overlaps) : undefined;
    return elsewhere ?? writeOverlap(on, plan.overlaps, table);
  }
  if ("oneOf" in plan) return writeOneOf(on, plan.oneOf, table);
  const value = expression(on, table);
  if ("whole" in plan) return writeWhole(value, plan.whole);
  if ("start" in plan) return sql`${value} ilike ${`${escapeLike(plan.start)}%`}::text`;
  if ("part" in plan) return sql`${value} ilike ${`%${escapeLike(plan.part)}%`}::text`;
  return writeRange(on, value, plan.from, plan.to);
}

/** Asks whether there is a row elsewhere that holds such a value, which the database joins from the shorter side. */
function writeElsewhere(plan: Plan & { on: Operand }, elsewhere: Elsewhere, target: Target): Sql {
  const exists = sql`exists (select from ${named(elsewhere.table)} ${named(HOLDER)} where ${reached(elsewhere, target.table)} and ${holds(plan, target)})`;
  return "absent" in plan ? sql`not ${exists}` : exists;
}
const HOLDER = "elsewhere";

/** What a row elsewhere has to hold; where an absence is asked for, anything at all. */
const holds = (plan: Plan & { on: Operand }, target: Omit<Target, "table">): Sql =>
  "absent" in plan
    ? sql`not (${writeAbsent(plan.on, HOLDER)})`
    : write(plan, { ...target, table: HOLDER, inside: true });

/**
 * The same question put to the other table alone: which values the named column of a ticket must have (for an absence:
 * must not have), as a query of `id`, of the workspace that is open. Null where more than one column leads there.
 */
export function askedElsewhere(plan: Plan & { on: Operand }): { column: string; ids: Sql } | null {
  const { elsewhere } = plan.on.sql;
  const [pair, ...more] = Object.entries(elsewhere?.on ?? {});
  if (!elsewhere || !pair || more.length > 0) return null;
  const held = holds(plan, { search: undefined, members: undefined });
  const ids = sql`select ${column(HOLDER, pair[0])}::text as id from ${named(elsewhere.table)} ${named(HOLDER)}
    where ${column(HOLDER, "workspace_id")} = current_workspace() and ${held}`;
  return { column: pair[1], ids };
}

function reached({ on }: Elsewhere, table: string): Sql {
  const pairs = Object.entries({ workspace_id: "workspace_id", ...on });
  return joined(
    pairs.map(([theirs, own]) => sql`${column(HOLDER, theirs)} = ${column(table, own)}`),
    "and",
  );
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}

/**
 * The value of the operand. What a custom field holds is only read when it is of the field's kind: a field whose type
 * was changed must not make the list fail.
 */
export function expression(operand: Operand, table: string): Sql {
  const { sql: at, family, inside, zone } = operand;
  if (at.elsewhere && table !== HOLDER) return heldElsewhere(at.elsewhere, expression(operand, HOLDER), table);
  if ("column" in at) {
    const value = column(table, at.column);
    if (at.present) return sql`(${value} is not null)`;
    if (at.since !== undefined) return secondsSince(column(table, at.since), value);
    if (at.local && zone !== undefined) return localSql(at.local, sql`${value} at time zone ${zone}::text`);
    return family === "day" ? sql`to_char(${value}, 'YYYY-MM-DD')` : value;
  }
  const held = sql`${column(table, "custom")} -> ${at.custom}::text`;
  const text = sql`${column(table, "custom")} ->> ${at.custom}::text`;
  switch (family) {
    case "number": {
      const amount = inside ? sql`${held} -> 'amount'` : held;
      const digits = inside ? sql`${held} ->> 'amount'` : text;
      return sql`(case when jsonb_typeof(${amount}) = 'number' then (${digits})::numeric end)`;
    }
    case "yesno":
      return sql`(case when jsonb_typeof(${held}) = 'boolean' then (${text})::boolean end)`;
    case "codes":
    case "ids":
      return sql`(case when jsonb_typeof(${held}) = 'array' then ${held} end)`;
    case "moment":
      // Written by formulas alone, in the one form whose letters have the order of time.
      return sql`(case when jsonb_typeof(${held}) = 'string' and ${text} ~ ${ISO}::text then ${text} end) collate "C"`;
    default:
      if (typeof inside === "object") return insideTexts(inside, held);
      return sql`(case when jsonb_typeof(${held}) = 'string' then ${text} end)`;
  }
}

/** As in memory: whole seconds, never below 0, which `greatest` would make of an absent moment too. */
const secondsSince = (from: Sql, to: Sql): Sql =>
  sql`(case when ${to} >= ${from} then floor(extract(epoch from ${to} - ${from})) when ${to} < ${from} then 0 end)`;

const ISO = "^[12]\\d{3}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$";

/** The texts that an object holds, one after the other; null where there is no object. */
function insideTexts(keys: readonly string[], held: Sql): Sql {
  const [first, ...more] = keys.map(
    (key) => sql`case when jsonb_typeof(${held} -> ${key}::text) = 'string' then ${held} ->> ${key}::text end`,
  );
  const texts = more.reduce((left, right) => sql`${left}, ${right}`, first ?? sql`null`);
  return sql`(case when jsonb_typeof(${held}) = 'object' then concat_ws(' ', ${texts}) end)`;
}

/** The value of the field as the database reads it, for those who list it; of a linked field as it is stored. */
export const readOf = (field: FieldDef, table = "t"): Sql =>
  "custom" in field.sql && field.sql.elsewhere
    ? heldElsewhere(field.sql.elsewhere, sql`${column(HOLDER, "custom")} -> ${field.sql.custom}::text`, table)
    : expression({ source: field.source, sql: field.sql, family: familyOf(field), inside: insideOf(field) }, table);

function heldElsewhere(elsewhere: Elsewhere, value: Sql, table: string): Sql {
  return sql`(select ${value} from ${named(elsewhere.table)} ${named(HOLDER)} where ${reached(elsewhere, table)})`;
}

/** The part of a moment as people of its zone see it; `local` is without a zone already. */
function localSql(part: LocalPart, local: Sql): Sql {
  return part === "time"
    ? sql`to_char(${local}, 'HH24:MI')`
    : sql`(${[...WEEKDAYS]}::text[])[extract(isodow from ${local})::int]`;
}

/** Where there are no letters, their case need not be passed over, and an index of the column can be asked. */
const writeWhole = (value: Sql, whole: string): Sql =>
  whole.toLowerCase() === whole.toUpperCase()
    ? sql`${value} = ${whole}::text`
    : sql`lower(${value}) = lower(${whole}::text)`;

function writeAbsent(on: Operand, table: string): Sql {
  const value = expression(on, table);
  switch (on.family) {
    case "text":
    case "code":
      return sql`coalesce(${value}, '') = ''`;
    case "codes":
    case "ids":
      return "column" in on.sql ? sql`coalesce(cardinality(${value}), 0) = 0` : sql`coalesce(${value}, '[]') = '[]'`;
    case "id":
    case "day":
      // Custom ids and days are texts, and an empty one is none.
      return "column" in on.sql ? sql`${value} is null` : sql`coalesce(${value}, '') = ''`;
    default:
      return sql`${value} is null`;
  }
}

/** Written so that an index on the column, or one GIN index on `custom`, serves it. */
function writeOneOf(on: Operand, values: readonly (string | number | boolean)[], table: string): Sql {
  if ("custom" in on.sql) {
    const { custom } = on.sql;
    const holding = (value: unknown) =>
      JSON.stringify({ [custom]: on.inside === "amount" ? { amount: value } : value });
    return joined(
      values.map((value) => sql`${column(table, "custom")} @> ${holding(value)}::jsonb`),
      "or",
    );
  }
  const value = expression(on, table);
  const [first, ...more] = values;
  switch (on.family) {
    case "number":
      return joined(
        values.map((one) => sql`${value} = ${numeric(one)}`),
        "or",
      );
    case "yesno":
      // Written bare, so that a partial index on the mark serves it.
      return joined(
        values.map((one) => (one === true ? value : sql`not ${value}`)),
        "or",
      );
    case "id":
      return more.length === 0 ? sql`${value} = ${first}::uuid` : sql`${value} = any(${values}::uuid[])`;
    default:
      // There are few categories, and how many tickets each has decides what a query is best done by: written out, so
      // that it need not be planned anew to see which one is asked for.
      if (on.sql.column === "category" && more.length === 0) return sql`${value} = ${literal(String(first))}`;
      return more.length === 0 ? sql`${value} = ${first}::text` : sql`${value} = any(${values}::text[])`;
  }
}

function writeOverlap(on: Operand, values: readonly string[], table: string): Sql {
  if ("custom" in on.sql) {
    const { custom } = on.sql;
    const holding = (value: string) => JSON.stringify({ [custom]: [value] });
    return joined(
      values.map((value) => sql`${column(table, "custom")} @> ${holding(value)}::jsonb`),
      "or",
    );
  }
  const value = expression(on, table);
  if (on.family === "codes") return sql`${value} && ${values}::text[]`;
  return values.length === 1 ? sql`${value} @> ${values}::uuid[]` : sql`${value} && ${values}::uuid[]`;
}

/** Small whole numbers as integers, so that an index on an integer column serves them. */
function numeric(value: unknown): Sql {
  return Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31
    ? sql`${value}::int`
    : sql`${String(value)}::numeric`;
}

function writeRange(on: Operand, value: Sql, from: Bound | undefined, to: Bound | undefined): Sql {
  const limit = ({ value: bound }: Bound): Sql => {
    if (on.family === "moment") {
      const moment = new Date(bound).toISOString();
      return "column" in on.sql ? sql`${moment}::timestamptz` : sql`${moment}::text`;
    }
    // Days and times of day are compared as text, letter by letter, which for `2026-08-20` and `09:00` is their order.
    return on.family === "day" || on.family === "time" ? sql`${bound}::text collate "C"` : numeric(bound);
  };
  const parts: Sql[] = [];
  if (from) parts.push(from.inclusive ? sql`${value} >= ${limit(from)}` : sql`${value} > ${limit(from)}`);
  if (to) parts.push(to.inclusive ? sql`${value} <= ${limit(to)}` : sql`${value} < ${limit(to)}`);
  return joined(parts, "and");
}
