import { sql } from "kysely";
import { importPlaces } from "../../server/places/import-places.ts";
import { type Db, inWorkspace, type Tx } from "../../server/platform/database.ts";
import type { Ctx } from "../../server/platform/http/context.ts";
import { type Founding, founders } from "../demo/ensure-workspace.ts";
import type { ResidentRow } from "../demo/housing/quarter.ts";
import { latin, makePerson } from "../demo/names.ts";
import { randomOf } from "../demo/random.ts";
import { addEmployee, founder, type Work, workOf } from "../demo/setup.ts";
import { makeHouses, makeResidents, type Size, tableOf } from "./town.ts";

const DOMAIN = "pochta.example";
/** Rows of one import. */
const ROWS = 20_000;
/** So many of the residents with an address sign in to the portal. */
const ON_PORTAL = 0.6;

type Workspace = { id: string; slug: string; createdAt: Date };

/**
 * Lets the workspace grow to the size: houses with residents, and employees with teams and scopes. All in one
 * transaction by the use-cases of the server; one that is big enough is left as it is.
 */
export async function growWorkspace(
  founding: Founding & { log: (line: string) => void },
  workspace: Workspace,
  size: Size,
): Promise<void> {
  const { owner } = founding;
  if ((await sizeOf(owner, workspace.id)).sites >= size.sites) return;
  const { people, texts } = await founders(founding);
  await inWorkspace(owner, workspace.id, async (tx) => {
    const there = await sizeOf(tx, workspace.id);
    founding.log(`Making ${size.sites} sites, ${size.flats} flats, ${size.residents} residents…`);
    const ctx = founder(tx, workspace.id, await roleId(tx, workspace.id, "administrator"), workspace.createdAt);
    const work = workOf(tx, ctx, people, texts);
    const houses = makeHouses(size.sites - there.sites, size.flats - there.flats);
    await addPlaces(work, houses);
    let rows: ResidentRow[] = [];
    for (const row of makeResidents(houses, size.residents - there.residents, DOMAIN)) {
      rows.push(row);
      if (rows.length < ROWS) continue;
      await importRows(ctx, work, rows);
      rows = [];
    }
    await importRows(ctx, work, rows);
    await letResidentsIn(tx, owner, workspace.id);
    await addStaff(
      { work, people, workspace, houses: houses.map(({ name }) => name) },
      size.employees - there.employees,
    );
  });
  await sql`analyze place, contact, occupancy, employee, employee_place`.execute(owner);
}

async function sizeOf(db: Db, workspaceId: string): Promise<Size> {
  const { rows } = await sql<Size>`select
      (select count(*)::int from place where workspace_id = ${workspaceId} and kind = 'site') as sites,
      (select count(*)::int from place where workspace_id = ${workspaceId} and kind = 'unit') as flats,
      (select count(*)::int from contact where workspace_id = ${workspaceId}) as residents,
      (select count(*)::int from employee where workspace_id = ${workspaceId}) as employees`.execute(db);
  if (!rows[0]) throw new Error("The workspace could not be counted");
  return rows[0];
}

async function roleId(tx: Tx, workspaceId: string, key: string): Promise<string> {
  const role = await tx
    .selectFrom("role")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("key", "=", key)
    .executeTakeFirstOrThrow();
  return role.id;
}

async function addPlaces({ addPlace, places }: Work, houses: ReturnType<typeof makeHouses>): Promise<void> {
  for (const { name, group, quarter } of houses) {
    const district = `${group}, ${quarter}`;
    const parent = places.get(group) ?? (await addPlace({ kind: "group", name: group }));
    let within = places.get(district);
    if (within === undefined) {
      within = await addPlace({ kind: "quarter", name: quarter, parent });
      places.set(district, within);
    }
    await addPlace({ kind: "site", name, parent: within });
  }
}

async function importRows(ctx: Ctx, { parts }: Work, rows: readonly ResidentRow[]): Promise<void> {
  if (rows.length === 0) return;
  const { errors } = await importPlaces(ctx, parts, { text: tableOf(rows) });
  if (errors.length > 0) throw new Error(`The table of residents is wrong: ${JSON.stringify(errors[0])}`);
}

