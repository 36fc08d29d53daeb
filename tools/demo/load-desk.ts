import { sql } from "kysely";
import { isPermission } from "../../core/access/permissions.ts";
import type { FormElement } from "../../core/forms/order-form.ts";
import { type Db, inWorkspace, type Tx } from "../../server/platform/database.ts";
import { loadSettings } from "../../server/settings/load-settings.ts";
import type { Client, Desk, LoadedDemoService, Spot, Worker } from "./desk.ts";
import { addressed } from "./names.ts";

type Workspace = { id: string; slug: string; createdAt: Date };

/** Reads a demo workspace by the names of things, in an order that does not hang on their ids. */
export function loadDesk(db: Db, { id, slug, createdAt }: Workspace): Promise<Desk> {
  return inWorkspace(db, id, async (tx) => {
    const { zone, settings } = await loadSettings(tx, id);
    const spots = await readSpots(tx, id);
    return {
      workspaceId: id,
      slug,
      zone,
      base: createdAt,
      staff: await readStaff(tx, id),
      services: await readServices(tx, id),
      homes: await readHomes(tx, id, spots),
      spots: new Map(spots.map((spot) => [spot.id, spot])),
      cancelReasons: settings.cancelReasons,
    };
  });
}

async function readStaff(tx: Tx, workspaceId: string): Promise<Worker[]> {
  const { rows } = await sql<{
    id: string;
    name: string;
    email: string;
    permissions: string[];
    teams: string[];
    places: string[] | null;
  }>`select e.id, e.name, e.email, r.permissions,
      array(select t.name from team_member m join team t on t.workspace_id = m.workspace_id and t.id = m.team_id
        where m.workspace_id = e.workspace_id and m.employee_id = e.id) as teams,
      case when e.all_places then null else array(select p.place_id from employee_place p
        where p.workspace_id = e.workspace_id and p.employee_id = e.id) end as places
    from employee e join role r on r.workspace_id = e.workspace_id and r.id = e.role_id
    where e.workspace_id = ${workspaceId} order by e.email`.execute(tx);
  return rows.map(({ id, name, email, permissions, teams, places }) => ({
    id,
    mailbox: email.slice(0, email.indexOf("@")),
    ...addressed(name),
    actor: { kind: "employee", id, permissions: new Set(permissions.filter(isPermission)) },
    teams: new Set(teams),
    places: places && new Set(places),
  }));
}

async function readServices(tx: Tx, workspaceId: string): Promise<Map<string, LoadedDemoService>> {
  const { rows } = await sql<{
    id: string;
    name: string;
    typeId: string;
    processKey: string;
    teamId: string | null;
    team: string | null;
    form: FormElement[];
    options: Record<string, unknown>;
    common: boolean;
    internal: boolean;
  }>`select s.id, s.name, s.type_id as "typeId", st.process_key as "processKey", s.team_id as "teamId", t.name as team,
      s.form, s.options, st.common, st.internal
    from service s join service_type st on st.workspace_id = s.workspace_id and st.id = s.type_id
      left join team t on t.workspace_id = s.workspace_id and t.id = s.team_id
    where s.workspace_id = ${workspaceId}`.execute(tx);
  return new Map(
    rows.map(({ teamId, team, options, ...row }) => [
      row.name,
      {
        ...row,
        team: teamId !== null && team !== null ? { id: teamId, name: team } : null,
        options: new Set(Object.keys(options).filter((key) => options[key] === true)),
      },
    ]),
  );
}

/** Sites, entrances and units: wherever a ticket may play. */
async function readSpots(tx: Tx, workspaceId: string): Promise<Spot[]> {
  const { rows } = await sql<Spot>`select p.id, p.kind, p.path, site.name as site, site.id as "siteId",
      case p.kind when 'entrance' then p.name else (select e.name from place e
        where e.workspace_id = p.workspace_id and e.id = any(p.path) and e.kind = 'entrance') end as entrance,
      (select f.name from place f where f.workspace_id = p.workspace_id and f.id = any(p.path) and f.kind = 'floor') as floor,
      case p.kind when 'unit' then p.name end as unit
    from place p join place site on site.workspace_id = p.workspace_id and site.id = any(p.path) and site.kind = 'site'
    where p.workspace_id = ${workspaceId} and p.kind in ('site', 'entrance', 'unit')
    order by site.name, p.position, p.name`.execute(tx);
  return rows;
}

type Living = {
  placeId: string;
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  portal: boolean;
  companyId: string | null;
  managerId: string | null;
  managerTeamId: string | null;
  observerIds: string[] | null;
};

/** Flats with who lives in them, and sites of companies with their contacts; the empty ones are left out. */
async function readHomes(tx: Tx, workspaceId: string, spots: readonly Spot[]): Promise<Desk["homes"]> {
  const { rows } = await sql<Living>`
    select o.place_id as "placeId", c.id, c.name, c.email, c.phone, c.portal_access as portal, null as "companyId",
      null as "managerId", null as "managerTeamId", null as "observerIds"
    from occupancy o join contact c on c.workspace_id = o.workspace_id and c.id = o.contact_id
    where o.workspace_id = ${workspaceId}
    union all
    select p.id, c.id, c.name, c.email, c.phone, c.portal_access, f.id, f.manager_id, f.manager_team_id, f.observer_ids
    from place p join company f on f.workspace_id = p.workspace_id and f.id = p.company_id
      join contact c on c.workspace_id = f.workspace_id and c.company_id = f.id
    where p.workspace_id = ${workspaceId} and p.kind = 'site'
    order by name, id`.execute(tx);
  const byPlace = Map.groupBy(rows, ({ placeId }) => placeId);
  return spots.flatMap((spot) => {
    const people = byPlace.get(spot.id);
    return people ? [{ spot, people: people.map(clientOf) }] : [];
  });
}

function clientOf({
  id,
  name,
  email,
  phone,
  portal,
  companyId,
  managerId,
  managerTeamId,
  observerIds,
}: Living): Client {
  return {
    id,
    name,
    email,
    phone,
    portal,
    ...addressed(name),
    actor: { kind: "client", id },
    company: companyId === null ? null : { id: companyId, managerId, managerTeamId, observerIds: observerIds ?? [] },
  };
}
