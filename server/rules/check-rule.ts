import { Value } from "typebox/value";
import { RULE_RESULTS } from "../../contract/rules.ts";
import type { RuleKind } from "../../core/rules/rule.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField } from "../platform/http/problem.ts";
import { loadSetUpRegistry } from "../settings/field-access.ts";
import { readCondition } from "../tickets/condition-query.ts";
import { KINDS, type Result } from "./kinds.ts";

/**
 * Refuses a rule that could not run: a condition that cannot be read or names what is not there, a result that is not of
 * its kind's shape or names what is gone. What is not given is not looked at.
 */
export async function checkRule(
  tx: Tx,
  ctx: Ctx,
  kind: RuleKind,
  { condition, result }: { condition?: string | undefined; result?: Result | undefined },
): Promise<void> {
  if (condition !== undefined) {
    const registry = await loadSetUpRegistry(tx, ctx);
    await readCondition(tx, ctx, registry, condition, "condition");
  }
  if (result === undefined) return;
  checkShape(kind, result);
  await KINDS[kind].check(tx, ctx.workspaceId, result);
}

function checkShape(kind: RuleKind, result: Result): void {
  const shape = RULE_RESULTS[kind];
  if (Value.Check(shape, result)) return;
  const [first] = Value.Errors(shape, result);
  const path = (first?.instancePath ?? "").split("/").filter(Boolean);
  const message = first?.message ?? "It is not of the shape of its kind.";
  throw badField(["result", ...path].join("."), "wrong-shape", message, "See the API document for what it takes.");
}
