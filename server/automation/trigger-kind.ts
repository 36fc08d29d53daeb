import type { TriggerResult } from "../../contract/automation-shapes.ts";
import type { RuleProblem } from "../../contract/rules.ts";
import type { Action } from "../../core/automation/trigger.ts";
import type { Tx } from "../platform/database.ts";
import type { RefusalView } from "../platform/http/problem.ts";
import { Problem } from "../platform/http/problem.ts";
import type { KindOfRule } from "../rules/kinds.ts";
import { loadProcesses } from "../settings/load-process.ts";
import { loadWholeRegistry } from "../settings/load-registry.ts";
import { problemsOf } from "./check-actions.ts";
import { type Known, loadKnown, peopleIn, teamsIn } from "./known.ts";

/** Results of triggers: what they wait for and what they do, and what of it is gone by now. */
export const TRIGGER: KindOfRule = {
  async check(tx, workspaceId, result) {
    const refusals = await wrongIn(tx, workspaceId, resultOf(result));
    const [first] = refusals;
    if (first) throw new Problem(422, "bad-input", first.message, { refusals });
  },
  async look(tx, workspaceId, results) {
    const all = results.map(resultOf);
    const actions = all.flatMap((one) => actionsOf(one));
    const known = await loadKnown(tx, workspaceId, actions);
    const looks = [];
    for (const result of all) {
      const problems = (await wrongIn(tx, workspaceId, result)).map(problemOf);
      looks.push({ problems, names: namesOf(actionsOf(result), known) });
    }
    return looks;
  },
};

/** Its shape was checked when it was saved. */
const resultOf = (result: unknown): TriggerResult => result as TriggerResult;
const actionsOf = ({ actions = [] }: TriggerResult): Action[] => actions as Action[];

async function wrongIn(
  tx: Tx,
  workspaceId: string,
  result: TriggerResult,
): Promise<(RefusalView & { field: string })[]> {
  return [
    ...(await wrongOccasions(tx, workspaceId, result)),
    ...(await problemsOf(tx, workspaceId, actionsOf(result), "result.actions")),
  ];
}

/** Statuses and fields that a trigger waits for and that are not there. */
async function wrongOccasions(tx: Tx, workspaceId: string, { on = [] }: TriggerResult) {
  const registry = await loadWholeRegistry(tx, workspaceId);
  const fields = new Set(registry.fields.map(({ key }) => key));
  const statuses = new Set((await loadProcesses(tx, workspaceId)).flatMap((process) => Object.keys(process.statuses)));
  return on.flatMap((one, index): (RefusalView & { field: string })[] => {
    const at = `result.on.${index}`;
    const gone = (list: readonly string[] = [], known: ReadonlySet<string>) => list.filter((key) => !known.has(key));
    if (one.event === "moved") {
      return gone([...(one.from ?? []), ...(one.to ?? [])], statuses).map((status) => ({
        field: at,
        code: "unknown-status",
        message: "There is no such status.",
        mend: "Choose a status of one of the processes.",
        params: { status },
      }));
    }
    if (one.event !== "changed") return [];
    return gone(one.fields, fields).map((field) => ({
      field: at,
      code: "unknown-field",
      message: "There is no such field.",
      mend: "Choose a field of this workspace.",
      params: { field },
    }));
  });
}

const problemOf = ({ field, code, mend, params = {} }: RefusalView & { field: string }): RuleProblem => ({
  field,
  code,
  mend,
  params,
});

function namesOf(actions: readonly Action[], { employees, teams, services }: Known): Record<string, string> {
  const names: Record<string, string> = {};
  const put = (id: string, name: string | undefined) => {
    if (name !== undefined) names[id] = name;
  };
  for (const action of actions) {
    for (const [, id] of peopleIn(action)) put(id, employees.get(id)?.name);
    for (const [, id] of teamsIn(action)) put(id, teams.get(id));
    if (action.do === "open" && action.service) put(action.service, services.get(action.service));
  }
  return names;
}
