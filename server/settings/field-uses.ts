import { sql } from "kysely";
import type { Response } from "../../contract/routes.ts";
import { testsIn, valuesOf } from "../../core/condition/condition.ts";
import { parseCondition } from "../../core/condition/parse.ts";
import { ownKeysIn, prefixesOf } from "../../core/fields/linked-field.ts";
import type { Registry } from "../../core/fields/registry.ts";
import { findOption } from "../../core/fields/value.ts";
import { textsIn } from "../../core/formula/syntax.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound, Problem } from "../platform/http/problem.ts";
import type { StoredField } from "./custom-fields.ts";
import { readByFormulas } from "./formulas.ts";
import { loadStoredFields, loadWholeRegistry } from "./load-registry.ts";

/** Something that would miss a field, or one value of its list; of tickets and other records how many hold it. */
export type FieldUse = Response<"listFieldUses">["items"][number];

/** So many places are told; who has mended them sees the next. */
const TOLD = 50;
const READ = 10_000;

type Found = { kind: FieldUse["kind"]; name: string; id: string | null; condition: string | null; body: unknown };

/** Where a field of the workspace's own is used, or with `option` one value of its list. */
export const listFieldUses = (ctx: Ctx, id: string, option?: string): Promise<Response<"listFieldUses">> =>
  ctx.read(async (tx) => {
    const field = await findField(tx, ctx.workspaceId, id);
    return { items: await usesOfField(tx, ctx.workspaceId, field, option) };
  });

export async function findField(tx: Tx, workspaceId: string, id: string): Promise<StoredField> {
  for (const subject of ["ticket", "contact", "company", "place"] as const) {
    const found = (await loadStoredFields(tx, workspaceId, subject)).find((field) => field.id === id);
    if (found) return found;
  }
  throw notFound("field");
}

/**
 * Where a field is used: in conditions, columns and orders of views, in conditions and results of rules, in what macros
 * set, in demands of processes, in texts and notices, in formulas, and by how many tickets or other records that hold a value.
 */
export async function usesOfField(
  tx: Tx,
  workspaceId: string,
  field: Pick<StoredField, "key" | "subject">,
  option?: string,
): Promise<FieldUse[]> {
  const { key, subject } = field;
  const held = await heldBy(tx, workspaceId, field, option);
  const fields = await loadStoredFields(tx, workspaceId, subject);
  const registry = await loadWholeRegistry(tx, workspaceId);
  const named = namesOf(field);
  const found = await namedBy(tx, workspaceId, named);
  const used = found.flatMap((one) => useIn(one, registry, named, option) ?? []);
  const formulas = formulaUses(fields, await readByFormulas(tx, workspaceId, subject, fields), key, option);
  return [...[...used, ...formulas].slice(0, TOLD), ...held];
}

/**
 * Under which names tickets have it: fields of places are asked of their place and of their building. `own`: its key
 * among the values that a rule, a macro or a process sets, where it is of tickets.
 */
type Names = { full: readonly string[]; own: string | undefined };

const namesOf = ({ key, subject }: Pick<StoredField, "key" | "subject">): Names => ({
  full: prefixesOf(subject).map((prefix) => `${prefix}.${key}`),
  own: subject === "ticket" ? key : undefined,
});

/** Everything in which the key of the field stands, as it is written there. */
async function namedBy(tx: Tx, workspaceId: string, { full }: Names): Promise<Found[]> {
  const named = full.map((name) => `%${name.replaceAll("_", "\\_")}%`);
  const { rows } = await sql<Found>`
    select 'view' as kind, name, null as id, condition, settings::json as body from saved_view
      where workspace_id = ${workspaceId}
    union all select kind, name, id::text, condition, result::json from rule where workspace_id = ${workspaceId}
    union all select 'process', coalesce(definition -> 'name' ->> 'ru', key), key, null, definition from process
      where workspace_id = ${workspaceId} and current and definition::text like any(${named}::text[])
    union all select 'macro', name, id::text, null, actions::json from macro
      where workspace_id = ${workspaceId} and actions::text like any(${named}::text[])
    union all select 'reply', name, null, null, to_json(text) from canned_reply
      where workspace_id = ${workspaceId} and text like any(${named}::text[])
    union all select 'notice', about, channel, null, to_json(text) from notice_template
      where workspace_id = ${workspaceId} and text like any(${named}::text[])
    limit ${READ}`.execute(tx);
  return rows;
}

