import { sql } from "kysely";
import { Type } from "typebox";
import type { Request, Response } from "../../../contract/routes.ts";
import type { Tx } from "../../platform/database.ts";
import type { Ctx } from "../../platform/http/context.ts";
import { PAGE, pageOf, readCursor } from "../../platform/http/page.ts";
import { loadNamedProcess } from "../../settings/renamed.ts";
import { beneathTicket, type TicketKey } from "../access.ts";
import type { TicketRowFull } from "../columns.ts";
import { statusView } from "../row-view.ts";
import { seenBy } from "../scope.ts";

const After = Type.Object({ number: Type.Integer() });
type Found = Pick<
  TicketRowFull,
  "id" | "number" | "subject" | "address" | "contact_name" | "status" | "process_key" | "process_version"
>;

/** Tickets that are attached to an incident, as far as the person sees them. */
export async function listAttached(
  tx: Tx,
  ctx: Ctx,
  key: TicketKey,
  { limit = PAGE, cursor }: Request<"listAttached">["query"],
): Promise<Response<"listAttached">> {
  const { workspaceId, person } = ctx;
  const after = readCursor(cursor, After)?.number ?? 0;
  const found = await beneathTicket(tx, ctx, key, async (incident) => {
    const { rows } = await sql<Found>`
      select t.id, t.number, t.subject, t.address, t.contact_name, t.status, t.process_key, t.process_version
      from ticket t where t.workspace_id = ${workspaceId} and t.incident_id = ${incident} and t.number > ${after}
        and ${seenBy(person)} order by t.number limit ${limit + 1}`.execute(tx);
    return rows;
  });
  const { rows, next } = pageOf(found, limit, ({ number }) => ({ number }));
  const items = [];
  for (const row of rows) {
    const process = await loadNamedProcess(tx, workspaceId, row.process_key, row.process_version);
    const { id, number, subject, address, contact_name: client, status } = row;
    items.push({ id, number, subject, address, client, statusView: statusView(process, status, false) });
  }
  return { items, ...next };
}
