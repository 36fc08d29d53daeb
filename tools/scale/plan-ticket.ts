import type { Plan } from "../demo/desk.ts";
import { programme } from "../demo/housing/programme.ts";
import { choose, DAY } from "../demo/plans.ts";
import { type Random, randomOf } from "../demo/random.ts";
import { shareAt, sharesOf } from "../demo/rhythm.ts";
import type { Scenario } from "../demo/scenario.ts";
import type { Fill } from "./fill.ts";

const YEAR = 365 * DAY;
/** The last tickets are some minutes old. */
const YOUNGEST = 3 * 60_000;

/** Plans the tickets of a fill; `isDrawn` are services whose tickets bring files, which nobody draws by the million. */
export function planner(fill: Fill, { zone, isDrawn }: { zone: string; isDrawn: (service: string) => boolean }) {
  const from = new Date(fill.base.getTime() - YEAR);
  const to = new Date(fill.base.getTime() - YOUNGEST);
  const shares = sharesOf({ from, to, zone }, programme.rhythm);
  const scenarios = programme.scenarios
    .filter(({ service }) => !isDrawn(service))
    .map(({ picture: _, ...scenario }): Scenario => scenario);
  /** The ticket at that place of the fill. They come in the order of their times; a later attempt is another story. */
  return (index: number, attempt: number): Plan => {
    const number = fill.firstNumber + index;
    const seed = `${fill.seed}/${number}${attempt === 0 ? "" : `/${attempt}`}`;
    const random = randomOf(`${seed}/plan`);
    const at = momentOf(index, random);
    const scenario = choose(scenarios, at, zone, random);
    return {
      number,
      seed,
      at,
      talk: talkOf(random),
      ...standing(scenario, fill.base.getTime() - at.getTime(), random),
    };
  };

  function momentOf(index: number, random: Random): Date {
    const part = (index + random.next()) / fill.tickets;
    const { start, length, upTo, weight } = shareAt(shares, part);
    const total = shares.at(-1)?.upTo ?? 0;
    const within = weight === 0 ? 0 : Math.max(0, length - (upTo - part * total) / weight);
    return new Date(Math.floor((start + within) / 1000) * 1000);
  }
}

/** How much is written besides what the kind brings: mostly a little, now and then very much. */
function talkOf(random: Random): number {
  if (random.chance(0.0005)) return random.int(60, 90);
  return Math.round(random.span(3, 22)) - 2;
}

/** Some tickets stand where they are for long: the younger, the more of them. */
function standing(scenario: Scenario, age: number, random: Random): Pick<Plan, "scenario" | "course"> {
  if (!random.chance(0.55 * Math.exp(-age / (12 * DAY)))) return { scenario };
  if (!scenario.holds || scenario.desk || random.chance(0.5)) return { scenario, course: "forgotten" };
  const days = Math.ceil(age / DAY);
  const holds = scenario.holds.map((hold) => ({ ...hold, days: [days + 2, days + 40] as const }));
  return { scenario: { ...scenario, holds }, course: "held" };
}
