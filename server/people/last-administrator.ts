import { sql } from "kysely";
import { brokenConstraint, sqlState, type Tx } from "../platform/database.ts";
import { Problem } from "../platform/http/problem.ts";

/**
 * Does a change after which somebody must still be able to set up employees: 409 `employee/last-administrator` when
 * nobody could. One such change at a time per workspace, or two administrators could demote each other.
 */
export async function keepingAdministrator<T>(tx: Tx, workspaceId: string, change: () => Promise<T>): Promise<T> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`administrators ${workspaceId}`}, 0))`.execute(tx);
  const result = await change();
  const { rows } = await sql`
    select from employee e join role r on r.workspace_id = e.workspace_id and r.id = e.role_id
    where e.workspace_id = ${workspaceId} and e.active and 'section.employees' = any(r.permissions) limit 1`.execute(
    tx,
  );
  if (rows.length > 0) return result;
  throw new Problem(409, "employee/last-administrator", "Nobody would be left who can set up employees and roles.");
}

/** Turns the database's "this address is there already" into the refusal that people get. */
export async function refusingTakenEmail<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (sqlState(error) !== "23505" || !brokenConstraint(error).startsWith("employee_")) throw error;
    throw new Problem(409, "employee/email-taken", "Another employee has this address.");
  }
}
