import type { Doors } from "../../platform/http/doors.ts";
import { listAttached } from "./list-attached.ts";
import { listIncidents } from "./list-incidents.ts";
import { setIncident } from "./set-incident.ts";

/** Connects the routes of incidents with their use-cases. */
export function incidentDoors({ openKnown: open }: Doors): void {
  open("listIncidents", (ctx, { query }) => ctx.read((tx) => listIncidents(tx, ctx, query)));
  open("setIncident", (ctx, { params, body }) => ctx.write((tx) => setIncident(tx, ctx, params.id, body.incident)));
  open("listAttached", (ctx, { params, query }) => ctx.read((tx) => listAttached(tx, ctx, params.id, query)));
}
