import { sql } from "kysely";
import type { Request, Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { beneathTicket, type TicketKey } from "../tickets/access.ts";
import type { TicketRowFull } from "../tickets/columns.ts";
import { type MessageRow, selectMessages, viewMessages } from "./message-view.ts";

/**
 * A page of a thread, oldest first ([H-COMM-03]): without a cursor the latest messages, with one those before it.
 * Clients have the client thread only; the internal one is not theirs to ask for.
 */
export async function listThread(
  tx: Tx,
  ctx: Ctx,
  key: TicketKey | TicketRowFull,
  thread: "client" | "internal",
  query: Request<"listMessages">["query"],
): Promise<Response<"listMessages">> {
  const limit = query.limit ?? 50;
  const before = query.cursor === undefined ? null : readCursor(query.cursor);
  const older = before ? sql`and (m.created_at, m.id) < (${before.at}::timestamptz, ${before.id}::uuid)` : sql``;
  const { rows } = await beneathTicket(tx, ctx, key, (ticketId) =>
    sql<MessageRow>`${selectMessages(
      ctx.workspaceId,
      sql`m.ticket_id = ${ticketId} and m.thread = ${sql.lit(thread)} ${older}`,
    )} order by m.created_at desc, m.id desc limit ${limit + 1}`.execute(tx),
  );
  const page = rows.slice(0, limit);
  const first = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: (await viewMessages(tx, ctx, page)).reverse(),
    ...(first ? { next: `${first.created_at.toISOString()}/${first.id}` } : {}),
  };
}

function readCursor(cursor: string): { at: string; id: string } {
  const [at, id] = cursor.split("/");
  const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id ?? "");
  if (at && id && isUuid && !Number.isNaN(Date.parse(at))) return { at, id };
  throw new Problem(422, "cursor/invalid", "The cursor is not one of this list: begin without one.");
}
