import type { Doors } from "../platform/http/doors.ts";
import { createRule } from "./create-rule.ts";
import { deleteRule } from "./delete-rule.ts";
import { getRule, listRules } from "./list-rules.ts";
import { orderRules } from "./order-rules.ts";
import { listRuleVersions, revertRule } from "./rule-versions.ts";
import { updateRule } from "./update-rule.ts";

/** Rules of every kind. */
export function connectRules({ open }: Doors): void {
  open("listRules", (ctx, { query }) => listRules(ctx, query.kind));
  open("createRule", (ctx, { body }) => createRule(ctx, body));
  open("orderRules", (ctx, { body }) => orderRules(ctx, body));
  open("getRule", (ctx, { params }) => getRule(ctx, params.id));
  open("updateRule", (ctx, { params, body }) => updateRule(ctx, params.id, body));
  open("deleteRule", (ctx, { params }) => deleteRule(ctx, params.id));
  open("listRuleVersions", (ctx, { params }) => listRuleVersions(ctx, params.id));
  open("revertRule", (ctx, { params, body }) => revertRule(ctx, params.id, body));
}
