import { sql } from "kysely";
import type { Tx } from "../platform/database.ts";

/** Takes a preference away from all employees: of what is there no more nobody would ask for it again. */
export async function forgetPreference(tx: Tx, workspaceId: string, name: string): Promise<void> {
  await sql`
    update employee set preferences = preferences - ${name}::text, preference_order = preference_order - ${name}::text
    where workspace_id = ${workspaceId} and preferences ? ${name}`.execute(tx);
}
