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

/** The tally with one more ticket. Whoever has it on both sides is not counted: for him nothing changes. */
export function tallied(tally: Tally, before: Counted, after: Counted): Tally {
  return {
    ...tally,
    teams: shifted(tally.teams, before.teams, after.teams),
    people: shifted(tally.people, before.people, after.people),
    counts: added(tally.counts, before.counts ?? {}, after.counts ?? {}),
  };
}

/** By which ids and words the tally counts a ticket. */
export function countedBy(before: Counted, after: Counted): string[] {
  const tally = tallied(emptyTally(), before, after);
  return [tally.teams, tally.people, tally.counts].flatMap((pairs) =>
    Object.entries(pairs).flatMap(([key, [was, is]]) => (was + is > 0 ? [key] : [])),
  );
}

type Ids = Counted["teams"];

function shifted(pairs: Pairs, before: Ids = [], after: Ids = []): Pairs {
  const ones = (ids: Ids = [], others: Ids = []) =>
    Object.fromEntries([...new Set(ids)].flatMap((id) => (id === null || others.includes(id) ? [] : [[id, 1]])));
  return added(pairs, ones(before, after), ones(after, before));
}

function added(pairs: Pairs, before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>): Pairs {
  const next = { ...pairs };
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = next[key] ?? [0, 0];
    next[key] = [was + (before[key] ?? 0), is + (after[key] ?? 0)];
  }
  return next;
}
