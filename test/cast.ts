import { sql } from "kysely";
import { process as helpdesk } from "../presets/helpdesk/process.ts";
import { process as housing } from "../presets/housing/process.ts";
import type { Db } from "../server/platform/database.ts";
import { newId } from "../server/platform/ids.ts";
import { type CastCatalogue, castCatalogue, castProcesses } from "./cast-catalogue.ts";
import {
  type CastName,
  type CastPerson,
  type CastRoles,
  castContact,
  castEmployee,
  castRoles,
  ROLE_OF,
} from "./cast-people.ts";
import { type CastPlaces, castPlaces } from "./cast-places.ts";

/** Two workspaces with people, places and services. Ids are new in each database. */
export type Cast = {
  workspaceId: string;
  /** Where `max` works; the others know nothing of it. */
  otherWorkspaceId: string;
  people: Record<CastName, CastPerson>;
  roles: CastRoles;
  teams: { plumbing: string; lifts: string };
  places: CastPlaces;
  services: CastCatalogue["services"];
  types: CastCatalogue["types"];
  category: string;
  /** The same things in the other workspace, to be asked for in vain. */
  other: { roles: CastRoles; places: CastPlaces; services: CastCatalogue["services"] };
};

/** The key of the process that the services of the cast run; the one of the preset `helpdesk` is there too. */
export const CAST_PROCESS = housing.key;

/** Inserts the cast. `now` is when everything was made. */
export async function makeCast(owner: Db, now: Date): Promise<Cast> {
  const here = await castWorkspace(owner, "quarter", now);
  const there = await castWorkspace(owner, "elsewhere", now);
  const { workspaceId, roles, teams, places } = here;
  const of = (name: CastName) => ({ workspaceId, name, now });
  const employees = {
    boss: await castEmployee(owner, of("boss"), { roleId: roles[ROLE_OF.boss] }),
    dina: await castEmployee(owner, of("dina"), { roleId: roles[ROLE_OF.dina] }),
    ben: await castEmployee(owner, of("ben"), {
      roleId: roles[ROLE_OF.ben],
      allPlaces: false,
      places: [places.siteA],
      teamId: teams.plumbing,
      jobTitle: "Сантехник",
    }),
    eve: await castEmployee(owner, of("eve"), {
      roleId: roles[ROLE_OF.eve],
      allPlaces: false,
      places: [places.siteB],
      teamId: teams.lifts,
    }),
    carl: await castEmployee(owner, of("carl"), { roleId: roles[ROLE_OF.carl] }),
    rita: await castEmployee(owner, of("rita"), { roleId: roles[ROLE_OF.rita] }),
    max: await castEmployee(owner, { workspaceId: there.workspaceId, name: "max", now }, { roleId: there.roles.admin }),
  };
  const contacts = {
    ada: await castContact(owner, of("ada"), { unit: places.flat12, basis: "owner" }),
    vera: await castContact(owner, of("vera"), { unit: places.flat12, basis: "tenant" }),
  };
  return {
    ...here,
    otherWorkspaceId: there.workspaceId,
    people: { ...employees, ...contacts },
    other: { roles: there.roles, places: there.places, services: there.services },
  };
}

async function castWorkspace(owner: Db, slug: string, now: Date) {
  const workspaceId = newId();
  await owner
    .insertInto("workspace")
    .values({
      id: workspaceId,
      slug,
      name: slug,
      time_zone: "Europe/Moscow",
      locale: "ru",
      preset: housing.key,
      settings: JSON.stringify({
        collectCancelReasons: true,
        cancelReasons: ["Уже не нужно", "Ошибка"],
        recallSeconds: 0,
      }),
      created_at: now,
    })
    .execute();
  await sql`select make_ticket_numbers(${workspaceId}, 1)`.execute(owner);
  await castProcesses(owner, workspaceId, [housing, helpdesk]);
  const roles = await castRoles(owner, workspaceId);
  const teams = { plumbing: newId(), lifts: newId() };
  await owner
    .insertInto("team")
    .values([
      { workspace_id: workspaceId, id: teams.plumbing, name: "Сантехники" },
      { workspace_id: workspaceId, id: teams.lifts, name: "Лифтёры" },
    ])
    .execute();
  const places = await castPlaces(owner, workspaceId);
  const catalogue = await castCatalogue(owner, workspaceId, housing.key, teams);
  return { workspaceId, roles, teams, places, ...catalogue };
}
