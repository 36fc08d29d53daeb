import type { RuleProblem } from "../../contract/rules.ts";
import type { RuleKind } from "../../core/rules/rule.ts";
import { TRIGGER } from "../automation/trigger-kind.ts";
import type { Tx } from "../platform/database.ts";
import { ROUTING } from "../routing/routing-kind.ts";
import { SLA } from "../sla/sla-kind.ts";

export type Result = Readonly<Record<string, unknown>>;
/** What is to be told about results as they are now, one for each that was asked about. */
export type Look = { problems: RuleProblem[]; names: Record<string, string> };

/** What a kind of rule knows of its results; their shape stands in the contract. */
export type KindOfRule = {
  /** Refuses a result that names what is not there (422 with the field, `result.team`). The shape was checked. */
  check(tx: Tx, workspaceId: string, result: Result): Promise<void>;
  /** What is wrong with results by now (somebody was dismissed), and the names of what they name. */
  look(tx: Tx, workspaceId: string, results: readonly Result[]): Promise<Look[]>;
};

/** Every kind of rule; whoever adds one gives its line here and its shape in the contract. */
export const KINDS: Record<RuleKind, KindOfRule> = { routing: ROUTING, sla: SLA, trigger: TRIGGER };
