import { sql } from "kysely";
import type { Response } from "../../contract/routes.ts";
import type { Problem } from "../../core/condition/check.ts";
import { type Condition, testsIn, valuesOf } from "../../core/condition/condition.ts";
import { namesIn, resolveNames } from "../../core/condition/names.ts";
import { parseCondition, partsOfText } from "../../core/condition/parse.ts";
import { type FieldType, isId } from "../../core/fields/field.ts";
import type { Registry } from "../../core/fields/registry.ts";
import { lookUpNames } from "../lookup/look-up-names.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { loadRegistry } from "../settings/load-registry.ts";

type Mended = Response<"mendCondition">;
type Left = Mended["left"][number];
type Fault = Omit<Problem, "code"> & { code: string };
type Part = { text: string; condition: Condition | undefined; fault: Fault | undefined };

/**
 * What of a condition can still be asked by this person, and the parts that cannot with the reason of each: a field or
 * an option that is gone or is not shown to him, a name that nobody bears, the id of what was deleted.
 */
export async function mendCondition(tx: Tx, ctx: Pick<Ctx, "workspaceId" | "person">, where: string): Promise<Mended> {
  const registry = await loadRegistry(tx, ctx);
  const texts = partsOfText(where, registry);
  if (!texts) return { where: "", left: [leftOut(where, faultOf(where, registry))], unreadable: true };
  const parts = texts.map((text): Part => {
    const parsed = parseCondition(text, registry);
    return parsed.ok
      ? { text, condition: parsed.condition, fault: undefined }
      : { text, condition: undefined, fault: parsed.errors[0] };
  });
  const conditions = parts.flatMap(({ condition }) => condition ?? []);
  const lookup = await lookUpNames(tx, ctx.workspaceId, registry, namesIn({ all: conditions }));
  const gone = await findGone(tx, ctx.workspaceId, registry, conditions);
  const read = parts.map((part): Part => {
    if (!part.condition) return part;
    const resolved = resolveNames(part.condition, registry, lookup);
    const fault = resolved.ok ? goneIn(part.condition, registry, gone) : resolved.errors[0];
    return { ...part, fault };
  });
  const kept = read.filter(({ fault }) => fault === undefined).map(({ text }) => text);
  // What stands apart can be asked; too many questions together cannot.
  const whole = parseCondition(kept.join(" "), registry);
  if (!whole.ok) return { where: "", left: [leftOut(where, whole.errors[0])], unreadable: true };
  const left = read.flatMap(({ text, fault }) => (fault ? [leftOut(text, fault)] : []));
  return { where: left.length === 0 ? where : kept.join(" "), left, unreadable: false };
}

const faultOf = (text: string, registry: Registry): Problem | undefined => {
  const parsed = parseCondition(text, registry);
  return parsed.ok ? undefined : (parsed.errors.at(-1) ?? undefined);
};

const leftOut = (text: string, fault: Fault = { code: "unexpected", mend: "" }): Left => ({
  text,
  code: fault.code,
  mend: fault.mend,
  ...(fault.params ? { params: fault.params } : {}),
});

/** Where the things stand that fields name by id. */
const TABLES: Partial<Record<FieldType, string>> = {
  person: "employee",
  people: "employee",
  contact: "contact",
  company: "company",
  team: "team",
  place: "place",
  service: "service",
  serviceType: "service_type",
  clientCategory: "client_category",
};

type Named = { field: string; table: string; id: string };

function idsIn(condition: Condition, registry: Registry): Named[] {
  return testsIn(condition).flatMap((test) => {
    const table = TABLES[registry.find(test.field)?.type ?? "text"];
    if (!table) return [];
    return valuesOf(test).flatMap((id) =>
      typeof id === "string" && isId(id) ? [{ field: test.field, table, id: id.toLowerCase() }] : [],
    );
  });
}

/** The ids in these conditions that nothing bears any more, as `table id`. */
async function findGone(
  tx: Tx,
  workspaceId: string,
  registry: Registry,
  conditions: readonly Condition[],
): Promise<ReadonlySet<string>> {
  const named = conditions.flatMap((condition) => idsIn(condition, registry));
  const byTable = Map.groupBy(named, ({ table }) => table);
  if (byTable.size === 0) return new Set();
  const known = [...byTable].map(
    ([table, of]) => sql`select ${table}::text || ' ' || id as key from ${sql.table(table)}
      where workspace_id = ${workspaceId} and id = any(${of.map(({ id }) => id)}::uuid[])`,
  );
  const { rows } = await sql<{ key: string }>`${sql.join(known, sql` union all `)}`.execute(tx);
  const found = new Set(rows.map(({ key }) => key));
  return new Set(named.map(({ table, id }) => `${table} ${id}`).filter((key) => !found.has(key)));
}

function goneIn(condition: Condition, registry: Registry, gone: ReadonlySet<string>): Fault | undefined {
  const one = idsIn(condition, registry).find(({ table, id }) => gone.has(`${table} ${id}`));
  return one && { code: "gone", mend: "Choose another value, or take this part out.", params: { field: one.field } };
}
