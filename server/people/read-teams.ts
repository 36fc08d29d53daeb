import { sql } from "kysely";
import type { Static } from "typebox";
import type { Team } from "../../contract/people.ts";
import { brokenConstraint, sqlState, type Tx } from "../platform/database.ts";
import { badField, notFound } from "../platform/http/problem.ts";

export type TeamView = Static<typeof Team>;
export type TeamMembers = readonly { id: string; notified?: boolean }[];

/** Teams by name with their members, blocked ones left out; `id` for one of them. */
export async function readTeams(tx: Tx, workspaceId: string, id?: string): Promise<TeamView[]> {
  const { rows } = await sql<TeamView>`
    select t.id, t.name, t.hidden, t.version, t.assignment,
      coalesce((select json_agg(json_build_object('id', e.id, 'name', e.name, 'notified', m.notified)
          order by lower(e.name))
        from team_member m join employee e on e.workspace_id = m.workspace_id and e.id = m.employee_id
        where m.workspace_id = t.workspace_id and m.team_id = t.id and e.active), '[]') as members
    from team t where t.workspace_id = ${workspaceId} ${id === undefined ? sql`` : sql`and t.id = ${id}`}
    order by lower(t.name), t.id`.execute(tx);
  return rows;
}

/** One team; 404 when it is not of this workspace. */
export async function readTeam(tx: Tx, workspaceId: string, id: string): Promise<TeamView> {
  const [team] = await readTeams(tx, workspaceId, id);
  if (!team) throw notFound("team");
  return team;
}

/** Puts these people into the team and takes the others out. */
export async function saveMembers(tx: Tx, workspaceId: string, teamId: string, members: TeamMembers): Promise<void> {
  // Blocked members are not in the list that was edited: they stay, and are back when they are let in again.
  await sql`delete from team_member m using employee e
    where m.workspace_id = ${workspaceId} and m.team_id = ${teamId}
      and e.workspace_id = m.workspace_id and e.id = m.employee_id and e.active`.execute(tx);
  if (members.length === 0) return;
  const notified = new Map(members.map((member) => [member.id, member.notified ?? false]));
  const rows = [...notified].map(([employee_id, on]) => ({
    workspace_id: workspaceId,
    team_id: teamId,
    employee_id,
    notified: on,
  }));
  await tx
    .insertInto("team_member")
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(["workspace_id", "team_id", "employee_id"])
        .doUpdateSet((eb) => ({ notified: eb.ref("excluded.notified") })),
    )
    .execute();
}

/** Two teams of one name would not be told apart: 422. */
export async function refusingTakenName<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (sqlState(error) !== "23505" || brokenConstraint(error) !== "team_name") throw error;
    throw badField("name", "taken", "There is a team of this name.", "Give another name.");
  }
}
