import { sql } from "kysely";
import { testsIn } from "../../core/condition/condition.ts";
import { parseCondition } from "../../core/condition/parse.ts";
import type { Registry } from "../../core/fields/registry.ts";
import type { Tx } from "../platform/database.ts";

/** Something that would miss a field: its kind and its name; of tickets how many hold a value. */
export type FieldUse = { kind: "view" | "rule" | "process" | "macro" | "reply" | "tickets"; name: string };

/** So many places are told; who has mended them sees the next. */
const TOLD = 50;
const READ = 10_000;

type Found = { kind: FieldUse["kind"]; name: string; condition: string | null };

/**
 * Where a field of the workspace's own is used: in conditions of views and rules, in what rules and macros set, in
 * demands of processes, in texts, and on tickets. `key` is without `custom.`.
 */
export async function usesOfField(tx: Tx, workspaceId: string, registry: Registry, key: string): Promise<FieldUse[]> {
  const full = `custom.${key}`;
  const named = `%${full.replaceAll("_", "\\_")}%`;
  const { rows } = await sql<Found>`
    select 'view' as kind, name, condition from saved_view where workspace_id = ${workspaceId}
    union all select 'rule', name, condition from rule where workspace_id = ${workspaceId}
    union all select 'rule', name, null from rule where workspace_id = ${workspaceId}
      and (result::text like ${named} or result -> 'fields' ? ${key})
    union all select 'process', coalesce(definition -> 'name' ->> 'ru', key), null from process
      where workspace_id = ${workspaceId} and current and definition::text like ${named}
    union all select 'macro', name, null from macro where workspace_id = ${workspaceId} and actions::text like ${named}
    union all select 'reply', name, null from canned_reply where workspace_id = ${workspaceId} and text like ${named}
    limit ${READ}`.execute(tx);
  const asks = (condition: string): boolean => {
    const parsed = parseCondition(condition, registry);
    return parsed.ok ? testsIn(parsed.condition).some(({ field }) => field === full) : condition.includes(full);
  };
  const used = rows.filter(({ condition }) => condition === null || asks(condition));
  const { rows: held } = await sql<{ count: number }>`
    select count(*) as count from (select from ticket where workspace_id = ${workspaceId} and custom ? ${key}
      and custom -> ${key} <> 'null' limit ${READ}) held`.execute(tx);
  const tickets = held[0]?.count ?? 0;
  const uses: FieldUse[] = used.slice(0, TOLD).map(({ kind, name }) => ({ kind, name }));
  return tickets > 0 ? [...uses, { kind: "tickets", name: String(tickets) }] : uses;
}
