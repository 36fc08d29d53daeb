import { createHash } from "node:crypto";
import { PERMISSIONS, type Permission } from "../core/access/permissions.ts";
import type { Db } from "../server/platform/database.ts";
import { newId } from "../server/platform/ids.ts";

/**
 * Who plays in the tests: `boss` administrator, `dina` dispatcher (all sites), `ben` engineer in the team Plumbing
 * (site A only), `eve` engineer in the team Lifts (site B only), `carl` controller, `rita` may only read; `ada` owner
 * and `vera` tenant of the same flat; `max` administrator of another workspace.
 */
export const NAMES = ["boss", "dina", "ben", "eve", "carl", "rita", "ada", "vera", "max"] as const;
export type CastName = (typeof NAMES)[number];

export type CastPerson = {
  id: string;
  kind: "employee" | "contact";
  workspaceId: string;
  name: string;
  email: string;
  /** For `Authorization: Bearer`. */
  token: string;
  /** The account, whose password is `PASSWORD`. */
  userId: string;
};

/** Everybody's password; its hash is written down because making one takes a tenth of a second. */
export const PASSWORD = "a-password-of-the-cast";
const PASSWORD_HASH =
  "43489445a7d3d9b7d7d94ba79aae3161:da744236505f3414f8e77f721a1d568dadc8afcd7377c4e53a0c55ea3ccfc28301b63dca91287a03aca2edb37f9416e3e7551931a635ef0d93e172aba57817b3";

const ALL = Object.keys(PERMISSIONS).filter((key): key is Permission => key in PERMISSIONS);
const READS: Permission[] = ["section.tickets", "ticket.read"];
const WORKS: Permission[] = [...READS, "ticket.write", "ticket.move", "message.send"];
const LEADS: Permission[] = [
  ...WORKS,
  "ticket.assign",
  "ticket.cancel",
  "ticket.reopen",
  "ticket.incident",
  "ticket.approve",
];

/** What each role of the cast may do. */
export const ROLE_PERMISSIONS = {
  admin: ALL,
  dispatcher: [...LEADS, "section.clients", "section.companies", "section.places", "report.export"],
  engineer: WORKS,
  controller: [...LEADS],
  reader: READS,
} as const satisfies Record<string, readonly Permission[]>;
export type RoleKey = keyof typeof ROLE_PERMISSIONS;
export type CastRoles = Record<RoleKey, string>;

export const ROLE_OF = {
  boss: "admin",
  dina: "dispatcher",
  ben: "engineer",
  eve: "engineer",
  carl: "controller",
  rita: "reader",
} as const satisfies Partial<Record<CastName, RoleKey>>;

/** Inserts the roles of the cast into a workspace. */
export async function castRoles(owner: Db, workspaceId: string): Promise<CastRoles> {
  const ids = { admin: newId(), dispatcher: newId(), engineer: newId(), controller: newId(), reader: newId() };
  const rows = Object.entries(ROLE_PERMISSIONS).map(([key, permissions], position) => ({
    workspace_id: workspaceId,
    id: ids[isRole(key) ? key : "reader"],
    key,
    name: key,
    permissions: [...permissions],
    position,
  }));
  await owner.insertInto("role").values(rows).execute();
  return ids;
}

const isRole = (key: string): key is RoleKey => key in ROLE_PERMISSIONS;

/** `name`: of the cast, or of somebody whom a test adds. */
export type PersonOf = { workspaceId: string; name: string; now: Date };

/** Inserts an employee with an account, a password and a token. */
export async function castEmployee(
  owner: Db,
  of: PersonOf,
  more: { roleId: string; allPlaces?: boolean; places?: readonly string[]; teamId?: string; jobTitle?: string },
): Promise<CastPerson> {
  const person = await account(owner, of, "employee");
  const { workspaceId: workspace_id } = of;
  await owner
    .insertInto("employee")
    .values({
      workspace_id,
      id: person.id,
      user_id: person.userId,
      role_id: more.roleId,
      name: person.name,
      job_title: more.jobTitle ?? "",
      phone: "+7 900 000-00-00",
      email: person.email,
      all_places: more.allPlaces ?? true,
      created_at: of.now,
    })
    .execute();
  for (const place_id of more.places ?? []) {
    await owner.insertInto("employee_place").values({ workspace_id, employee_id: person.id, place_id }).execute();
  }
  if (more.teamId) {
    await owner
      .insertInto("team_member")
      .values({ workspace_id, team_id: more.teamId, employee_id: person.id })
      .execute();
  }
  return person;
}

/** Inserts a contact with access to the portal, living in `unit`. */
export async function castContact(
  owner: Db,
  of: PersonOf,
  more: { unit: string; basis: "owner" | "tenant" },
): Promise<CastPerson> {
  const person = await account(owner, of, "contact");
  const { workspaceId: workspace_id } = of;
  await owner
    .insertInto("contact")
    .values({
      workspace_id,
      id: person.id,
      user_id: person.userId,
      name: person.name,
      phone: "+7 911 111-11-11",
      email: person.email,
      portal_access: true,
      created_at: of.now,
    })
    .execute();
  await owner
    .insertInto("occupancy")
    .values({ workspace_id, place_id: more.unit, contact_id: person.id, basis: more.basis })
    .execute();
  return person;
}

async function account(owner: Db, { workspaceId, name, now }: PersonOf, kind: CastPerson["kind"]): Promise<CastPerson> {
  const person: CastPerson = {
    id: newId(),
    kind,
    workspaceId,
    name: `${name.charAt(0).toUpperCase()}${name.slice(1)} Cast`,
    email: `${name}@cast.example`,
    token: `pult_${name.padEnd(8, "_")}${newId().replaceAll("-", "")}`,
    userId: newId(),
  };
  const { userId } = person;
  await owner
    .insertInto("auth_user")
    .values({ id: userId, name: person.name, email: person.email, emailVerified: true })
    .execute();
  await owner
    .insertInto("auth_account")
    .values({ id: newId(), accountId: userId, providerId: "credential", userId, password: PASSWORD_HASH })
    .execute();
  await owner
    .insertInto("api_token")
    .values({
      workspace_id: workspaceId,
      id: newId(),
      hash: createHash("sha256").update(person.token).digest(),
      name: "cast",
      person_kind: kind,
      person_id: person.id,
      created_at: now,
    })
    .execute();
  return person;
}
