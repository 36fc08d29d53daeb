import { sql } from "kysely";
import type { Request, Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound, Problem } from "../platform/http/problem.ts";
import { loadProcess } from "../settings/load-process.ts";
import { accessTicket } from "./access.ts";
import type { TicketRowFull } from "./columns.ts";
import { statusView } from "./row-view.ts";
import { seenBy } from "./scope.ts";
import { loadNames } from "./ticket-names.ts";

/**
 * What the ticket's client did, newest first ([H-ACT-02]): his tickets, as far as this employee sees them. Calls,
 * payments and passes join with their capabilities. Not for clients who are not registered ([H-ACT-04]) and not for
 * tickets of the whole building ([H-ACT-05]).
 */
export async function listActivity(
  tx: Tx,
  ctx: Ctx,
  key: string,
  query: Request<"listActivity">["query"],
): Promise<Response<"listActivity">> {
  const row = await accessTicket(tx, ctx, key, { lock: false });
  const names = await loadNames(tx, ctx.workspaceId, [row]);
  const isCommon = row.service_type_id !== null && names.types.get(row.service_type_id)?.common === true;
  if (row.contact_id === null || isCommon) throw notFound("activity");
  // Of one ticket there are only calls linked to it, which come with telephony ([H-ACT-07]).
  if (query.only === "ticket") return { items: [] };
  const limit = query.limit ?? 50;
  const before = query.cursor === undefined ? null : readCursor(query.cursor);
  const { rows } = await sql<TicketRowFull>`
    select t.* from ticket t where t.workspace_id = ${ctx.workspaceId} and t.contact_id = ${row.contact_id}
      and ${seenBy(ctx.person)} ${before ? sql`and (t.created_at, t.number) < (${before.at}, ${before.number})` : sql``}
    order by t.created_at desc, t.number desc limit ${limit + 1}`.execute(tx);
  const page = rows.slice(0, limit);
  const items = [];
  for (const ticket of page) {
    const process = await loadProcess(tx, ctx.workspaceId, ticket.process_key, ticket.process_version);
    items.push({
      id: ticket.id,
      status: statusView(process, ticket.status, false),
      kind: "ticket",
      subject: ticket.subject,
      address: ticket.address,
      at: ticket.created_at.toISOString(),
      updatedAt: ticket.updated_at.toISOString(),
      ticket: ticket.number,
    });
  }
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { items, ...(last ? { next: `${last.created_at.toISOString()}/${last.number}` } : {}) };
}

/** Time and number of the last ticket given: several may have come at one moment. */
function readCursor(cursor: string): { at: Date; number: number } {
  const [moment = "", number = ""] = cursor.split("/");
  const at = new Date(moment);
  if (!Number.isNaN(at.getTime()) && /^\d{1,9}$/.test(number)) return { at, number: Number(number) };
  throw new Problem(422, "cursor/invalid", "The cursor is not one of this list: begin without one.");
}
