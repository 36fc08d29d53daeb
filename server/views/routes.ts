import type { Doors } from "../platform/http/doors.ts";
import { countViews } from "./count-views.ts";
import { createView } from "./create-view.ts";
import { deleteView } from "./delete-view.ts";
import { listViews } from "./list-views.ts";
import { pinView } from "./pin-view.ts";
import { updateView } from "./update-view.ts";

/** Connects the routes of saved views with their use-cases. */
export function viewDoors({ openKnown: open }: Doors): void {
  open("listViews", (ctx) => ctx.read((tx) => listViews(tx, ctx)));
  open("countViews", (ctx) => ctx.read((tx) => countViews(tx, ctx)));
  open("createView", (ctx, { body }) => ctx.write((tx) => createView(tx, ctx, body)));
  open("updateView", (ctx, { params, body }) => ctx.write((tx) => updateView(tx, ctx, params.id, body)));
  open("deleteView", (ctx, { params }) => ctx.write((tx) => deleteView(tx, ctx, params.id)));
  open("pinView", (ctx, { params, body }) => ctx.write((tx) => pinView(tx, ctx, params.id, body.pinned)));
}
