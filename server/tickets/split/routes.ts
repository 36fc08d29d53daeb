import type { Doors } from "../../platform/http/doors.ts";
import { listSplits } from "./read-splits.ts";
import { splitTicket } from "./split-ticket.ts";
import { undoSplit } from "./undo-split.ts";

/** Connects the routes of splitting a ticket with their use-cases. */
export function splitDoors({ openKnown: open }: Doors): void {
  open("splitTicket", (ctx, { params, body }) => ctx.write((tx) => splitTicket(tx, ctx, params.id, body)));
  open("listSplits", (ctx, { params }) => ctx.read((tx) => listSplits(tx, ctx, params.id)));
  open("undoSplit", (ctx, { params }) => ctx.write((tx) => undoSplit(tx, ctx, params.id, params.splitId)));
}
