import type { Response } from "../../contract/routes.ts";
import { listThread } from "../conversation/list-messages.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { accessTicket } from "./access.ts";
import { listEvents } from "./list-events.ts";
import { viewTicket } from "./view-ticket.ts";

/** Entries of the history that a card shows at first. */
const HISTORY = 30;

/** What a card shows when it is opened, read at one moment; each list is as its own route answers it. */
export async function getCard(tx: Tx, ctx: Ctx, key: string): Promise<Response<"getCard">> {
  const row = await accessTicket(tx, ctx, key, { lock: false });
  const [ticket, messages, notes, events] = await Promise.all([
    viewTicket(tx, ctx, row),
    listThread(tx, ctx, row, "client", {}),
    listThread(tx, ctx, row, "internal", {}),
    listEvents(tx, ctx, row, { limit: HISTORY }),
  ]);
  return { ticket, messages, notes, events };
}
