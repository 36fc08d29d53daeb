import type { Reason } from "../process/events.ts";
import { defaultObservers, defaultWays, type ResponsibleOf, type Way } from "./plan-people.ts";
import type { RoutingResult } from "./result.ts";

/** What the way to somebody who answers goes by. */
export type Wayfinding = {
  /** Whoever opens the ticket has said who answers: a team (null: nobody, or a person), and no rule is asked. */
  named: { team: string | null } | null;
  /** Of the rule that matched; null: none did. */
  result: RoutingResult | null;
  /** Why that rule, if there are rules. */
  because: Reason | undefined;
  responsible: ResponsibleOf;
  /** The team of the service, or of the mail address that a letter came to. */
  team: string | null;
  service: string | null;
};

/**
 * The ways to somebody who answers, the first to be tried first: who was named; what the rule says; the default chain,
 * when no rule matches or the rule leaves the assignee empty; the team of the service.
 */
export function waysOf({ named, result, because, responsible, team, service }: Wayfinding): Way[] {
  if (named) return named.team === null ? [] : [{ rule: "named-team", of: null, employee: null, team: named.team }];
  const own: Way[] = team === null ? [] : [{ rule: "service-team", of: service, employee: null, team }];
  const chain = [...defaultWays(responsible), ...own];
  if (!result) return chain;
  const facts = because?.facts ?? {};
  const byRule = { rule: "routing", of: null, facts };
  if (result.assignee) {
    return [{ ...byRule, employee: result.assignee, team: result.team ?? null, unlessTeam: team }, ...chain];
  }
  const byTeam: Way[] = result.team ? [{ ...byRule, employee: null, team: result.team }] : [];
  // "Default" is said: the chain first, then the rule's team. Left empty beside a team: the team answers.
  return result.assignee === null ? [...defaultWays(responsible), ...byTeam, ...own] : [...byTeam, ...chain];
}

/** Who looks on besides those who are named: by the rule, and by default the sum of all four sources. */
export function observersOf(result: RoutingResult | null, responsible: ResponsibleOf) {
  const byDefault = result?.defaultObservers === false ? NOBODY : defaultObservers(responsible);
  const observers = [...new Set([...(result?.observers ?? []), ...byDefault.observers])];
  const observerTeams = [...new Set([...(result?.observerTeams ?? []), ...byDefault.observerTeams])];
  const count = byDefault.observers.length + byDefault.observerTeams.length;
  const why: Reason[] = count > 0 ? [{ rule: "default-observers", facts: { ...byDefault } }] : [];
  return { observers, observerTeams, why };
}
const NOBODY = { observers: [], observerTeams: [] };
