import type { TriggerResult } from "../../contract/automation-shapes.ts";
import type { Trigger, TriggerOn } from "../../core/automation/trigger.ts";
import type { ReadRule } from "../../core/rules/rule.ts";
import { perConfiguration } from "../platform/configuration.ts";
import type { Tx } from "../platform/database.ts";
import type { Result } from "../rules/kinds.ts";
import { loadRules } from "../rules/load-rules.ts";
import { readRuleRows } from "../rules/rule-rows.ts";

/** What the rules capability lets through for a trigger is of this shape. */
const resultOf = (result: unknown): TriggerResult => result as TriggerResult;

/** The triggers that hold now, in their order. */
export async function loadTriggers(tx: Tx, workspaceId: string, now: Date): Promise<Trigger[]> {
  const rules = await loadRules(tx, workspaceId, "trigger");
  return rules
    .filter(({ enabled, activeFrom }) => enabled && (activeFrom === null || new Date(activeFrom) <= now))
    .map(triggerOf);
}

/** A rule of the kind as it runs. */
export function triggerOf({ id, name, version, asked, read, result }: ReadRule<Result>): Trigger {
  const { on, actions } = resultOf(result);
  return { id, name, version, asked, read, on: on as TriggerOn[], actions: actions as Trigger["actions"] };
}

/** All occasions on which some enabled trigger looks at a ticket; kept, since each change of a ticket asks. */
export const loadOccasions = (tx: Tx, workspaceId: string): Promise<TriggerOn[]> =>
  perConfiguration(tx, workspaceId, "occasions of triggers", async () => {
    const rules = await readRuleRows(tx, workspaceId, "trigger");
    return rules.filter(({ enabled }) => enabled).flatMap(({ result }) => resultOf(result).on as TriggerOn[]);
  });
