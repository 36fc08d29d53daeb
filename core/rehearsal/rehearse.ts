import type { FactSearch, Facts } from "../condition/evaluate.ts";
import type { Context } from "../condition/plan.ts";
import { same } from "../process/same.ts";
import { firstMatch, type Match } from "../rules/match.ts";
import type { ReadRule } from "../rules/rule.ts";

/** What a ticket got by the rules as they are, and would have got by those proposed: the matches with their reasons. */
export type Otherwise<R> = { before: Match<R>; after: Match<R> };

/**
 * Whether another list of rules says something else of a ticket ([B-REH-02]); null when the same follows from both,
 * whichever rules it comes from.
 */
export function otherwise<R>(
  { before, after }: { before: readonly ReadRule<R>[]; after: readonly ReadRule<R>[] },
  facts: Facts,
  context: Context & { search?: FactSearch },
): Otherwise<R> | null {
  const was = firstMatch(before, facts, context);
  const is = firstMatch(after, facts, context);
  return same(was.rule?.result ?? null, is.rule?.result ?? null) ? null : { before: was, after: is };
}

/** What follows for a ticket: who answers, by when. `late`: it was not done by then. */
export type Outcome = { team?: string | null; assignee?: string | null; late?: boolean } & Record<string, unknown>;

/** How many of the tickets each team and each employee would have got, and how many would be late: before and after. */
export type Tally = {
  teams: Record<string, [before: number, after: number]>;
  people: Record<string, [before: number, after: number]>;
  late: [before: number, after: number];
};

export const emptyTally = (): Tally => ({ teams: {}, people: {}, late: [0, 0] });

/** The tally with one more ticket that would have been treated otherwise. */
export function tallied({ teams, people, late }: Tally, before: Outcome, after: Outcome): Tally {
  return {
    teams: counted(teams, before.team, after.team),
    people: counted(people, before.assignee, after.assignee),
    late: [late[0] + Number(before.late === true), late[1] + Number(after.late === true)],
  };
}

function counted(counts: Tally["teams"], before: string | null | undefined, after: string | null | undefined) {
  if (before === after || (!before && !after)) return counts;
  const next = { ...counts };
  if (before) next[before] = [(next[before]?.[0] ?? 0) + 1, next[before]?.[1] ?? 0];
  if (after) next[after] = [next[after]?.[0] ?? 0, (next[after]?.[1] ?? 0) + 1];
  return next;
}
