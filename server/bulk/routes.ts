import type { Doors } from "../platform/http/doors.ts";
import { previewBulk } from "./preview-bulk.ts";
import { getBulk, listBulks, listBulkTickets } from "./read-bulk.ts";
import { cancelBulk, runBulk, startBulk, undoBulk } from "./start-bulk.ts";

/** One action on many tickets: look at it, do it, read what became of it, take it back. */
export function bulkDoors({ open }: Doors): void {
  open("previewBulk", (ctx, { body }) => previewBulk(ctx, body));
  open("startBulk", (ctx, { body }) => startBulk(ctx, body));
  open("listBulks", (ctx) => listBulks(ctx));
  open("getBulk", (ctx, { params }) => getBulk(ctx, params.id));
  open("runBulk", (ctx, { params }) => runBulk(ctx, params.id));
  open("cancelBulk", (ctx, { params }) => cancelBulk(ctx, params.id));
  open("undoBulk", (ctx, { params }) => undoBulk(ctx, params.id));
  open("listBulkTickets", (ctx, { params, query }) => listBulkTickets(ctx, params.id, query));
}
