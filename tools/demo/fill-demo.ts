/**
 * Demo data: workspaces with believable people, places and half a year of tickets, for `npm run demo`.
 *
 * `fillDemo` may be called at every start. The first call makes each workspace in one transaction and enters its newest
 * tickets; after that, at the latest when `patience` is over, it answers, and what is left is entered behind the running
 * server. Interrupted, the next call goes on: the tickets that are there have the numbers of their plans, and the
 * present of all that is made up is the time at which the workspace was made. All is chance by a fixed seed, so the same
 * present gives the same data.
 *
 * Everything goes through the use-cases of the server: the workspace, people, places, services and clients as an
 * administrator makes them, tickets by `enterConversation`, where the rules of the process decide each act as of its
 * moment. Nothing is sent for what is past, and only timers that lie ahead are left as jobs.
 *
 * A kind of ticket is data: `housing/scenarios/` and `helpdesk/scenarios/`. How a ticket goes: `tell.ts` and `live.ts`
 * of each. When tickets come: `programme.ts` (the rhythm) and `rhythm.ts`. Photos: `pictures.ts`.
 */
import { diskStorage } from "../../server/files/storage.ts";
import { demoLink } from "../../server/people/sign-in-links.ts";
import type { Db } from "../../server/platform/database.ts";
import { DEMO_PASSWORD } from "./demo-person.ts";
import type { Desk, Plan, Tale } from "./desk.ts";
import { ensureWorkspace } from "./ensure-workspace.ts";
import { programme as fieldProgramme } from "./field/programme.ts";
import { tellTask } from "./field/tell.ts";
import { setup as fieldSetup } from "./field/workspace.ts";
import { type Filling, fillDesk } from "./fill-desk.ts";
import { programme as helpdeskProgramme } from "./helpdesk/programme.ts";
import { tellServiceRequest } from "./helpdesk/tell.ts";
import { setup as helpdeskSetup } from "./helpdesk/workspace.ts";
import { programme as housingProgramme } from "./housing/programme.ts";
import { tellRequest } from "./housing/tell.ts";
import { setup as housingSetup } from "./housing/workspace.ts";
import { programme as leadsProgramme } from "./leads/programme.ts";
import { tellVisit } from "./leads/tell.ts";
import { setup as leadsSetup } from "./leads/workspace.ts";
import { programme as linesProgramme } from "./lines/programme.ts";
import { tellCase } from "./lines/tell.ts";
import { setup as linesSetup } from "./lines/workspace.ts";
import { loadDesk } from "./load-desk.ts";
import { makePlans, type Programme } from "./plans.ts";
import { programme as registryProgramme } from "./registry/programme.ts";
import { tellSubmission } from "./registry/tell.ts";
import { setup as registrySetup } from "./registry/workspace.ts";
import type { DemoSetup } from "./setup.ts";
import { programme as supportProgramme } from "./support/programme.ts";
import { tellQuestion } from "./support/tell.ts";
import { setup as supportSetup } from "./support/workspace.ts";

export type DemoOptions = {
  /** Past the walls: makes workspaces and accounts. */
  owner: Db;
  /** As the application works. */
  db: Db;
  /** Where files lie. */
  filesFolder: string;
  /** Signs the links of demo people. */
  secret: string;
  publicUrl: string;
  /** The machine's clock by default. */
  now?: () => Date;
  /** Told what goes on, a line at a time; the console by default. */
  log?: (line: string) => void;
  /** Stops what goes on behind the server, after the tickets that it has begun. */
  signal?: AbortSignal;
  /** Gets what is still to be entered, to be waited for when the process stops. It never fails. */
  behind?: (work: Promise<void>) => void;
  /** Tickets of each workspace: 3,000; the smaller ones have fewer. */
  tickets?: number;
  /** Milliseconds after which the rest is entered behind the server: 15,000. */
  patience?: number;
};

/** Who can be played in a demo workspace, with the links that sign in by one click. */
export type DemoPeople = {
  workspace: { slug: string; name: string };
  password: string;
  people: { email: string; name: string; role: string; url: string }[];
};

type Demo = {
  setup: Omit<DemoSetup, "firstNumber">;
  programme: Programme;
  tell: (desk: Desk, plan: Plan) => Tale;
  /** Tickets that the workspace has at most. */
  most?: number;
};

