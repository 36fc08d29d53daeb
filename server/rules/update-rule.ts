import type { Request } from "../../contract/routes.ts";
import type { RuleView } from "../../contract/rules.ts";
import { same } from "../../core/process/same.ts";
import type { Rule } from "../../core/rules/rule.ts";
import { configurationChanged, type Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { trimmedName } from "../platform/http/trimmed-name.ts";
import { atVersion } from "../platform/http/versions.ts";
import { checkRule } from "./check-rule.ts";
import type { Result } from "./kinds.ts";
import { accessRule, viewRule } from "./rule-rows.ts";
import { saveVersion } from "./save-version.ts";

type Change = Request<"updateRule">["body"];

/** Changes a rule; what is not sent stays. Switching it off and on is a change too ([O-ROUT-15]). */
export const updateRule = (ctx: Ctx, id: string, { note, ...change }: Change): Promise<RuleView> =>
  ctx.write((tx) => changeRule(tx, ctx, id, change, note ?? ""));

/**
 * The change in the caller's transaction, as the next version. Only what is changed is checked, and a rule that is
 * switched on: one that has a fault already can be renamed and switched off.
 */
export async function changeRule(
  tx: Tx,
  ctx: Ctx,
  id: string,
  change: Omit<Change, "note">,
  note: string,
): Promise<RuleView> {
  const { workspaceId } = ctx;
  configurationChanged(tx);
  const view = () => viewRule(tx, workspaceId, id);
  return atVersion(tx, ctx, { what: "rule", id, yours: change, view }, async () => {
    const old = await accessRule(tx, workspaceId, id);
    const next: Rule<Result> = {
      ...old,
      ...change,
      name: change.name === undefined ? old.name : trimmedName(change.name),
      condition: (change.condition ?? old.condition).trim(),
      version: old.version + 1,
    };
    const comesOn = next.enabled && !old.enabled;
    await checkRule(tx, ctx, old.kind, {
      condition: comesOn || next.condition !== old.condition ? next.condition : undefined,
      result: comesOn || !same(next.result, old.result) ? next.result : undefined,
    });
    await tx
      .updateTable("rule")
      .set({
        name: next.name,
        enabled: next.enabled,
        condition: next.condition,
        result: JSON.stringify(next.result),
        active_from: next.activeFrom,
        updated_at: ctx.now,
        updated_by: ctx.person.id,
      })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .execute();
    await saveVersion(tx, ctx, next, note);
  });
}
