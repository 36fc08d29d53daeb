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

/** What follows for a ticket, part by part: who answers, by when, what would have been done. */
export type Outcome = Readonly<Record<string, unknown>>;

/** How a side counts a ticket: for which teams and employees, and how often under each word (`late`, `fires`). */
export type Counted = {
  teams?: readonly (string | null)[];
  people?: readonly (string | null)[];
  counts?: Readonly<Record<string, number>>;
};

/** Before and after: tickets by team and by employee, and whatever else is counted. */
export type Pairs = Record<string, [before: number, after: number]>;
export type Tally = {
  teams: Pairs;
  people: Pairs;
  counts: Pairs;
  /** Names of rules that could not be asked and were passed over. */
  passedOver: string[];
};

export const emptyTally = (): Tally => ({ teams: {}, people: {}, counts: {}, passedOver: [] });

/** What one ticket adds to the tally. */
export type Shifts = Omit<Tally, "passedOver">;

/** How a ticket is counted on both sides. Whoever has it on both is not: for him nothing changes. */
export const shiftsOf = (before: Counted, after: Counted): Shifts => ({
  teams: shifted(before.teams, after.teams),
  people: shifted(before.people, after.people),
  counts: pairsOf(before.counts ?? {}, after.counts ?? {}),
});

/** The tally with more tickets. */
export function tallied(tally: Tally, more: readonly Shifts[]): Tally {
  const [teams, people, counts] = [{ ...tally.teams }, { ...tally.people }, { ...tally.counts }];
  for (const shifts of more) {
    add(teams, shifts.teams);
    add(people, shifts.people);
    add(counts, shifts.counts);
  }
  return { ...tally, teams, people, counts };
}

/** By which ids and words the tally counts a ticket. */
export const countedBy = ({ teams, people, counts }: Shifts): string[] =>
  [teams, people, counts].flatMap((pairs) =>
    Object.entries(pairs).flatMap(([key, [was, is]]) => (was + is > 0 ? [key] : [])),
  );

type Ids = Counted["teams"];

function shifted(before: Ids = [], after: Ids = []): Pairs {
  const ones = (ids: NonNullable<Ids>, others: NonNullable<Ids>) =>
    Object.fromEntries(ids.flatMap((id) => (id === null || others.includes(id) ? [] : [[id, 1]])));
  return pairsOf(ones(before, after), ones(after, before));
}

function pairsOf(before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>): Pairs {
  const pairs: Pairs = {};
  for (const [key, count] of Object.entries(before)) pairs[key] = [count, 0];
  for (const [key, count] of Object.entries(after)) pairs[key] = [pairs[key]?.[0] ?? 0, count];
  return pairs;
}

/** Adds to pairs of one's own. */
function add(pairs: Pairs, more: Pairs): void {
  for (const [key, [before, after]] of Object.entries(more)) {
    const [was, is] = pairs[key] ?? [0, 0];
    pairs[key] = [was + before, is + after];
  }
}
