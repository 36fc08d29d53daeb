import { sql } from "kysely";
import type { WorkspaceSettings } from "../../contract/settings.ts";
import { ALL_PERMISSIONS } from "../../presets/workspace-preset.ts";
import { createService } from "../../server/catalog/create-service.ts";
import { listServiceCategories } from "../../server/catalog/service-categories.ts";
import { createServiceType, listServiceTypes } from "../../server/catalog/service-types.ts";
import { giveAccess } from "../../server/clients/give-access.ts";
import type { ClientsParts } from "../../server/clients/parts.ts";
import { createEmployee } from "../../server/people/create-employee.ts";
import { createTeam } from "../../server/people/create-team.ts";
import type { PeopleDeps } from "../../server/people/deps.ts";
import { createPlace } from "../../server/places/create-place.ts";
import type { PlacesParts } from "../../server/places/parts.ts";
import { type Db, inWorkspace, type Tx } from "../../server/platform/database.ts";
import type { Ctx } from "../../server/platform/http/context.ts";
import type { Translator } from "../../server/platform/i18n.ts";
import { newId } from "../../server/platform/ids.ts";
import { fillWorkspace } from "../../server/settings/create-workspace.ts";
import { DEMO_PASSWORD, DEMO_ZONE, type DemoEmployee } from "./demo-person.ts";
import type { DemoService } from "./scenario.ts";

/** How a demo workspace is set up, besides what its preset brings. */
export type DemoSetup = {
  slug: string;
  name: string;
  /** Tickets of the demo have the numbers below. */
  firstNumber: number;
  teams: readonly string[];
  staff: readonly DemoEmployee[];
  moreTypes: readonly string[];
  services: readonly DemoService[];
  /** What of its preset is set otherwise. */
  settings?: WorkspaceSettings;
  /** Clients who can be played. */
  players: readonly { email: string; name: string; role: string }[];
  /** Before there are people: the places that employees may be limited to. */
  places: (work: Work) => Promise<void>;
  /** After there are people and services: clients and what belongs to them. */
  clients: (work: Work) => Promise<void>;
};

/** What the setting up works with: everything in one transaction, and the ids of what is there by its name. */
export type Work = {
  tx: Tx;
  ctx: Ctx;
  parts: PlacesParts & ClientsParts;
  places: Map<string, string>;
  teams: Map<string, string>;
  /** By the word before the @. */
  employees: Map<string, string>;
  addPlace: (place: Parameters<typeof createPlace>[2]) => Promise<string>;
  /** Lets a contact in to the portal; those who play sign in with the password. */
  letIn: (contactId: string, plays: boolean) => Promise<void>;
};

/** The firm began to use the desk so long before the first ticket. */
const BEGAN_BEFORE_MS = 200 * 24 * 3_600_000;

/**
 * Makes a workspace with its people, places, services and clients, all in one transaction: it is there whole or not at
 * all. It is as old as `base` says, which is the present of everything that is made up in it.
 */
export async function setUpWorkspace(
  { owner, people, texts }: { owner: Db; people: PeopleDeps; texts: Translator },
  setup: DemoSetup,
  base: Date,
): Promise<string> {
  const id = newId();
  await inWorkspace(owner, id, async (tx) => {
    const { slug, name, firstNumber, teams, staff, moreTypes, services } = setup;
    const made = await fillWorkspace(tx, id, { slug, name, preset: slug, timeZone: DEMO_ZONE, firstNumber });
    const settings = JSON.stringify(setup.settings ?? {});
    await sql`update workspace set created_at = ${base}, settings = settings || ${settings}::jsonb where id = ${id}`.execute(
      tx,
    );
    const ctx = founder(tx, id, made.administratorRoleId, new Date(base.getTime() - BEGAN_BEFORE_MS));
    const work = workOf(tx, ctx, people, texts);
    const brought = await tx.selectFrom("team").select(["id", "name"]).where("workspace_id", "=", id).execute();
    for (const team of brought) work.teams.set(team.name, team.id);
    await setup.places(work);
    for (const team of teams) work.teams.set(team, (await createTeam(ctx, { name: team })).id);
    for (const employee of staff) await addEmployee(work, people, slug, made.roles, employee);
    for (const type of moreTypes) await createServiceType(ctx, { name: type });
    await addServices(work, services);
    await setup.clients(work);
  });
  return id;
}

