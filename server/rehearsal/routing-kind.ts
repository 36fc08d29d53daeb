import { dayOf } from "../../core/process/dates.ts";
import { planPeople } from "../../core/routing/plan-people.ts";
import { observersOf, waysOf } from "../../core/routing/plan-ticket.ts";
import type { RoutingResult } from "../../core/routing/result.ts";
import { BY_HAND, type Candidate } from "../../core/routing/team-mode.ts";
import { loadRoster, type Member } from "../people/load-roster.ts";
import { loadTeamModes } from "../people/team-modes.ts";
import { loadAllResponsible } from "../routing/load-responsible.ts";
import { loadProcess } from "../settings/load-process.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { firstMatchKind } from "./first-match-kind.ts";

/**
 * Routing rules: who would answer for a ticket, by the same plan as when it comes in. Whom a team's mode would pick hangs
 * on the loads of that moment: there the team is told, and no employee.
 */
export const ROUTING = firstMatchKind("routing", async (tx, { workspace_id: workspaceId }, tickets) => {
  const { zone } = await loadSettings(tx, workspaceId);
  const responsibleOf = await loadAllResponsible(
    tx,
    workspaceId,
    tickets.map(({ opened }) => opened),
  );
  const roster = await loadRoster(tx, workspaceId);
  const modes = new Map([...(await loadTeamModes(tx, workspaceId)).keys()].map((id) => [id, BY_HAND]));
  const isEither = new Map<string, boolean>();
  for (const { process_key: key, process_version: version } of tickets) {
    const name = `${key}/${version}`;
    if (isEither.has(name)) continue;
    isEither.set(name, (await loadProcess(tx, workspaceId, key, version)).responsible === "either");
  }
  return (ticket, match, { placePath }) => {
    const { opened, service_team: team, created_at: now } = ticket;
    const either = isEither.get(`${ticket.process_key}/${ticket.process_version}`) ?? false;
    const result: RoutingResult | null = match.rule?.result ?? null;
    const responsible = responsibleOf(opened);
    const because = match.reasons[0];
    const ways = waysOf({ named: null, result, because, responsible, team, service: opened.serviceId });
    const today = dayOf(now, zone).toString();
    const path = opened.placeId === null ? null : placePath;
    const people = new Map(
      ways.flatMap(({ employee }) => {
        const member = roster.get(employee ?? "");
        return member ? [[member.id, candidateOf(member, today, path)] as const] : [];
      }),
    );
    const plan = planPeople({ ways, skills: [], people, modes, teams: new Map(), either, now, zone });
    if ("needs" in plan) throw new Error("A team whose people are chosen by hand asks for nobody");
    const { why: _by, ...watching } = observersOf(result, responsible);
    return {
      outcome: {
        team: plan.team,
        assignee: plan.assignee,
        ...watching,
        controllers: result?.controllers ?? [],
        priority: opened.priority ?? result?.priority ?? null,
        fields: result?.fields ?? {},
      },
      why: [...plan.why, ...(plan.why.some(({ rule }) => rule === "routing") ? [] : match.reasons)],
      counted: { teams: [plan.team], people: [plan.assignee] },
    };
  };
});

/** Loads and distances are asked by modes of teams alone. */
const candidateOf = (member: Member, today: string, path: readonly string[] | null): Candidate => ({
  id: member.id,
  name: member.name,
  active: member.active,
  absent: member.absences.some(({ from, until }) => from <= today && today <= until),
  site: member.allPlaces || path === null || member.places.some((place) => path.includes(place)),
  teams: member.teams,
  skills: [],
  load: 0,
  distance: 0,
});
