/**
 * Demo data: two workspaces with believable people, places and half a year of tickets, for `npm run demo`.
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
import { markContactSeen, savePreferences } from "../../server/clients/link-account.ts";
import type { FileStorage } from "../../server/files/storage.ts";
import { makePeople } from "../../server/people/people.ts";
import { demoLink } from "../../server/people/sign-in-links.ts";
import type { Db } from "../../server/platform/database.ts";
import type { Translator } from "../../server/platform/i18n.ts";
import { DEMO_PASSWORD } from "./demo-person.ts";
import type { Desk, Plan, Tale } from "./desk.ts";
import { type Filling, fillDesk } from "./fill-desk.ts";
import { programme as helpdeskProgramme } from "./helpdesk/programme.ts";
import { tellServiceRequest } from "./helpdesk/tell.ts";
import { setup as helpdeskSetup } from "./helpdesk/workspace.ts";
import { programme as housingProgramme } from "./housing/programme.ts";
import { tellRequest } from "./housing/tell.ts";
import { setup as housingSetup } from "./housing/workspace.ts";
import { loadDesk } from "./load-desk.ts";
import { makePlans, type Programme } from "./plans.ts";
import { type DemoSetup, setUpWorkspace } from "./setup.ts";

export type DemoOptions = {
  /** Past the walls: makes workspaces and accounts. */
  owner: Db;
  /** As the application works. */
  db: Db;
  storage: FileStorage;
  secret: string;
  publicUrl: string;
  texts: Translator;
  now: () => Date;
  /** Told what goes on, a line at a time. */
  log?: (line: string) => void;
  /** Stops what goes on behind the server. */
  signal?: AbortSignal;
  /** Gets what is still to be entered, to be waited for when the process stops. It never fails. */
  behind?: (work: Promise<void>) => void;
  /** Tickets of each workspace: 3,000. */
  tickets?: number;
  /** Milliseconds after which the rest is entered behind the server: 20,000. */
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
};

const DEMOS: readonly Demo[] = [
  { setup: housingSetup, programme: housingProgramme, tell: tellRequest },
  { setup: helpdeskSetup, programme: helpdeskProgramme, tell: tellServiceRequest },
];
/** Entered before anybody is let in. */
const NEWEST = 150;

/** Fills the demo workspaces, as far as they are not filled yet; answers the people of each. */
export async function fillDemo(options: DemoOptions): Promise<DemoPeople[]> {
  const { tickets = 3_000, patience = 20_000, log = () => {} } = options;
  const started = performance.now();
  const fillings: Filling[] = [];
  for (const demo of DEMOS) {
    const desk = await readDesk(options, demo, tickets);
    const plans = makePlans({ slug: desk.slug, zone: desk.zone, base: desk.base, count: tickets }, demo.programme);
    fillings.push({ ...options, log, desk, plans, tell: (plan) => demo.tell(desk, plan) });
  }
  const begun = await Promise.all(fillings.map((filling) => fillDesk(filling, NEWEST)));
  if (begun.some((left) => left > 0)) {
    const rest = Promise.all(fillings.map((filling) => fillDesk(filling))).then(() => {
      log(`Demo data: all is entered, ${Math.round((performance.now() - started) / 1000)} s in all.`);
    });
    // What fails behind the server is told and goes on at the next start; it does not take the server down.
    const work = rest.catch((error: unknown) => log(`Demo data: ${error instanceof Error ? error.message : error}`));
    options.behind?.(work);
    if (await isOver(work, patience - (performance.now() - started))) log("Demo data: the rest is entered meanwhile.");
  }
  return DEMOS.map(({ setup }) => peopleOf(options, setup));
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
  const { owner, db, log } = options;
  const find = () =>
    owner
      .selectFrom("workspace")
      .select(["id", "slug", "created_at as createdAt"])
      .where("slug", "=", setup.slug)
      .executeTakeFirst();
  if (!(await find())) {
    const people = makePeople({
      ...options,
      demo: true,
      letters: { send: async () => {} },
      contactSeen: markContactSeen,
      saveContactPreferences: savePreferences,
    });
    log?.(`Demo data: making ${setup.name}…`);
    await setUpWorkspace({ ...options, people: people.deps }, { ...setup, firstNumber: tickets + 1 }, options.now());
  }
  const workspace = await find();
  if (!workspace) throw new Error(`The demo workspace ${setup.slug} was not made`);
  return loadDesk(db, workspace);
}

function peopleOf(options: DemoOptions, { slug, name, staff, players }: Demo["setup"]): DemoPeople {
  const url = (email: string) => demoLink(options, email);
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
