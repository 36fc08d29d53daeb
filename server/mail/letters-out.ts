import type { Response } from "../../contract/routes.ts";
import { fileViews } from "../files/file-views.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound, Problem } from "../platform/http/problem.ts";
import { pageOf, readCursor } from "./page.ts";
import { promiseDelivery } from "./promise-letter.ts";

type LetterOutView = Response<"resendLetter">;

const select = (tx: Tx, ctx: Ctx) =>
  tx
    .selectFrom("letter_out as l")
    .leftJoin("ticket as t", (join) =>
      join.onRef("t.workspace_id", "=", "l.workspace_id").onRef("t.id", "=", "l.ticket_id"),
    )
    .select([
      "l.id",
      "l.created_at",
      "l.sent_at",
      "l.kind",
      "l.to_address",
      "l.subject",
      "l.state",
      "l.attempts",
      "l.error",
      "l.fault",
    ])
    .select(["l.ticket_id", "t.number", "l.text", "l.html", "l.headers", "l.header_message_id", "l.file_ids"])
    .where("l.workspace_id", "=", ctx.workspaceId);
type Found = Awaited<ReturnType<ReturnType<typeof select>["execute"]>>[number];

/** The outbox, newest first, and whether letters go out at all. */
export async function listLettersOut(
  tx: Tx,
  ctx: Ctx,
  query: {
    state?: string | undefined;
    to?: string | undefined;
    limit?: number | undefined;
    cursor?: string | undefined;
  },
  sending: boolean,
): Promise<Response<"listLettersOut">> {
  const limit = query.limit ?? 50;
  const before = readCursor(query.cursor);
  const rows = await select(tx, ctx)
    .$if(query.state !== undefined, (q) => q.where("l.state", "=", query.state ?? ""))
    .$if(query.to !== undefined, (q) => q.where("l.to_address", "=", query.to ?? ""))
    .$if(before !== null, (q) => q.where("l.id", "<", before ?? ""))
    .orderBy("l.id", "desc")
    .limit(limit + 1)
    .execute();
  return { ...pageOf(rows, limit, view), sending };
}

export async function getLetterOut(tx: Tx, ctx: Ctx, id: string): Promise<Response<"getLetterOut">> {
  const row = await read(tx, ctx, id);
  return {
    ...view(row),
    text: row.text,
    html: row.html,
    headers: { ...(row.headers as Record<string, string>), "Message-ID": row.header_message_id },
    files: await fileViews(tx, ctx.workspaceId, row.file_ids),
  };
}

/** Sends a letter that was kept while no server was set, or that failed. */
export async function resendLetter(tx: Tx, ctx: Ctx, id: string, sending: boolean): Promise<LetterOutView> {
  const row = await read(tx, ctx, id);
  if (!sending) {
    throw new Problem(409, "mail/no-server", "No mail server is set: set PULT_SMTP_URL and start Pult again.");
  }
  if (row.state !== "sent") {
    await tx
      .updateTable("letter_out")
      .set({ state: "queued", error: null, fault: null })
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", id)
      .execute();
    await promiseDelivery(tx, ctx.workspaceId, id);
  }
  return view(await read(tx, ctx, id));
}

async function read(tx: Tx, ctx: Ctx, id: string): Promise<Found> {
  const row = await select(tx, ctx).where("l.id", "=", id).executeTakeFirst();
  if (!row) throw notFound("letter");
  return row;
}

function view(row: Found): LetterOutView {
  return {
    id: row.id,
    createdAt: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    kind: row.kind,
    to: row.to_address,
    subject: row.subject,
    state: row.state,
    attempts: row.attempts,
    error: row.error,
    fault: row.fault === "certificate" ? row.fault : null,
    ticket: row.ticket_id && row.number !== null ? { id: row.ticket_id, number: row.number } : null,
  };
}
