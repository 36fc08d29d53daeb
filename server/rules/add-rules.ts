import type { RuleKind } from "../../core/rules/rule.ts";
import type { Tx } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";

/** A rule that a workspace begins with. */
export type FirstRule = { kind: RuleKind; name: string; enabled: boolean; condition: string; result: object };

/** The rules that a preset names, in their order, each with its first version. */
export async function addRules(tx: Tx, workspaceId: string, rules: readonly FirstRule[], now: Date): Promise<void> {
  if (rules.length === 0) return;
  const rows = rules.map(({ result, ...rule }) => ({ ...rule, id: newId(), result: JSON.stringify(result) }));
  await tx
    .insertInto("rule")
    .values(
      rows.map((rule, position) => ({
        ...rule,
        workspace_id: workspaceId,
        position,
        created_at: now,
        updated_at: now,
      })),
    )
    .execute();
  await tx
    .insertInto("rule_version")
    .values(
      rows.map(({ id, kind: _, ...rule }) => ({
        ...rule,
        workspace_id: workspaceId,
        rule_id: id,
        version: 1,
        at: now,
      })),
    )
    .execute();
}
