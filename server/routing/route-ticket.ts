import type { Actor, Command, Facts, Person, Routed } from "../../core/process/commands.ts";
import { newTicket } from "../../core/process/decide-open.ts";
import type { Reason } from "../../core/process/events.ts";
import type { Process } from "../../core/process/process.ts";
import type { PeoplePlan, ResponsibleOf } from "../../core/routing/plan-people.ts";
import { observersOf, waysOf } from "../../core/routing/plan-ticket.ts";
import type { RoutingResult } from "../../core/routing/result.ts";
import type { Candidate } from "../../core/routing/team-mode.ts";
import { firstMatch } from "../../core/rules/match.ts";
import { loadTeamModes } from "../people/team-modes.ts";
import type { Tx } from "../platform/database.ts";
import { loadRules } from "../rules/load-rules.ts";
import { ruleFacts } from "../rules/rule-facts.ts";
import { loadWholeRegistry } from "../settings/load-registry.ts";
import { loadPriorities } from "../settings/priorities.ts";
import type { TicketLinks } from "../tickets/derived.ts";
import { promiseCall } from "./calls.ts";
import { takeTurn } from "./load-candidates.ts";
import { settleFields } from "./settle-fields.ts";
import { solve } from "./solve.ts";

type Open = Extract<Command, { kind: "open" }>;

/** A ticket that is about to be opened. `named`: whoever opens it has said which team or person answers. */
export type ToRoute = {
  command: Open;
  named: boolean;
  process: Process;
  facts: Facts;
  actor: Actor;
  links: TicketLinks;
  responsible: ResponsibleOf;
  now: Date;
};
/** The same, with what the rules have put to it; `plan` is for `keepRouting`, once the ticket is there. */
export type RoutedTicket = { command: Open; facts: Facts; plan: PeoplePlan };

/**
 * What the rules say of a new ticket, by whatever way it comes in: who answers and looks on, priority and fields
 * ([O-ROUT-14], X-05). At its creation only: a ticket that is changed later is not routed anew ([O-ROUT-01]).
 */
export async function routeTicket(tx: Tx, workspaceId: string, ticket: ToRoute): Promise<RoutedTicket> {
  const { command, named, process, facts, links, responsible, now } = ticket;
  const { zone } = facts;
  const registry = await loadWholeRegistry(tx, workspaceId);
  const state = newTicket(process, command, ticket.actor, facts, now);
  const { placeId, serviceId } = state;
  const rules = await loadRules(tx, workspaceId, "routing");
  const match = firstMatch(rules, ruleFacts(state, { ...links, number: 0 }), { registry, now, zone });
  const result: RoutingResult | null = match.rule?.result ?? null;
  const isPerson = (command.assignees ?? []).length > 0;
  const team = command.teamId ?? null;
  const ways = waysOf({
    named: named ? { team: isPerson ? null : team } : null,
    result,
    because: match.reasons[0],
    responsible,
    team,
    service: serviceId,
  });
  const { observers, observerTeams, why } = observersOf(result, responsible);
  const controllers = result?.controllers ?? [];
  const places = placeId === null ? [] : [placeId, ...state.otherPlaces];
  const where = { workspaceId, places, now, zone };
  const also = [...controllers, ...observers];
  const either = process.responsible === "either";
  const { plan, people } = await solve(tx, where, { ways, skills: result?.skills ?? [], either }, also);
  const modes = await loadTeamModes(tx, workspaceId);
  const { custom, skipped } = settleFields(result?.fields ?? {}, registry);
  const priority = await givenPriority(tx, workspaceId, result?.priority ?? null);
  const isPriorityGone = priority === null && result?.priority != null && command.priority == null;
  const filled = filledIn(command.custom ?? {});
  const sets = [
    ...(command.priority == null && priority !== null ? ["priority"] : []),
    ...Object.keys(custom).flatMap((key) => (key in filled ? [] : [`custom.${key}`])),
  ];
  const known = observerTeams.filter((id) => modes.has(id));
  // Nothing else tells why nobody answers: no rule matched, and this is why.
  const isNobodys = !named && match.rule === null && plan.team === null && plan.assignee === null;
  const gone = observerTeams.filter((id) => !modes.has(id));
  const defaults: Routed = {
    ...(named ? {} : { team: plan.team }),
    assignees: plan.assignee === null ? [] : [plan.assignee],
    controllers,
    observers,
    observerTeams: known,
    why: [...plan.why, ...(isByRule(plan) ? [] : match.reasons), ...why],
    skipped: [
      ...match.broken.map(({ id, name }) => ({ what: "routing", reason: "broken", rule: id, name })),
      ...plan.skipped,
      ...skipped,
      ...(isPriorityGone ? [{ what: "field:priority", reason: "unknown-priority" }] : []),
      ...gone.map((id) => ({ what: `team:${id}`, reason: "unknown-team" })),
    ],
    ...(sets.length > 0 || isNobodys ? { set: match.reasons.map((reason) => withSets(reason, sets)) } : {}),
  };
  return {
    command: {
      ...command,
      ...(named ? {} : { teamId: null }),
      priority: command.priority ?? priority,
      custom: { ...custom, ...filled },
      defaults,
    },
    facts: {
      ...facts,
      people: new Map([...[...people.values()].map(personOf), ...facts.people]),
    },
    plan,
  };
}

/** The priority that a rule sets; null when it is not given any more. */
async function givenPriority(tx: Tx, workspaceId: string, key: string | null): Promise<string | null> {
  if (key === null) return null;
  return (await loadPriorities(tx, workspaceId)).some((one) => one.active && one.key === key) ? key : null;
}

/** The reason with what the rule has set beside people: what was given at opening is not of its doing. */
const withSets = ({ rule, facts }: Reason, sets: string[]): Reason => ({ rule, facts: { ...facts, sets } });
const isByRule = ({ why }: PeoplePlan): boolean => why.some(({ rule }) => rule === "routing");
const personOf = ({ id, name, active, teams, site }: Candidate): [string, Person] => [
  id,
  { id, name, active, teams: [...teams], site },
];

/** What was given at opening goes before what a rule sets; an empty value was not given. */
const filledIn = (custom: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(custom).filter(([, value]) => value !== null));

/** Keeps whose turn it was, and promises the chain of calls, for the ticket that is there now. */
export async function keepRouting(
  tx: Tx,
  of: { workspaceId: string; ticketId: string },
  { assignee, turnOf, callsOf }: PeoplePlan,
  now: Date,
): Promise<void> {
  const { workspaceId, ticketId } = of;
  if (turnOf !== null && assignee !== null) await takeTurn(tx, workspaceId, turnOf, assignee, now);
  if (callsOf === null) return;
  const mode = (await loadTeamModes(tx, workspaceId)).get(callsOf);
  if (mode) await promiseCall(tx, { workspaceId, ticketId, teamId: callsOf, step: 0 }, mode.escalation, now);
}