/** What `giveAccess` does for each, for many at once: an account of the email, and the door open. */
async function letResidentsIn(tx: Tx, owner: Db, workspaceId: string): Promise<void> {
  const { rows } = await sql<{ id: string; name: string; email: string }>`
    select id, name, lower(email) as email from contact
    where workspace_id = ${workspaceId} and email like ${`%.z%@${DOMAIN}`} order by email`.execute(tx);
  const random = randomOf("town/portal");
  const invited = rows.filter(() => random.chance(ON_PORTAL));
  await sql`insert into auth_user (id, name, email)
    select id, name, email from jsonb_to_recordset(${JSON.stringify(invited)}::jsonb) as v(id text, name text, email text)
    on conflict (email) do nothing`.execute(owner);
  await sql`update contact c set portal_access = true, user_id = u.id
    from jsonb_to_recordset(${JSON.stringify(invited)}::jsonb) as v(id uuid, email text)
      join auth_user u on u.email = v.email
    where c.workspace_id = ${workspaceId} and c.id = v.id`.execute(tx);
}

/** The trades: of which team, how many of a hundred, and with which role. */
const TRADES = [
  { team: "Диспетчерская", share: 14, role: "dispatcher", jobTitle: "Диспетчер" },
  { team: "Сантехники", share: 26, role: "engineer", jobTitle: "Слесарь-сантехник" },
  { team: "Электрики", share: 16, role: "engineer", jobTitle: "Электромонтёр" },
  { team: "Лифтовая служба", share: 8, role: "engineer", jobTitle: "Электромеханик по лифтам" },
  { team: "Уборка и благоустройство", share: 16, role: "engineer", jobTitle: "Мастер участка" },
  { team: "Общестроительные работы", share: 11, role: "engineer", jobTitle: "Мастер общестроительных работ" },
  { team: "Абонентский отдел", share: 6, role: "engineer", jobTitle: "Специалист абонентского отдела" },
  { team: "Управление", share: 3, role: "manager", jobTitle: "Заместитель управляющего" },
] as const;
/** Engineers of a district go to so many sites. */
const DISTRICT = 40;

/** Employees of all trades. Of the engineers half serve a district, some a single house, the rest go everywhere. */
async function addStaff(
  {
    work,
    people,
    workspace,
    houses,
  }: { work: Work; people: Parameters<typeof addEmployee>[1]; workspace: Workspace; houses: readonly string[] },
  count: number,
): Promise<void> {
  const random = randomOf("town/staff");
  const roles = new Map<string, string>();
  for (const { team, role } of TRADES) {
    roles.set(role, await roleId(work.tx, workspace.id, role));
    const { id } = await work.tx
      .selectFrom("team")
      .select("id")
      .where("workspace_id", "=", workspace.id)
      .where("name", "=", team)
      .executeTakeFirstOrThrow();
    work.teams.set(team, id);
  }
  for (let index = 0; index < count; index++) {
    const { team, role, jobTitle } = random.weighted(TRADES, ({ share }) => share);
    const { full, phone } = makePerson(random);
    const mailbox = `${latin(full.split(" ")[0] ?? "")}${index + 1}`;
    const scope =
      role === "engineer" ? random.weighted(["district", "house", "all"] as const, (one) => SCOPES[one]) : "all";
    const from = random.int(0, houses.length - 1);
    const length = scope === "district" ? DISTRICT : 1;
    const places = scope === "all" ? {} : { places: ring(houses, from, length) };
    await addEmployee(work, people, workspace.slug, roles, {
      mailbox,
      name: full,
      jobTitle,
      role,
      teams: [team],
      phone,
      ...places,
    });
  }
}

const SCOPES = { district: 5, house: 1, all: 4 };

/** So many of a list from a place on, beginning again at its end. */
function ring(list: readonly string[], from: number, length: number): string[] {
  return Array.from({ length: Math.min(length, list.length) }, (_, index) => list[(from + index) % list.length] ?? "");
}
