import { type RawBuilder, sql } from "kysely";
import type { Employee } from "../../contract/people.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound } from "../platform/http/problem.ts";
import type { PeopleDeps } from "./deps.ts";

type Row = {
  id: string;
  user_id: string | null;
  name: string;
  job_title: string;
  phone: string | null;
  email: string;
  active: boolean;
  all_places: boolean;
  notices: Employee["notices"];
  load: number;
  skills: string[];
  absences: Employee["absences"];
  created_at: Date;
  version: number;
  role_id: string;
  role_name: string;
  teams: Employee["teams"];
  places: Employee["places"];
};

/** Employees as everybody sees them, in the order of their names; `where` is over `employee e`. */
export async function readEmployees(
  tx: Tx,
  { accounts }: Pick<PeopleDeps, "accounts">,
  workspaceId: string,
  where: RawBuilder<unknown>,
  limit: number,
): Promise<Employee[]> {
  const { rows } = await sql<Row>`
    select e.id, e.user_id, e.name, e.job_title, e.phone, e.email, e.active, e.all_places, e.notices, e.load, e.skills, e.absences,
      e.created_at, e.version, r.id as role_id, r.name as role_name,
      coalesce((select json_agg(json_build_object('id', t.id, 'name', t.name) order by lower(t.name))
        from team_member m join team t on t.workspace_id = m.workspace_id and t.id = m.team_id
        where m.workspace_id = e.workspace_id and m.employee_id = e.id), '[]') as teams,
      coalesce((select json_agg(json_build_object('id', p.id, 'name', p.address) order by p.address)
        from employee_place ep join place p on p.workspace_id = ep.workspace_id and p.id = ep.place_id
        where ep.workspace_id = e.workspace_id and ep.employee_id = e.id), '[]') as places
    from employee e join role r on r.workspace_id = e.workspace_id and r.id = e.role_id
    where e.workspace_id = ${workspaceId} and ${where}
    order by lower(e.name), e.id limit ${limit}`.execute(tx);
  const signedUp = await accounts.signedUp(rows.flatMap((row) => row.user_id ?? []));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    jobTitle: row.job_title,
    phone: row.phone,
    email: row.email,
    active: row.active,
    role: { id: row.role_id, name: row.role_name },
    teams: row.teams,
    allPlaces: row.all_places,
    places: row.places,
    notices: row.notices,
    load: row.load,
    skills: row.skills,
    absences: row.absences,
    signedUp: row.user_id !== null && signedUp.has(row.user_id),
    createdAt: row.created_at.toISOString(),
    version: row.version,
  }));
}

/** One employee; 404 when he is not of this workspace. */
export async function readEmployee(
  tx: Tx,
  deps: Pick<PeopleDeps, "accounts">,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  id: string,
): Promise<Employee> {
  const [employee] = await readEmployees(tx, deps, workspaceId, sql`e.id = ${id}`, 1);
  if (!employee) throw notFound("employee");
  return employee;
}
