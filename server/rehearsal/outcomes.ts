import type { Reason } from "../../core/process/events.ts";
import { CLOCKS, clockNow, planned } from "../../core/process/promises.ts";
import type { TicketState } from "../../core/process/state.ts";
import type { Outcome } from "../../core/rehearsal/rehearse.ts";
import { planPeople } from "../../core/routing/plan-people.ts";
import { observersOf, waysOf } from "../../core/routing/plan-ticket.ts";
import type { RoutingResult } from "../../core/routing/result.ts";
import { BY_HAND } from "../../core/routing/team-mode.ts";
import type { Match } from "../../core/rules/match.ts";
import { loadTeamModes } from "../people/team-modes.ts";
import type { Tx } from "../platform/database.ts";
import { loadPeople } from "../routing/load-candidates.ts";
import { loadResponsible } from "../routing/load-responsible.ts";
import type { Result } from "../rules/kinds.ts";
import { loadSlaFacts } from "../settings/load-calendars.ts";
import { termsOf } from "../tickets/promise.ts";

/** A ticket as it was when it came in, and how it stands now. */
export type Rehearsed = { opened: TicketState; now: TicketState; serviceTeam: string | null; zone: string; at: Date };
export type Told = { outcome: Outcome; why: Reason[] };

/**
 * Who would answer for a ticket by the rule that matched, by the same plan as when it comes in. Whom a team's mode would
 * pick hangs on the loads of that moment: there the team is told, and no employee.
 */
async function routed(
  tx: Tx,
  workspaceId: string,
  { opened, serviceTeam, zone }: Rehearsed,
  match: Match<Result>,
): Promise<Told> {
  const result: RoutingResult | null = match.rule?.result ?? null;
  const { placeId, contactId, companyId, serviceId } = opened;
  const responsible = await loadResponsible(tx, workspaceId, { placeId, contactId, companyId });
  const ways = waysOf({
    named: null,
    result,
    because: match.reasons[0],
    responsible,
    team: serviceTeam,
    service: serviceId,
  });
  const at = new Date(opened.createdAt);
  const places = placeId === null ? [] : [placeId, ...opened.otherPlaces];
  const named = ways.flatMap(({ employee }) => employee ?? []);
  const people = await loadPeople(tx, { workspaceId, places, now: at, zone }, [...new Set(named)]);
  const modes = new Map([...(await loadTeamModes(tx, workspaceId)).keys()].map((id) => [id, BY_HAND]));
  const plan = planPeople({ ways, skills: [], people, modes, teams: new Map(), either: false, now: at, zone });
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
  };
}

/**
 * What a rule would promise a ticket, and whether it would have been late by that: its clocks as they ran, counted
 * against the norms and the calendar of the rule. Clocks that still run are looked at as of the rehearsal.
 */
async function promised(tx: Tx, workspaceId: string, { now, at }: Rehearsed, match: Match<Result>): Promise<Told> {
  const terms = match.rule && termsOf(match.rule.id, match.rule.result);
  const sla = await loadSlaFacts(tx, workspaceId);
  const state = { ...now, sla: terms };
  const clocks = CLOCKS.map((name) => clockNow(state, name, sla, at));
  return {
    outcome: {
      calendar: terms?.calendar ?? null,
      reaction: terms?.reaction ?? null,
      resolution: terms?.resolution ?? null,
      ...planned(state, sla),
      late: clocks.some((clock) => clock !== null && clock.breachedAt !== null),
    },
    why: match.reasons,
  };
}

/** What follows from a rule of each kind for a ticket. */
export const OUTCOMES = { routing: routed, sla: promised };
