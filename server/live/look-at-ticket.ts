import type { Request, Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { accessTicket } from "../tickets/access.ts";
import type { Presence } from "./presence.ts";

/**
 * The person says that he has the ticket on screen, types in it, or has left it ([B-KEY-02]); to be said again within
 * 30 s. Answers who else has it.
 */
export async function lookAtTicket(
  tx: Tx,
  ctx: Ctx,
  presence: Presence,
  key: string,
  look: Request<"lookAtTicket">["body"],
): Promise<Response<"lookAtTicket">> {
  const { id } = await accessTicket(tx, ctx, key, { lock: false });
  await presence.announce(tx, ctx.person, id, { typing: look.typing ?? false, left: look.left ?? false });
  return { others: presence.others(ctx.person, id) };
}
