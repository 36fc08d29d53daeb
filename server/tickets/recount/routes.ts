import type { Doors } from "../../platform/http/doors.ts";
import { changeTicket } from "../change-ticket.ts";
import { explainClocks, previewPromise } from "../explain-clocks.ts";
import { explainTicketSight } from "../explain-sight.ts";
import { explainTicket } from "../explain-ticket.ts";
import { previewRecount } from "./preview-recount.ts";
import { listRecounts } from "./read-recounts.ts";
import { recountRules } from "./start-recount.ts";

/** Promised times: explained like all that was decided, named by hand, foreseen, and counted anew. */
export function slaDoors({ open }: Doors): void {
  open("getTicketClocks", (ctx, { params }) => ctx.read((tx) => explainClocks(tx, ctx, params.id)));
  open("getTicketWhy", (ctx, { params, query }) => ctx.read((tx) => explainTicket(tx, ctx, params.id, query)));
  open("getTicketSight", (ctx, { params, query }) => ctx.read((tx) => explainTicketSight(tx, ctx, params.id, query)));
  open("planTicket", (ctx, { params, body }) =>
    ctx.write((tx) => changeTicket(tx, ctx, params.id, { kind: "plan", ...body }, body)),
  );
  open("previewPromise", (ctx, { body }) => ctx.read((tx) => previewPromise(tx, ctx, body)));
  open("previewRecount", (ctx, { body }) => previewRecount(ctx, body));
  open("startRecount", (ctx, { body }) => recountRules(ctx, body));
  open("listRecounts", (ctx) => listRecounts(ctx));
}
