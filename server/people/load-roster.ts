import { sql } from "kysely";
import type { Tx } from "../platform/database.ts";

/** An employee as far as rules may ask about him, for looks at very many tickets. */
export type Member = {
  id: string;
  name: string;
  active: boolean;
  /** Days on which he is away, both included. */
  absences: { from: string; until: string }[];
  allPlaces: boolean;
  places: string[];
  teams: string[];
  permissions: ReadonlySet<string>;
};

/** Everybody who works here or did, in one round trip. */
export async function loadRoster(tx: Tx, workspaceId: string): Promise<ReadonlyMap<string, Member>> {
  const { rows } = await sql<Omit<Member, "permissions"> & { permissions: string[] }>`
    select e.id, e.name, e.active, e.absences, e.all_places as "allPlaces", r.permissions,
      array(select p.place_id from employee_place p
        where p.workspace_id = e.workspace_id and p.employee_id = e.id) as places,
      array(select m.team_id from team_member m
        where m.workspace_id = e.workspace_id and m.employee_id = e.id) as teams
    from employee e join role r on r.workspace_id = e.workspace_id and r.id = e.role_id
    where e.workspace_id = ${workspaceId}`.execute(tx);
  return new Map(rows.map((row) => [row.id, { ...row, permissions: new Set(row.permissions) }]));
}
