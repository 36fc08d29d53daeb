import type { Doors } from "../platform/http/doors.ts";
import { changeChecklist, getChecklist } from "./checklist.ts";

/** Connects the routes of checklists with their use-cases. */
export function checklistDoors({ openKnown: open }: Doors): void {
  open("getChecklist", (ctx, { params }) => ctx.read((tx) => getChecklist(tx, ctx, params.id)));
  open("changeChecklist", (ctx, { params, body }) => ctx.write((tx) => changeChecklist(tx, ctx, params.id, body)));
}
