import type { Response } from "../../contract/routes.ts";
import type { Ctx } from "../platform/http/context.ts";
import { readReply } from "./canned-replies.ts";
import { ticketFiller } from "./ticket-filler.ts";

/** A canned reply as it reads for a ticket. */
export const fillCannedReply = (
  ctx: Ctx,
  { id, replyId }: { id: string; replyId: string },
): Promise<Response<"fillCannedReply">> =>
  ctx.read(async (tx) => {
    const fill = await ticketFiller(tx, ctx, id);
    const { text } = await readReply(tx, ctx.workspaceId, replyId);
    return { text: fill(text) };
  });
