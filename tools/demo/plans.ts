import type { Plan } from "./desk.ts";
import { type Random, randomOf } from "./random.ts";
import { clockOf, moments, type Rhythm } from "./rhythm.ts";
import type { Scenario } from "./scenario.ts";

const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
const HALF_YEAR = 182 * DAY;
/** The last tickets are so many minutes old. */
const FRESH = [2, 5, 9, 14, 21, 30, 38, 51, 66, 84];
/** Nobody forgets a ticket for longer than this. */
const LONGEST_FORGOTTEN = 40 * DAY;

/** A plan before its number is known. */
export type Draft = Omit<Plan, "number" | "linkedTo"> & { after?: Draft };

/** What the plans of a workspace are made of. */
export type Programme = {
  scenarios: readonly Scenario[];
  rhythm: Rhythm;
  /** Tickets that are there in any case, by the present. */
  fixed: (base: Date, random: Random) => Draft[];
};

/**
 * All tickets of a workspace in the order of their times, numbered from 1: the fixed ones, a few that are minutes old,
 * and as many others as make up the count, by the rhythm of half a year. The same for the same present.
 */
export function makePlans(
  { slug, zone, base, count }: { slug: string; zone: string; base: Date; count: number },
  { scenarios, rhythm, fixed }: Programme,
): Plan[] {
  const random = randomOf(`${slug}/plans`);
  const given = fixed(base, random);
  const rest = Math.max(0, count - given.length - FRESH.length);
  const spread = {
    count: rest,
    from: new Date(base.getTime() - HALF_YEAR),
    to: new Date(base.getTime() - 90 * MINUTE),
    zone,
  };
  const others = [
    ...moments(spread, rhythm, random),
    ...FRESH.map((minutes) => new Date(base.getTime() - minutes * MINUTE)),
  ];
  const drafts: Draft[] = [
    ...given,
    ...others.map((at): Draft => ({ at, scenario: choose(scenarios, at, zone, random) })),
  ];
  drafts.sort((a, b) => a.at.getTime() - b.at.getTime());
  const numbers = new Map(drafts.map((draft, index) => [draft, index + 1]));
  return drafts.map(({ after, ...draft }, index) => {
    const linkedTo = after && numbers.get(after);
    return { ...draft, number: index + 1, ...(linkedTo === undefined ? {} : { linkedTo }) };
  });
}

/** Whether a ticket of that age may still lie about. */
export const mayBeForgotten = (plan: Pick<Plan, "at">, base: Date): boolean =>
  base.getTime() - plan.at.getTime() < LONGEST_FORGOTTEN;

/** A kind of ticket as the season has them. */
export function choose(scenarios: readonly Scenario[], at: Date, zone: string, random: Random): Scenario {
  const { month } = clockOf(at, zone);
  return random.weighted(scenarios, ({ weight, months }) => weight * (months?.[month] ?? 1));
}

/** The scenario of that service. */
export function scenarioOf(scenarios: readonly Scenario[], service: string): Scenario {
  const found = scenarios.find((one) => one.service === service);
  if (!found) throw new Error(`No scenario plays in ${service}`);
  return found;
}

/** Tales that are told in every demo: how many days ago, about which service, whose, and how each goes. */
export const fixedOf =
  (
    scenarios: Parameters<typeof scenarioOf>[0],
    tales: readonly [days: number, service: string, by: string, more: Pick<Fixed, "course" | "until">][],
  ): Programme["fixed"] =>
  (base) =>
    tales.map(([days, service, by, more]) => ({
      at: new Date(base.getTime() - days * DAY),
      scenario: scenarioOf(scenarios, service),
      by,
      ...more,
    }));
type Fixed = ReturnType<Programme["fixed"]>[number];
