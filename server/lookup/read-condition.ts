import type { RawBuilder } from "kysely";
import type { Problem as ConditionProblem } from "../../core/condition/check.ts";
import type { Condition } from "../../core/condition/condition.ts";
import { namesIn, resolveNames } from "../../core/condition/names.ts";
import { parseCondition } from "../../core/condition/parse.ts";
import type { Registry } from "../../core/fields/registry.ts";
import type { Tx } from "../platform/database.ts";
import { Problem } from "../platform/http/problem.ts";
import { lookUpNames } from "./look-up-names.ts";

/** The refusals of a condition or an order (`field`: the part of the request), each with its place in the text. */
export function conditionProblem(code: string, errors: readonly ConditionProblem[], field = "where"): Problem {
  return new Problem(422, code, field === "sort" ? "The order cannot be read." : "The condition cannot be read.", {
    refusals: errors.map((error) => ({
      code: error.code,
      field,
      message: error.code.replaceAll("-", " "),
      mend: error.mend,
      params: { ...error.params, ...(error.at === undefined ? {} : { at: error.at }) },
    })),
  });
}

/**
 * Reads the text of a condition over the fields of the registry and puts ids in the place of names; `field` is the part
 * of the request that is told when it cannot be read, `knownTypes` which types of services may be found (as
 * `lookUpNames` takes it). Throws 422 with every error and its place.
 */
export async function readConditionText(
  tx: Tx,
  workspaceId: string,
  registry: Registry,
  where: string,
  { field = "where", knownTypes }: { field?: string; knownTypes?: RawBuilder<unknown> } = {},
): Promise<Condition> {
  const parsed = parseCondition(where, registry);
  if (!parsed.ok) throw conditionProblem("condition/invalid", parsed.errors, field);
  const lookup = await lookUpNames(tx, workspaceId, registry, namesIn(parsed.condition), knownTypes);
  const resolved = resolveNames(parsed.condition, registry, lookup);
  if (!resolved.ok) throw conditionProblem("condition/invalid", resolved.errors, field);
  return resolved.condition;
}
