import type { Client, Desk, Plan, Spot, Worker } from "./desk.ts";
import type { Random } from "./random.ts";

/** The employee of that mailbox. */
export function workerOf(desk: Desk, mailbox: string): Worker {
  const worker = desk.staff.find((one) => one.mailbox === mailbox);
  if (!worker) throw new Error(`Nobody works at ${mailbox}@${desk.slug}.demo`);
  return worker;
}

/** Who sits at the desk then. With more than two dispatchers anybody of them. */
export function dispatcherAt(desk: Desk, hour: number, random: Random): Worker {
  const shift = teamOf(desk, "Диспетчерская");
  if (shift.length > 2) return random.pick(shift);
  return workerOf(desk, hour < 7 || hour >= 21 ? "gromova" : "dispatcher");
}

/** Those of a team who may go to the place. */
export function teamAt(desk: Desk, team: string | undefined, spot: Spot | null): Worker[] {
  if (team === undefined) return [];
  return teamOf(desk, team).filter(({ places }) => !spot || !places || spot.path.some((id) => places.has(id)));
}

const teams = new WeakMap<Desk, Map<string, Worker[]>>();

/** All of a team; asked so often that it is kept. */
function teamOf(desk: Desk, team: string): readonly Worker[] {
  const known = teams.get(desk) ?? new Map<string, Worker[]>();
  teams.set(desk, known);
  const members = known.get(team) ?? desk.staff.filter((one) => one.teams.has(team) && one.actor.kind === "employee");
  known.set(team, members);
  return members;
}

/** One of a team; the demo's own engineers somewhat more often than the others. */
export const oneOf = (team: readonly Worker[], random: Random, own = 2): Worker =>
  random.weighted(team, ({ mailbox }) => (/^engineer2?$/.test(mailbox) ? own : 1));

/** The client with that address and where he lives or works. */
export function clientOf(desk: Desk, email: string): { client: Client; spot: Spot } {
  for (const { spot, people } of desk.homes) {
    const client = people.find((one) => one.email === email);
    if (client) return { client, spot };
  }
  throw new Error(`Nobody lives at ${email}`);
}

/** Somebody at random, of that site if one is named. Those who sign in to the portal ask most often. */
export function anybody(
  desk: Desk,
  { site, home }: Pick<Plan, "site" | "home">,
  random: Random,
): { client: Client; spot: Spot } {
  const homes = site === undefined ? desk.homes : desk.homes.filter(({ spot }) => spot.site === site);
  for (let tries = 0; tries < 200; tries++) {
    const { spot, people } = home === undefined ? random.pick(homes) : nth(homes, home);
    const client = people.length > 0 ? random.pick(people) : undefined;
    if (client && (client.portal || home !== undefined || random.chance(0.07))) return { client, spot };
  }
  throw new Error("Nobody signs in to the portal");
}

function nth<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new Error("The list is empty");
  return item;
}