/** Who sets everything up: nobody is there yet to do it. */
export function founder(tx: Tx, workspaceId: string, roleId: string, now: Date): Ctx {
  return {
    person: {
      workspaceId,
      kind: "employee",
      id: workspaceId,
      name: "",
      permissions: new Set(ALL_PERMISSIONS),
      roleId,
      allPlaces: true,
      places: [],
      sites: [],
      withinSites: false,
      closedServices: [],
    },
    workspaceId,
    now,
    ifMatch: null,
    read: (work) => work(tx),
    later: (work) => work(tx),
    write: (work) => work(tx),
    writeAnew: (work) => work(tx),
  };
}

export function workOf(tx: Tx, ctx: Ctx, people: PeopleDeps, texts: Translator): Work {
  const nothing = async () => {};
  const parts = {
    texts,
    placeMoved: nothing,
    contactChanged: nothing,
    companyChanged: nothing,
    ensureAccount: people.accounts.ensure,
    readdressAccount: people.accounts.readdress,
    invite: nothing,
  };
  const places = new Map<string, string>();
  return {
    tx,
    ctx,
    parts,
    places,
    teams: new Map(),
    employees: new Map(),
    async addPlace(place) {
      const { id } = await createPlace(ctx, parts, place);
      places.set(place.name, id);
      return id;
    },
    async letIn(contactId, plays) {
      await giveAccess(ctx, parts, contactId, { access: true, ...(plays ? { password: DEMO_PASSWORD } : {}) });
    },
  };
}

export async function addEmployee(
  { ctx, teams, places, employees }: Work,
  people: PeopleDeps,
  slug: string,
  roles: ReadonlyMap<string, string>,
  { mailbox, name, jobTitle, role, phone, plays, ...employee }: DemoEmployee,
): Promise<void> {
  const limits = (employee.places ?? []).map((place) => named(places, place));
  const { id } = await createEmployee(people, ctx, {
    name,
    email: `${mailbox}@${slug}.demo`,
    jobTitle,
    phone,
    role: named(roles, role),
    teams: employee.teams.map((team) => named(teams, team)),
    allPlaces: limits.length === 0,
    places: limits,
    ...(plays ? { password: DEMO_PASSWORD } : {}),
  });
  employees.set(mailbox, id);
}

async function addServices({ ctx, teams, employees }: Work, services: readonly DemoService[]): Promise<void> {
  const types = new Map((await listServiceTypes(ctx)).items.map((type) => [type.name, type.id]));
  const categories = new Map((await listServiceCategories(ctx)).items.map((category) => [category.name, category.id]));
  for (const [position, service] of services.entries()) {
    const { type, category, team, options, autoControllers = [], stages = [], ...plain } = service;
    await createService(ctx, {
      ...plain,
      type: named(types, type),
      category: category === null ? null : named(categories, category),
      team: team === null ? null : named(teams, team),
      options: {
        ...options,
        rating: "average",
        ...(autoControllers.length > 0 ? { autoControllers: autoControllers.map((who) => named(employees, who)) } : {}),
        ...(stages.length > 0
          ? {
              stages: stages.map((stage) => ({
                ...stage,
                approvers: stage.approvers.map((who) => named(employees, who)),
              })),
            }
          : {}),
      },
      position,
    });
  }
}

/** The id of a thing by its name; a name that is not there is a slip of the demo's data. */
export function named(ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`The demo names "${name}", which is not there`);
  return id;
}
