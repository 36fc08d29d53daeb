import type { Tx } from "../platform/database.ts";

type Whose = { workspaceId: string; employeeId: string };

/** Puts an employee into these teams and no others; whether a team's notices reach him stays where he stays. */
export async function saveTeams(tx: Tx, { workspaceId, employeeId }: Whose, teams: readonly string[]): Promise<void> {
  await tx
    .deleteFrom("team_member")
    .where("workspace_id", "=", workspaceId)
    .where("employee_id", "=", employeeId)
    .$if(teams.length > 0, (query) => query.where("team_id", "not in", teams))
    .execute();
  if (teams.length === 0) return;
  await tx
    .insertInto("team_member")
    .values([...new Set(teams)].map((team_id) => ({ workspace_id: workspaceId, team_id, employee_id: employeeId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Lets an employee see these places and what lies beneath, and no others ([H-ACC-11]). */
export async function savePlaces(tx: Tx, { workspaceId, employeeId }: Whose, places: readonly string[]): Promise<void> {
  await tx
    .deleteFrom("employee_place")
    .where("workspace_id", "=", workspaceId)
    .where("employee_id", "=", employeeId)
    .execute();
  if (places.length === 0) return;
  await tx
    .insertInto("employee_place")
    .values([...new Set(places)].map((place_id) => ({ workspace_id: workspaceId, employee_id: employeeId, place_id })))
    .execute();
}
