import type { Rule } from "../../core/rules/rule.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import type { Result } from "./kinds.ts";

/** Keeps what a rule is from this version on: who made it so, when and why ([B-REH-03]). */
export async function saveVersion(tx: Tx, ctx: Ctx, rule: Rule<Result>, note: string): Promise<void> {
  await tx
    .insertInto("rule_version")
    .values({
      workspace_id: ctx.workspaceId,
      rule_id: rule.id,
      version: rule.version,
      at: ctx.now,
      by_id: ctx.person.id,
      note: note.trim(),
      name: rule.name,
      enabled: rule.enabled,
      condition: rule.condition,
      result: JSON.stringify(rule.result),
      active_from: rule.activeFrom,
    })
    .execute();
}
