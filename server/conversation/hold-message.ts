import type { HeldMessage } from "../../contract/held.ts";
import type { Request, Response } from "../../contract/routes.ts";
import { fileViews } from "../files/file-views.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { newId } from "../platform/ids.ts";
import { enqueue } from "../platform/jobs.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { accessTicket, beneathTicket, checkVersion } from "../tickets/access.ts";
import { type HeldRow, RELEASE_MESSAGE, readHeld, releaseKey } from "./held-row.ts";
import { foreseeMessage, sayMessage } from "./say-message.ts";

/** Of one person on one ticket: more of them than anybody types within a minute. */
const MOST = 20;

/**
 * An employee writes to the client and can think again ([B-UNDO-03]). Everything that would refuse the message is told
 * now; what comes of it (the letter, the event, a move) happens when the time is over.
 */
export async function holdMessage(
  tx: Tx,
  ctx: Ctx,
  key: string,
  body: Request<"holdMessage">["body"],
): Promise<Response<"holdMessage">> {
  const { recallSeconds } = (await loadSettings(tx, ctx.workspaceId)).settings;
  if (recallSeconds === 0) return { held: null, message: await sayMessage(tx, ctx, key, body) };
  const row = await accessTicket(tx, ctx, key, { lock: true });
  checkVersion(ctx, row, body, {});
  await foreseeMessage(tx, ctx, row, body);
  if ((await heldRows(tx, ctx, row.id)).length >= MOST) {
    throw new Problem(422, "message/too-many-held", "Too many messages of yours wait on this ticket.");
  }
  const held = {
    workspace_id: ctx.workspaceId,
    id: newId(),
    ticket_id: row.id,
    employee_id: ctx.person.id,
    scopes: ctx.person.token?.scopes ?? [],
    body: JSON.stringify(body),
    held_at: ctx.now,
    due_at: new Date(ctx.now.getTime() + recallSeconds * 1000),
  };
  const stored = await tx.insertInto("held_message").values(held).returningAll().executeTakeFirstOrThrow();
  const payload = { workspaceId: ctx.workspaceId, held: held.id };
  await enqueue(tx, RELEASE_MESSAGE, payload, { runAt: held.due_at, key: releaseKey(held.id) });
  return { held: await heldView(tx, readHeld(stored)), message: null };
}

/** Those of the person on a ticket that he sees, oldest first. */
export async function listHeld(tx: Tx, ctx: Ctx, key: string): Promise<Response<"listHeldMessages">> {
  const rows = await beneathTicket(tx, ctx, key, (ticketId) => heldRows(tx, ctx, ticketId));
  return { items: await Promise.all(rows.map((row) => heldView(tx, row))) };
}

async function heldRows(tx: Tx, { workspaceId, person }: Ctx, ticketId: string): Promise<HeldRow[]> {
  const rows = await tx
    .selectFrom("held_message")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("ticket_id", "=", ticketId)
    .where("employee_id", "=", person.id)
    .orderBy("held_at")
    .orderBy("id")
    .limit(MOST)
    .execute();
  return rows.map(readHeld);
}

async function heldView(tx: Tx, row: HeldRow): Promise<HeldMessage> {
  const { text = "", files = [], mentions = [], move } = row.body;
  return {
    id: row.id,
    text,
    files: await fileViews(tx, row.workspace_id, files),
    mentions,
    move: move ?? null,
    heldAt: row.held_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    refusals: row.refusals,
  };
}
