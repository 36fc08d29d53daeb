import type { Ticket } from "../../contract/ticket-view.ts";
import type { CreateTicket } from "../../contract/tickets.ts";
import { attachDocuments } from "../conversation/documents.ts";
import { storeMessage } from "../conversation/say-message.ts";
import { claimFiles } from "../files/claim-files.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { newId } from "../platform/ids.ts";
import { act, actorOf } from "./act.ts";
import { claimFieldFiles } from "./field-files.ts";
import { incidentCommand } from "./incidents/set-incident.ts";
import { openTicket } from "./open-ticket.ts";
import { getTicket, renderTicket } from "./view-ticket.ts";

/**
 * Opens a ticket with its files: a client's files stand in the conversation, where both sides see them; an employee's
 * are documents of the card.
 */
export async function createTicket(tx: Tx, ctx: Ctx, body: CreateTicket): Promise<Ticket> {
  const opened = await openTicket(tx, ctx, body);
  const { row } = opened;
  if (body.incident !== undefined) await act(tx, ctx, row.id, await incidentCommand(tx, ctx, body.incident));
  await claimFieldFiles(tx, ctx, row.id, { before: {}, after: opened.state.custom });
  const files = body.files ?? [];
  if (files.length === 0 && body.incident === undefined) return renderTicket(tx, ctx, opened);
  if (files.length === 0) return getTicket(tx, ctx, row.id);
  if (ctx.person.kind === "employee") await attachDocuments(tx, ctx, row.id, files);
  else {
    await storeMessage(tx, row, newId(), { text: "", channel: "portal", fileIds: files }, actorOf(ctx.person), ctx.now);
    await claimFiles(tx, ctx, { ticketId: row.id, files, purpose: "message" });
  }
  return getTicket(tx, ctx, row.id);
}
