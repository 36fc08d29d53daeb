import type { Action } from "../../core/automation/trigger.ts";
import type { Registry } from "../../core/fields/registry.ts";
import type { Tx } from "../platform/database.ts";
import type { Person } from "../platform/http/context.ts";
import { Problem, type RefusalView } from "../platform/http/problem.ts";
import { loadProcesses } from "../settings/load-process.ts";
import { loadRegistry, loadWholeRegistry } from "../settings/load-registry.ts";
import { loadPriorities } from "../settings/priorities.ts";
import { validateCustom } from "../settings/validate-custom.ts";
import { wrongIn } from "../templates/check-template.ts";
import { type Known, loadKnown, peopleIn, teamsIn } from "./known.ts";

/** What is wrong with an action, and where: `actions.0.to`. */
export type ActionProblem = RefusalView & { field: string };
type About = {
  tx: Tx;
  workspaceId: string;
  /** Whose rights over fields hold; without a person those of the system. */
  asker: { workspaceId: string; person?: Person };
  registry: Registry;
  statuses: ReadonlySet<string>;
  stages: ReadonlySet<string>;
  known: Known;
};

/**
 * Refuses actions that could not be done as they stand, each fault with its place. Throws 422. `person`: he does them
 * himself, with his rights over fields.
 */
export async function checkActions(
  tx: Tx,
  workspaceId: string,
  actions: readonly Action[],
  at = "actions",
  person?: Person,
): Promise<void> {
  const refusals = await problemsOf(tx, workspaceId, actions, at, person);
  const [first] = refusals;
  if (!first) return;
  const code = refusals.every((refusal) => refusal.code.startsWith("template-")) ? "template/wrong" : "bad-input";
  throw new Problem(422, code, first.message, { refusals });
}

/** What is wrong with actions as things are now: statuses, fields, people and teams that are gone, texts. */
export async function problemsOf(
  tx: Tx,
  workspaceId: string,
  actions: readonly Action[],
  at = "actions",
  person?: Person,
): Promise<ActionProblem[]> {
  const processes = await loadProcesses(tx, workspaceId);
  const statuses = processes.flatMap((process) => Object.keys(process.statuses));
  const about: About = {
    tx,
    workspaceId,
    registry: await (person ? loadRegistry(tx, { workspaceId, person }) : loadWholeRegistry(tx, workspaceId)),
    asker: { workspaceId, ...(person ? { person } : {}) },
    statuses: new Set(statuses),
    stages: new Set(processes.flatMap(({ stages = {} }) => Object.keys(stages))),
    known: await loadKnown(tx, workspaceId, actions),
  };
  const found: ActionProblem[] = [];
  for (const [index, action] of actions.entries()) {
    const here = [
      ...namesGone(action, about),
      ...templateProblems(action, about),
      ...(await valueProblems(action, about)),
    ];
    found.push(...here.map((problem) => ({ ...problem, field: `${at}.${index}.${problem.field}` })));
  }
  return found;
}

const wrong = (field: string, code: string, mend: string, params?: RefusalView["params"]): ActionProblem => ({
  field,
  code,
  message: code.replaceAll("-", " "),
  mend,
  ...(params && { params }),
});

function namesGone(action: Action, { statuses, stages, known }: About): ActionProblem[] {
  const problems: ActionProblem[] = [];
  if (action.do === "move" && !statuses.has(action.to)) {
    problems.push(wrong("to", "unknown-status", "Choose a status of one of the processes.", { status: action.to }));
  }
  if (action.do === "handOver" && !stages.has(action.to)) {
    problems.push(wrong("to", "unknown-stage", "Choose a stage of one of the processes.", { stage: action.to }));
  }
  for (const [part, id] of peopleIn(action)) {
    const person = known.employees.get(id);
    if (person?.active) continue;
    const params = { employee: id, ...(person ? { name: person.name } : {}) };
    const code = person ? "employee-blocked" : "unknown-employee";
    problems.push(wrong(part, code, "Choose somebody who works here.", params));
  }
  for (const [part, id] of teamsIn(action)) {
    if (!known.teams.has(id)) problems.push(wrong(part, "unknown-team", "Choose a team from the list.", { team: id }));
  }
  if (action.do === "open" && action.service && !known.services.has(action.service)) {
    problems.push(wrong("service", "unknown-service", "Choose a service from the list."));
  }
  return problems;
}

function templateProblems(action: Action, { registry }: About): ActionProblem[] {
  const texts: [string, string | undefined][] = [];
  if (action.do === "move") texts.push(["comment", action.comment]);
  if (action.do === "note" || action.do === "say") texts.push(["text", action.text]);
  if (action.do === "notify") texts.push(["subject", action.subject], ["text", action.text]);
  if (action.do === "open") texts.push(["subject", action.subject], ["description", action.description]);
  return texts.flatMap(([field, text]) =>
    text ? wrongIn(text, registry, field).map((one) => ({ ...one, field })) : [],
  );
}

/** A field that is gone, that rules do not write, or that does not take the value. */
async function valueProblems(action: Action, { tx, workspaceId, asker, registry }: About): Promise<ActionProblem[]> {
  if (action.do !== "set" && action.do !== "tag") return [];
  if (action.do === "set" && action.field === "priority") return priorityProblems(tx, workspaceId, action.value);
  const field = registry.fields.find(({ key }) => key === action.field);
  const params = { field: action.field };
  if (!field || !("custom" in field.source)) {
    return [wrong("field", "unknown-field", "Take the priority or a field of your own.", params)];
  }
  if (action.do === "tag" && field.type !== "lists") {
    return [wrong("field", "not-a-list", "Take a field with several values.", params)];
  }
  const value = action.do === "set" ? action.value : [...(action.add ?? [])];
  try {
    await validateCustom(tx, asker, { [field.source.custom]: value }, { whole: false });
    return [];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const params = { value: Array.isArray(value) ? value.join(", ") : String(value) };
    return error.refusals.map((refusal) => ({ ...refusal, field: "value", params: { ...params, ...refusal.params } }));
  }
}

async function priorityProblems(tx: Tx, workspaceId: string, value: unknown): Promise<ActionProblem[]> {
  if (typeof value !== "string" || value === "") return [];
  const given = (await loadPriorities(tx, workspaceId)).filter(({ active }) => active);
  if (given.some(({ key }) => key === value)) return [];
  return [wrong("value", "unknown-priority", `Take one of: ${given.map(({ key }) => key).join(", ")}.`, { value })];
}
