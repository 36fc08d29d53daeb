import type { Doors } from "../platform/http/doors.ts";
import { getRehearsal, listRehearsed } from "./read-rehearsals.ts";
import { cancelRehearsal, startRehearsal } from "./start-rehearsal.ts";

/** Changed rules tried on the past. */
export function connectRehearsals({ open }: Doors): void {
  open("startRehearsal", (ctx, { body }) => startRehearsal(ctx, body));
  open("getRehearsal", (ctx, { params }) => getRehearsal(ctx, params.id));
  open("listRehearsed", (ctx, { params, query }) => listRehearsed(ctx, params.id, query));
  open("cancelRehearsal", (ctx, { params }) => cancelRehearsal(ctx, params.id));
}
