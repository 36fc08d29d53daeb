import { sql } from "kysely";
import type { Action } from "../../core/automation/trigger.ts";
import type { Tx } from "../platform/database.ts";

/** Employees whom an action names, each with the part in which it does. */
export function peopleIn(action: Action): [part: string, id: string][] {
  if (action.do === "notify") return inPart("people", action.people);
  if (action.do === "handOver") return inPart("assignees", action.assignees);
  if (action.do !== "assign") return [];
  const { assignees, controllers, observers } = action;
  return [...inPart("assignees", assignees), ...inPart("controllers", controllers), ...inPart("observers", observers)];
}

/** Teams that an action names, each with the part in which it does. */
export function teamsIn(action: Action): [part: string, id: string][] {
  if (action.do === "assign" || action.do === "open") return action.team ? [["team", action.team]] : [];
  if (action.do !== "notify") return [];
  return [...inPart("teams", action.teams), ...inPart("notTeams", action.notTeams)];
}

const inPart = (part: string, ids: readonly string[] | undefined): [string, string][] =>
  (ids ?? []).map((id) => [part, id]);

/** What is there of all that actions name, by id. Services only as long as they are offered. */
export type Known = {
  employees: Map<string, { name: string; active: boolean }>;
  teams: Map<string, string>;
  services: Map<string, string>;
};

/** Everything that actions name, in one round trip. */
export async function loadKnown(tx: Tx, workspaceId: string, actions: readonly Action[]): Promise<Known> {
  const people = actions.flatMap(peopleIn).map(([, id]) => id);
  const teams = actions.flatMap(teamsIn).map(([, id]) => id);
  const services = actions.flatMap((action) => (action.do === "open" && action.service ? [action.service] : []));
  const known: Known = { employees: new Map(), teams: new Map(), services: new Map() };
  if (people.length + teams.length + services.length === 0) return known;
  const { rows } = await sql<{ kind: string; id: string; name: string; active: boolean }>`
    select 'employee' as kind, id, name, active from employee
      where workspace_id = ${workspaceId} and id = any(${people}::uuid[])
    union all select 'team', id, name, true from team where workspace_id = ${workspaceId} and id = any(${teams}::uuid[])
    union all select 'service', id, name, active from service
      where workspace_id = ${workspaceId} and id = any(${services}::uuid[])`.execute(tx);
  for (const { kind, id, name, active } of rows) {
    if (kind === "employee") known.employees.set(id, { name, active });
    else if (kind === "team") known.teams.set(id, name);
    else if (active) known.services.set(id, name);
  }
  return known;
}
