import type { Request } from "../../contract/routes.ts";
import type { RuleView } from "../../contract/rules.ts";
import type { Rule } from "../../core/rules/rule.ts";
import { configurationChanged } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { trimmedName } from "../platform/http/trimmed-name.ts";
import { newId } from "../platform/ids.ts";
import { checkRule } from "./check-rule.ts";
import type { Result } from "./kinds.ts";
import { MOST_RULES, viewRule } from "./rule-rows.ts";
import { saveVersion } from "./save-version.ts";

/** Adds a rule below the others of its kind ([O-ROUT-13]). */
export const createRule = (ctx: Ctx, body: Request<"createRule">["body"]): Promise<RuleView> =>
  ctx.write(async (tx) => {
    const { workspaceId, now, person } = ctx;
    configurationChanged(tx);
    const rule: Rule<Result> = {
      id: newId(),
      kind: body.kind,
      name: trimmedName(body.name),
      enabled: body.enabled ?? true,
      condition: (body.condition ?? "").trim(),
      result: body.result ?? {},
      activeFrom: body.activeFrom ?? null,
      version: 1,
    };
    await checkRule(tx, ctx, rule.kind, rule);
    const { count, last } = await tx
      .selectFrom("rule")
      .select((eb) => [eb.fn.countAll<number>().as("count"), eb.fn.max("position").as("last")])
      .where("workspace_id", "=", workspaceId)
      .where("kind", "=", rule.kind)
      .executeTakeFirstOrThrow();
    if (count >= MOST_RULES) throw new Problem(409, "rule/too-many", `There are ${MOST_RULES} rules of this kind.`);
    await tx
      .insertInto("rule")
      .values({
        workspace_id: workspaceId,
        id: rule.id,
        kind: rule.kind,
        position: (last ?? -1) + 1,
        name: rule.name,
        enabled: rule.enabled,
        condition: rule.condition,
        result: JSON.stringify(rule.result),
        active_from: rule.activeFrom,
        created_at: now,
        created_by: person.id,
        updated_at: now,
        updated_by: person.id,
      })
      .execute();
    await saveVersion(tx, ctx, rule, body.note ?? "");
    return viewRule(tx, workspaceId, rule.id);
  });
