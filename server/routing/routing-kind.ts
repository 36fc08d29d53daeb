import { sql } from "kysely";
import type { RuleProblem } from "../../contract/rules.ts";
import type { Registry } from "../../core/fields/registry.ts";
import { namedIn, type RoutingResult } from "../../core/routing/result.ts";
import type { Tx } from "../platform/database.ts";
import { badField } from "../platform/http/problem.ts";
import type { KindOfRule, Result } from "../rules/kinds.ts";
import { loadWholeRegistry } from "../settings/load-registry.ts";
import { loadPriorities } from "../settings/priorities.ts";
import { validateCustom } from "../settings/validate-custom.ts";
import { settleFields } from "./settle-fields.ts";

type Known = {
  registry: Registry;
  priorities: Set<string>;
  employees: Map<string, { name: string; active: boolean }>;
  teams: Map<string, string>;
};

/** Results of routing rules: who may be named in them, and who is gone by now. */
export const ROUTING: KindOfRule = {
  async check(tx, workspaceId, result) {
    const routing = result as RoutingResult;
    const [problem] = problemsOf(routing, await loadKnown(tx, workspaceId, [routing]));
    if (problem) {
      const { field, code, mend, params } = problem;
      throw badField(field, code, code.replaceAll("-", " "), mend, params);
    }
    // Whether the people are there whom fields name.
    await validateCustom(tx, { workspaceId }, routing.fields ?? {}, { whole: false });
  },
  async look(tx, workspaceId, results) {
    const all = results as readonly RoutingResult[];
    const known = await loadKnown(tx, workspaceId, all);
    return all.map((result) => ({ problems: problemsOf(result, known), names: namesOf(result, known) }));
  },
};

/** Everybody whom the results name, in one round trip. */
async function loadKnown(tx: Tx, workspaceId: string, results: readonly RoutingResult[]): Promise<Known> {
  const named = results.map(namedIn);
  const employees = named.flatMap((one) => one.employees);
  const teams = named.flatMap((one) => one.teams);
  const given = (await loadPriorities(tx, workspaceId)).filter(({ active }) => active);
  const registry = await loadWholeRegistry(tx, workspaceId);
  const settings = { registry, priorities: new Set(given.map(({ key }) => key)) };
  if (employees.length + teams.length === 0) return { employees: new Map(), teams: new Map(), ...settings };
  const { rows } = await sql<{ kind: "employee" | "team"; id: string; name: string; active: boolean }>`
    select 'employee' as kind, id, name, active from employee
      where workspace_id = ${workspaceId} and id = any(${employees}::uuid[])
    union all select 'team', id, name, true from team
      where workspace_id = ${workspaceId} and id = any(${teams}::uuid[])`.execute(tx);
  return {
    employees: new Map(rows.flatMap((row) => (row.kind === "employee" ? [[row.id, row]] : []))),
    teams: new Map(rows.flatMap((row) => (row.kind === "team" ? [[row.id, row.name]] : []))),
    ...settings,
  };
}

function problemsOf(result: RoutingResult, known: Known): RuleProblem[] {
  const problems: RuleProblem[] = [];
  const say = (field: string, code: string, mend: string, params: RuleProblem["params"]) =>
    problems.push({ field: `result.${field}`, code, mend, params });
  const people: [field: string, ids: readonly string[]][] = [
    ["assignee", result.assignee ? [result.assignee] : []],
    ["controllers", result.controllers ?? []],
    ["observers", result.observers ?? []],
  ];
  for (const [field, ids] of people) {
    for (const id of ids) {
      const person = known.employees.get(id);
      if (!person) say(field, "unknown-employee", "Choose an employee of this workspace.", { employee: id });
      else if (!person.active) {
        say(field, "employee-blocked", "Choose somebody who still works here.", { employee: id, name: person.name });
      }
    }
  }
  for (const id of result.team ? [result.team] : []) {
    if (!known.teams.has(id)) say("team", "unknown-team", "Choose a team from the list.", { team: id });
  }
  for (const id of result.observerTeams ?? []) {
    if (!known.teams.has(id)) say("observerTeams", "unknown-team", "Choose a team from the list.", { team: id });
  }
  const { priority } = result;
  if (priority && !known.priorities.has(priority)) {
    say("priority", "unknown-priority", "Choose a priority from the list.", { value: priority });
  }
  for (const { what, reason } of settleFields(result.fields ?? {}, known.registry).skipped) {
    const key = what.slice("field:".length);
    if (reason === "unknown-field") say(`fields.${key}`, reason, "Choose a field of this workspace.", { field: key });
    else say(`fields.${key}`, reason, "Give a value that the field takes.", { value: shown(result.fields?.[key]) });
  }
  return problems;
}

const shown = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value ?? ""));

function namesOf(result: Result & RoutingResult, known: Known): Record<string, string> {
  const { employees, teams } = namedIn(result);
  return Object.fromEntries([
    ...employees.flatMap((id) => (known.employees.has(id) ? [[id, known.employees.get(id)?.name ?? ""]] : [])),
    ...teams.flatMap((id) => (known.teams.has(id) ? [[id, known.teams.get(id) ?? ""]] : [])),
  ]);
}