/** A place as a use, or undefined when it names another field whose key begins alike, or another value. */
function useIn(found: Found, registry: Registry, of: Names, option: string | undefined): FieldUse | undefined {
  const { kind, name, id, condition, body } = found;
  const asked = condition !== null && asks(condition, registry, of, option);
  const done = option === undefined ? names(body, of) : setsTo(body, of, option);
  if (!asked && !done) return undefined;
  return { kind, name, id, breaks: asked || kind !== "view" };
}

function asks(condition: string, registry: Registry, of: Names, option: string | undefined): boolean {
  const parsed = parseCondition(condition, registry);
  if (!parsed.ok) return option === undefined && namesIn(condition, of);
  return testsIn(parsed.condition).some(
    (test) => of.full.includes(test.field) && (option === undefined || valuesOf(test).includes(option)),
  );
}

const namesIn = (text: string, { full }: Names): boolean => ownKeysIn(text).some((name) => full.includes(name));

/** Whether the key stands anywhere in it: as `custom.<key>` in a text, or as `<key>` among values by field. */
function names(body: unknown, of: Names): boolean {
  if (typeof body === "string") return namesIn(body, of);
  if (Array.isArray(body)) return body.some((one) => names(one, of));
  if (typeof body !== "object" || body === null) return false;
  return Object.entries(body).some(([part, inner]) => {
    const isValues = (part === "fields" || part === "custom") && isRecord(inner);
    if (isValues && of.own !== undefined && Object.hasOwn(inner, of.own)) return true;
    return namesIn(part, of) || names(inner, of);
  });
}

/** Whether it gives the field this value of its list. */
function setsTo(body: unknown, of: Names, option: string): boolean {
  if (Array.isArray(body)) return body.some((one) => setsTo(one, of, option));
  if (!isRecord(body)) return false;
  const isValue = (value: unknown) => value === option || (Array.isArray(value) && value.includes(option));
  if (of.full.includes(String(body.field)) && [body.value, body.add, body.remove].some(isValue)) return true;
  return Object.entries(body).some(([part, inner]) => {
    const isValues = (part === "fields" || part === "custom") && isRecord(inner);
    const isGiven = isValues && of.own !== undefined && isValue(inner[of.own]);
    return isGiven || setsTo(inner, of, option);
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function formulaUses(
  fields: readonly StoredField[],
  registry: Registry,
  key: string,
  option: string | undefined,
): FieldUse[] {
  const read = registry.find(`custom.${key}`);
  return fields.flatMap(({ id, name, formula }) => {
    if (!formula?.reads.includes(`custom.${key}`)) return [];
    const isNamed = (text: string) => read !== undefined && findOption(read, text) === option;
    if (option !== undefined && !textsIn(formula.text).some(isNamed)) return [];
    return [{ kind: "field" as const, name, id, breaks: true }];
  });
}

/** How many tickets, contacts, companies or places hold a value, at most `READ` are counted. */
async function heldBy(
  tx: Tx,
  workspaceId: string,
  { key, subject }: Pick<StoredField, "key" | "subject">,
  option: string | undefined,
): Promise<FieldUse[]> {
  const holds =
    option === undefined
      ? sql`custom ? ${key} and custom -> ${key} <> 'null'`
      : sql`(custom @> ${JSON.stringify({ [key]: option })}::jsonb or custom @> ${JSON.stringify({ [key]: [option] })}::jsonb)`;
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from
    (select from ${sql.table(subject)} where workspace_id = ${workspaceId} and ${holds} limit ${READ}) held`.execute(
    tx,
  );
  const count = rows[0]?.count ?? 0;
  if (count === 0) return [];
  return [{ kind: subject === "ticket" ? "tickets" : "records", name: String(count), id: null, breaks: false }];
}

/** Whether that use is holding a value, as tickets, contacts, companies and places do. */
export const isHolding = (kind: FieldUse["kind"]): boolean => kind === "tickets" || kind === "records";

/** 409 `field/in-use` with everything that uses it. */
export function inUse(uses: readonly FieldUse[], mend: string): Problem {
  return new Problem(409, "field/in-use", "The field is in use.", {
    refusals: uses.map(({ kind, name, id }) => ({
      code: `used-by-${kind}`,
      field: kind,
      message: `Used by ${kind}: ${name}.`,
      mend,
      params: { name, ...(id === null ? {} : { id }) },
    })),
  });
}
