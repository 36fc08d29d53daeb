import { sql } from "kysely";
import type { Tx } from "../platform/database.ts";

/** Signs a person of this workspace out everywhere, in the transaction of the change that asks for it. */
export async function endSessions(tx: Tx, kind: "employee" | "contact", id: string): Promise<void> {
  await sql`select end_sessions(${kind}, ${id})`.execute(tx);
}

/**
 * Gives the sessions of these employees another secret at their next request, because their rights are others now: one
 * that was stolen before is worth nothing then.
 */
export async function renewSessions(tx: Tx, employees: readonly string[]): Promise<void> {
  if (employees.length > 0) await sql`select renew_sessions('employee', ${employees}::uuid[])`.execute(tx);
}