/** The smaller desks have fewer tickets. */
const FEW = 450;
const FEWEST = 300;

const DEMOS: readonly Demo[] = [
  { setup: housingSetup, programme: housingProgramme, tell: tellRequest },
  { setup: helpdeskSetup, programme: helpdeskProgramme, tell: tellServiceRequest },
  { setup: leadsSetup, programme: leadsProgramme, tell: tellVisit, most: FEW },
  { setup: registrySetup, programme: registryProgramme, tell: tellSubmission, most: FEW },
  { setup: supportSetup, programme: supportProgramme, tell: tellQuestion, most: FEWEST },
  { setup: linesSetup, programme: linesProgramme, tell: tellCase, most: FEWEST },
  { setup: fieldSetup, programme: fieldProgramme, tell: tellTask, most: FEWEST },
];
/** Entered before anybody is let in. */
const NEWEST = 150;

/** Fills the demo workspaces, as far as they are not filled yet; answers the people of each. */
export async function fillDemo(options: DemoOptions): Promise<DemoPeople[]> {
  const { tickets = 3_000, patience = 15_000, log = console.log } = options;
  const started = performance.now();
  const passed = () => performance.now() - started;
  const fillings: Filling[] = [];
  for (const demo of DEMOS) {
    const count = Math.min(tickets, demo.most ?? tickets);
    const desk = await readDesk({ ...options, log }, demo, count);
    const plans = makePlans({ slug: desk.slug, zone: desk.zone, base: desk.base, count }, demo.programme);
    const storage = diskStorage(options.filesFolder);
    fillings.push({ ...options, log, storage, desk, plans, tell: (plan) => demo.tell(desk, plan) });
  }
  const left = await Promise.all(fillings.map((filling) => fillDesk(filling, NEWEST)));
  if (left.some((count) => count > 0)) {
    const rest = Promise.all(fillings.map((filling) => fillDesk(filling))).then(() => {
      if (!options.signal?.aborted) log(`Demo data: all is there after ${Math.round(passed() / 1000)} s.`);
    });
    // What fails behind the server is told and goes on at the next start; it does not take the server down.
    const work = rest.catch((error: unknown) => log(`Demo data: ${error instanceof Error ? error.message : error}`));
    options.behind?.(work);
    if (await isOver(work, patience - passed())) log("Demo data: the older tickets come in meanwhile.");
  }
  return demoPeople(options);
}

/** Who can be played in each demo workspace. */
export const demoPeople = (links: { secret: string; publicUrl: string }): DemoPeople[] =>
  DEMOS.map(({ setup }) => peopleOf(links, setup));

/** The same as a table for the console. */
export function demoTable(links: { secret: string; publicUrl: string }): string {
  const tables = demoPeople(links).map(({ workspace, password, people }) => {
    const width = Math.max(...people.map(({ email }) => email.length));
    const rows = people.map(
      ({ email, role, name, url }) => `  ${email.padEnd(width)}  ${url}\n  ${" ".repeat(width)}  ${name}, ${role}`,
    );
    return [`${workspace.name} (${workspace.slug}), password ${password}, or by one click:`, ...rows].join("\n");
  });
  return tables.join("\n\n");
}

/** Whether so many milliseconds are over before the work is done. */
async function isOver(work: Promise<void>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(true), Math.max(0, milliseconds));
  });
  const over = await Promise.race([work.then(() => false), patience]);
  clearTimeout(timer);
  return over;
}

async function readDesk(options: DemoOptions, { setup }: Demo, tickets: number): Promise<Desk> {
  return loadDesk(options.db, await ensureWorkspace(options, { ...setup, firstNumber: tickets + 1 }));
}

function peopleOf(
  links: { secret: string; publicUrl: string },
  { slug, name, staff, players }: Demo["setup"],
): DemoPeople {
  const url = (email: string) => demoLink(links, email);
  const employees = staff.filter(({ plays }) => plays).map((one) => ({ ...one, email: `${one.mailbox}@${slug}.demo` }));
  return {
    workspace: { slug, name },
    password: DEMO_PASSWORD,
    people: [
      ...employees.map(({ email, name: full, jobTitle }) => ({ email, name: full, role: jobTitle, url: url(email) })),
      ...players.map(({ email, name: full, role }) => ({ email, name: full, role, url: url(email) })),
    ],
  };
}
