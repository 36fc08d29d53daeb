import { type PeoplePlan, type Planning, planPeople, type TeamAtHand } from "../../core/routing/plan-people.ts";
import { BY_HAND, type Candidate } from "../../core/routing/team-mode.ts";
import { loadTeamModes } from "../people/team-modes.ts";
import type { Tx } from "../platform/database.ts";
import { holdTeam, loadPeople, type Where } from "./load-candidates.ts";

export type Solved = { plan: PeoplePlan; people: Map<string, Candidate> };

/**
 * Plans who answers, with everybody whom the plan may ask about: those named by the ways and in `also`, and the members
 * of a team whose mode picks, its turn then held until the end of the transaction.
 */
export async function solve(
  tx: Tx,
  where: Where,
  asked: Pick<Planning, "ways" | "skills" | "either">,
  also: readonly string[] = [],
): Promise<Solved> {
  const { now, zone, workspaceId } = where;
  const named = asked.ways.flatMap(({ employee }) => employee ?? []);
  const people = await loadPeople(tx, where, [...new Set([...named, ...also])]);
  const modes = await loadTeamModes(tx, workspaceId);
  const teams = new Map<string, TeamAtHand>();
  const planning: Planning = { ...asked, people, modes, teams, now, zone };
  let plan = planPeople(planning);
  while ("needs" in plan) {
    const held = await holdTeam(tx, where, plan.needs, modes.get(plan.needs) ?? BY_HAND);
    for (const member of held.members) if (!people.has(member.id)) people.set(member.id, member);
    teams.set(plan.needs, held);
    plan = planPeople(planning);
  }
  return { plan, people };
}
