import type { Doors } from "../platform/http/doors.ts";
import { createView } from "./create-view.ts";
import { deleteView } from "./delete-view.ts";
import { listViews } from "./list-views.ts";
import { updateView } from "./update-view.ts";

/** Connects the routes of saved views with their use-cases. */
export function viewDoors({ openKnown: open }: Doors): void {
  open("listViews", (ctx) => ctx.read((tx) => listViews(tx, ctx)));
  open("createView", (ctx, { body }) => ctx.write((tx) => createView(tx, ctx, body)));
  open("updateView", (ctx, { params, body }) => ctx.write((tx) => updateView(tx, ctx, params.id, body)));
  open("deleteView", (ctx, { params }) => ctx.write((tx) => deleteView(tx, ctx, params.id)));
}
