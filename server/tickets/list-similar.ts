import { sql } from "kysely";
import type { Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { accessTicket } from "./access.ts";
import type { TicketRowFull } from "./columns.ts";
import { actsOf } from "./list-activity.ts";
import { seenBy } from "./scope.ts";

/** How many are told of; older ones are found in the list. */
const MOST = 50;

/**
 * Other tickets of whoever asked, as far as this employee sees them: those with the same email or the same telephone of
 * the client, whether he is among the contacts or not ([P-HIST-01], [P-HIST-02]). Each half goes by its own index.
 */
export async function listSimilar(tx: Tx, ctx: Ctx, key: string): Promise<Response<"listSimilar">> {
  const { workspaceId, person } = ctx;
  const row = await accessTicket(tx, ctx, key, { lock: false });
  const by = (column: "client_email" | "client_phone") => sql`(
    select t.* from ticket t where t.workspace_id = ${workspaceId} and ${sql.ref(`t.${column}`)} = ${row[column]}
      and t.id <> ${row.id} and ${seenBy(person)} order by t.created_at desc limit ${MOST})`;
  const { rows } = await sql<TicketRowFull>`
    select distinct on (created_at, id) * from (${by("client_email")} union all ${by("client_phone")}) found
    order by created_at desc, id limit ${MOST}`.execute(tx);
  return { items: await actsOf(tx, workspaceId, rows) };
}
