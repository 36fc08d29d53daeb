import type { Doors } from "../platform/http/doors.ts";
import { listTimeEntries } from "./list-time-entries.ts";
import { removeTimeEntry } from "./remove-time-entry.ts";
import { reportWork } from "./report-work.ts";

/** Connects the routes of work done with their use-cases. */
export function workDoors({ openKnown: open }: Doors): void {
  open("reportWork", (ctx, { body }) => ctx.write((tx) => reportWork(tx, ctx, body)));
  open("listTimeEntries", (ctx, { params }) => ctx.read((tx) => listTimeEntries(tx, ctx, params.id)));
  open("removeTimeEntry", (ctx, { params }) => ctx.write((tx) => removeTimeEntry(tx, ctx, params.id, params.entryId)));
}
