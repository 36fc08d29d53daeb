import type { Tx } from "../platform/database.ts";
import { taken, unknownId } from "../platform/http/constraints.ts";
import { badField } from "../platform/http/problem.ts";

/** What broken constraints of contacts mean. */
export const CONTACT_CONSTRAINTS = {
  contact_email: taken("contact/email-taken", "email", "Another contact has this email address."),
  contact_workspace_id_company_id_fkey: unknownId("company", "company"),
  contact_workspace_id_manager_id_fkey: unknownId("manager", "employee"),
  contact_workspace_id_manager_team_id_fkey: unknownId("managerTeam", "team"),
};

/** What broken constraints of companies mean. */
export const COMPANY_CONSTRAINTS = {
  company_workspace_id_category_id_fkey: unknownId("category", "client category"),
  company_workspace_id_manager_id_fkey: unknownId("manager", "employee"),
  company_workspace_id_manager_team_id_fkey: unknownId("managerTeam", "team"),
};

type Responsible = {
  manager?: string | null | undefined;
  managerTeam?: string | null | undefined;
  observers?: readonly string[] | undefined;
  observerTeams?: readonly string[] | undefined;
};

/** The observers must be employees and teams of this workspace (a list has no foreign key), the responsible one active. */
export async function checkResponsible(
  tx: Tx,
  workspaceId: string,
  { manager, observers = [], observerTeams = [] }: Responsible,
): Promise<void> {
  await checkTeams(tx, workspaceId, observerTeams);
  const ids = [...new Set([...observers, ...(manager ? [manager] : [])])];
  if (ids.length === 0) return;
  const rows = await tx
    .selectFrom("employee")
    .select(["id", "active"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", ids)
    .execute();
  const known = new Map(rows.map((row) => [row.id, row.active]));
  if (manager && !known.has(manager)) throw unknownId("manager", "employee");
  if (manager && known.get(manager) === false) {
    throw badField("manager", "employee-blocked", "This employee is blocked.", "Choose an active employee.");
  }
  if (observers.some((id) => !known.has(id))) throw unknownId("observers", "employee");
}

async function checkTeams(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await tx
    .selectFrom("team")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", ids)
    .execute();
  if (rows.length < new Set(ids).size) throw unknownId("observerTeams", "team");
}

/** The columns of who answers for a client, of what was sent. */
export const responsibleColumns = ({ manager, managerTeam, observers, observerTeams }: Responsible) => ({
  ...(manager === undefined ? {} : { manager_id: manager }),
  ...(managerTeam === undefined ? {} : { manager_team_id: managerTeam }),
  ...(observers === undefined ? {} : { observer_ids: [...new Set(observers)] }),
  ...(observerTeams === undefined ? {} : { observer_team_ids: [...new Set(observerTeams)] }),
});
