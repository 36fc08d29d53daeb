import { sql } from "kysely";
import type { Response } from "../../contract/routes.ts";
import { testsIn, valuesOf } from "../../core/condition/condition.ts";
import { parseCondition } from "../../core/condition/parse.ts";
import type { Registry } from "../../core/fields/registry.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound } from "../platform/http/problem.ts";
import { loadWholeRegistry } from "../settings/load-registry.ts";

type Use = Response<"listEmployeeUses">["items"][number];
type Found = Use & { condition: string | null; named: boolean };

/** So many places are told; who has mended them sees the next. */
const TOLD = 50;
const READ = 10_000;

/** What names an employee: in the condition or the result of a rule, in a process, in what a macro for everybody does. */
export const listEmployeeUses = (ctx: Ctx, id: string): Promise<Response<"listEmployeeUses">> =>
  ctx.read(async (tx) => {
    const { workspaceId } = ctx;
    const employee = await tx
      .selectFrom("employee")
      .select("name")
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .executeTakeFirst();
    if (!employee) throw notFound("employee");
    const stands = `%${id}%`;
    const { rows } = await sql<Found>`
      select kind, name, id::text, condition, result::text like ${stands} as named from rule
        where workspace_id = ${workspaceId}
      union all select 'process', coalesce(definition -> 'name' ->> 'ru', key), key, null, true from process
        where workspace_id = ${workspaceId} and current and definition::text like ${stands}
      union all select 'macro', name, id::text, null, true from macro
        where workspace_id = ${workspaceId} and employee_id is null and actions::text like ${stands}
      limit ${READ}`.execute(tx);
    const registry = await loadWholeRegistry(tx, workspaceId);
    const asks = (condition: string | null) => condition !== null && asksFor(condition, registry, id, employee.name);
    const uses = rows.filter(({ named, condition }) => named || asks(condition));
    return { items: uses.slice(0, TOLD).map(({ kind, name, id: of }) => ({ kind, name, id: of })) };
  });

/** Whether a condition asks for him, by his id or by his name. */
function asksFor(condition: string, registry: Registry, id: string, name: string): boolean {
  const parsed = parseCondition(condition, registry);
  if (!parsed.ok) return condition.includes(id);
  const isHe = (value: unknown) =>
    value === id ||
    (typeof value === "object" &&
      value !== null &&
      "name" in value &&
      String(value.name).toLowerCase() === name.toLowerCase());
  return testsIn(parsed.condition).some((test) => {
    const type = registry.find(test.field)?.type;
    return (type === "people" || type === "person") && valuesOf(test).some(isHe);
  });
}
