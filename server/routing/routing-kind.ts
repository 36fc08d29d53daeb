import { sql } from "kysely";
import type { RuleProblem } from "../../contract/rules.ts";
import { namedIn, type RoutingResult } from "../../core/routing/result.ts";
import type { Tx } from "../platform/database.ts";
import { badField } from "../platform/http/problem.ts";
import type { KindOfRule, Result } from "../rules/kinds.ts";
import { loadStoredFields } from "../settings/load-registry.ts";
import { validateCustom } from "../settings/validate-custom.ts";

type Known = {
  employees: Map<string, { name: string; active: boolean }>;
  teams: Map<string, string>;
  fields: Set<string>;
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
  const fields = new Set(
    (await loadStoredFields(tx, workspaceId)).filter(({ active }) => active).map(({ key }) => key),
  );
  if (employees.length + teams.length === 0) return { employees: new Map(), teams: new Map(), fields };
  const { rows } = await sql<{ kind: "employee" | "team"; id: string; name: string; active: boolean }>`
    select 'employee' as kind, id, name, active from employee
      where workspace_id = ${workspaceId} and id = any(${employees}::uuid[])
    union all select 'team', id, name, true from team
      where workspace_id = ${workspaceId} and id = any(${teams}::uuid[])`.execute(tx);
  return {
    employees: new Map(rows.flatMap((row) => (row.kind === "employee" ? [[row.id, row]] : []))),
    teams: new Map(rows.flatMap((row) => (row.kind === "team" ? [[row.id, row.name]] : []))),
    fields,
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
  for (const key of Object.keys(result.fields ?? {})) {
    if (!known.fields.has(key))
      say(`fields.${key}`, "unknown-field", "Choose a field of this workspace.", { field: key });
  }
  return problems;
}

function namesOf(result: Result & RoutingResult, known: Known): Record<string, string> {
  const { employees, teams } = namedIn(result);
  return Object.fromEntries([
    ...employees.flatMap((id) => (known.employees.has(id) ? [[id, known.employees.get(id)?.name ?? ""]] : [])),
    ...teams.flatMap((id) => (known.teams.has(id) ? [[id, known.teams.get(id) ?? ""]] : [])),
  ]);
}
