import type { Request, Response } from "../../contract/routes.ts";
import { pageOf, readCursor } from "../mail/page.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";

type View = Response<"listSms">["items"][number];
const STATES = ["queued", "sending", "sent", "failed"] as const;
export const smsState = (state: string): View["state"] => STATES.find((one) => one === state) ?? "queued";

/** SMS of the workspace, the latest first. */
export async function listSms(tx: Tx, ctx: Ctx, query: Request<"listSms">["query"]): Promise<Response<"listSms">> {
  const limit = query.limit ?? 50;
  const before = readCursor(query.cursor);
  const rows = await tx
    .selectFrom("sms_out as s")
    .leftJoin("ticket as t", (join) =>
      join.onRef("t.workspace_id", "=", "s.workspace_id").onRef("t.id", "=", "s.ticket_id"),
    )
    .select(["s.id", "s.created_at", "s.sent_at", "s.to_phone", "s.to_name", "s.text", "s.parts", "s.state"])
    .select(["s.error", "s.error_detail", "s.attempts", "s.ticket_id", "t.number"])
    .where("s.workspace_id", "=", ctx.workspaceId)
    .$if(before !== null, (q) => q.where("s.id", "<", before ?? ""))
    .orderBy("s.id", "desc")
    .limit(limit + 1)
    .execute();
  return pageOf(
    rows,
    limit,
    ({ id, text, parts, attempts, ...row }): View => ({
      ...{ id, text, parts, attempts },
      createdAt: row.created_at.toISOString(),
      sentAt: row.sent_at?.toISOString() ?? null,
      to: { phone: row.to_phone, name: row.to_name },
      state: smsState(row.state),
      error: row.error === null ? null : { code: row.error, detail: row.error_detail ?? "" },
      ticket: row.ticket_id !== null && row.number !== null ? { id: row.ticket_id, number: row.number } : null,
    }),
  );
}

/** What became of SMS, by id: to whom, and where each is, as notices tell it. */
export async function readSmsOf(tx: Tx, workspaceId: string, ids: readonly string[]) {
  const rows =
    ids.length === 0
      ? []
      : await tx
          .selectFrom("sms_out")
          .select(["id", "to_phone", "to_name", "state", "error", "error_detail", "sent_at"])
          .where("workspace_id", "=", workspaceId)
          .where("id", "in", [...ids])
          .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.to_name,
    to: row.to_phone,
    state: smsState(row.state),
    at: row.sent_at?.toISOString() ?? null,
    // The gateway's own words where it has refused, else the code of what kept it back.
    error: row.error === "refused" ? row.error_detail : row.error,
  }));
}
