import type { Tx } from "../platform/database.ts";
import { badField } from "../platform/http/problem.ts";

/** What an employee or a team names must be of this workspace: 422 for each that is not. */
export async function checkReferences(
  tx: Tx,
  workspaceId: string,
  named: {
    role?: string | undefined;
    teams?: readonly string[] | undefined;
    places?: readonly string[] | undefined;
    members?: readonly string[] | undefined;
  },
): Promise<void> {
  await checkAll("role", "role", named.role === undefined ? [] : [named.role]);
  await checkAll("teams", "team", named.teams ?? []);
  await checkAll("places", "place", named.places ?? []);
  await checkAll("members", "employee", named.members ?? []);

  async function checkAll(field: string, table: "role" | "team" | "place" | "employee", ids: readonly string[]) {
    if (ids.length === 0) return;
    const found = await tx
      .selectFrom(table)
      .select("id")
      .where("workspace_id", "=", workspaceId)
      .where("id", "in", ids)
      .execute();
    if (found.length === new Set(ids).size) return;
    throw badField(field, "unknown", `There is no such ${table}.`, `Take ${field} from the list.`);
  }
}
