import type { SelectQueryBuilder } from "kysely";
import type { Response } from "../../contract/routes.ts";
import { readReasons } from "../channels/email/letter-reason.ts";
import { readLetter } from "../channels/email/read-letter.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField, notFound } from "../platform/http/problem.ts";
import { enqueue } from "../platform/jobs.ts";
import type { Tables } from "../platform/tables.ts";
import { accessTicket } from "../tickets/access.ts";
import { TAKE_LETTER } from "./deps.ts";
import { pageOf, readCursor } from "./page.ts";

type LetterInView = Response<"retryLetter">;
type Found = {
  id: string;
  received_at: Date;
  from_address: string | null;
  subject: string | null;
  envelope_to: string[];
  size: number;
  state: string;
  reason: string | null;
  detail: string | null;
  why: unknown;
  ticket_id: string | null;
  number: number | null;
  raw_file_id: string;
};

const select = (
  tx: Tx,
  ctx: Ctx,
): SelectQueryBuilder<Tables & { l: Tables["letter_in"]; t: Tables["ticket"] }, "l", Found> =>
  tx
    .selectFrom("letter_in as l")
    .leftJoin("ticket as t", (join) =>
      join.onRef("t.workspace_id", "=", "l.workspace_id").onRef("t.id", "=", "l.ticket_id"),
    )
    .select(["l.id", "l.received_at", "l.from_address", "l.subject", "l.envelope_to", "l.size", "l.state", "l.reason"])
    .select(["l.detail", "l.why", "l.ticket_id", "t.number", "l.raw_file_id"])
    .where("l.workspace_id", "=", ctx.workspaceId) as never;

/** Letters received, newest first; `state` picks the quarantine. */
export async function listLettersIn(
  tx: Tx,
  ctx: Ctx,
  query: { state?: string | undefined; limit?: number | undefined; cursor?: string | undefined },
): Promise<Response<"listLettersIn">> {
  const limit = query.limit ?? 50;
  const before = readCursor(query.cursor);
  const rows = await select(tx, ctx)
    .$if(query.state !== undefined, (q) => q.where("l.state", "=", query.state ?? ""))
    .$if(before !== null, (q) => q.where("l.id", "<", before ?? ""))
    .orderBy("l.id", "desc")
    .limit(limit + 1)
    .execute();
  return pageOf(rows, limit, view);
}

export async function readLetterIn(tx: Tx, ctx: Ctx, id: string): Promise<Found> {
  const row = await select(tx, ctx).where("l.id", "=", id).executeTakeFirst();
  if (!row) throw notFound("letter");
  return row;
}

/** A letter with what can be read of it, whatever became of it. */
export async function viewLetterIn(row: Found, raw: Buffer | null): Promise<Response<"getLetterIn">> {
  const letter = raw ? await readLetter(raw) : null;
  const read = letter && !("quarantine" in letter) ? letter : null;
  return {
    ...view(row),
    from: row.from_address ?? read?.from.address ?? null,
    subject: row.subject ?? read?.subject ?? null,
    text: read?.text.slice(0, 50_000) ?? raw?.toString("utf8", 0, 5_000) ?? "",
    files: read?.attachments.map(({ filename, size }) => ({ name: filename, size })) ?? [],
  };
}

/** Reads a kept letter once more; `into` puts it into a ticket that the person names ([B-MAIL-04]). */
export async function retryLetter(tx: Tx, ctx: Ctx, id: string, into: string | undefined): Promise<LetterInView> {
  const row = await readLetterIn(tx, ctx, id);
  if (row.state === "done") {
    throw badField("id", "letter-done", "This letter is in its ticket already.", "Open the ticket.");
  }
  const ticket = into === undefined ? null : await accessTicket(tx, ctx, into, { lock: false });
  await tx
    .updateTable("letter_in")
    // It is late already: nobody waits for it, nor it for others.
    .set({ state: "received", reason: null, detail: null, ties: [] })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", id)
    .execute();
  const payload = { workspaceId: ctx.workspaceId, letterId: id, ...(ticket ? { into: ticket.id } : {}) };
  await enqueue(tx, TAKE_LETTER, payload, { key: `take/${id}` });
  return view(await readLetterIn(tx, ctx, id));
}

function view(row: Found): LetterInView {
  return {
    id: row.id,
    receivedAt: row.received_at.toISOString(),
    from: row.from_address,
    subject: row.subject,
    to: row.envelope_to,
    size: row.size,
    state: row.state,
    reason: row.reason,
    detail: row.detail,
    why: readReasons(row.why),
    ticket: row.ticket_id && row.number !== null ? { id: row.ticket_id, number: row.number } : null,
  };
}
