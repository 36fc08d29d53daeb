import type { Response } from "../../contract/routes.ts";
import type { RuleView } from "../../contract/rules.ts";
import type { RuleKind } from "../../core/rules/rule.ts";
import type { Ctx } from "../platform/http/context.ts";
import { viewRule, viewRules } from "./rule-rows.ts";

/** The rules of a kind in the order in which they are tried. */
export const listRules = (ctx: Ctx, kind: RuleKind): Promise<Response<"listRules">> =>
  ctx.read(async (tx) => ({ items: await viewRules(tx, ctx.workspaceId, { kind }) }));

export const getRule = (ctx: Ctx, id: string): Promise<RuleView> => ctx.read((tx) => viewRule(tx, ctx.workspaceId, id));
