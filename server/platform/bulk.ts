import { sql } from "kysely";
import type { Tx } from "./database.ts";

/**
 * Call before each batch of a bulk insert. A connection keeps the plans by which foreign keys are checked, and those
 * made while a table was small read the whole of it: fifty thousand rows then take minutes instead of seconds.
 */
export async function forgetPlans(tx: Tx): Promise<void> {
  await sql`discard plans`.execute(tx);
}
