import type { Doors } from "../platform/http/doors.ts";
import { createCalendar } from "./create-calendar.ts";
import { createField } from "./create-field.ts";
import { deleteCalendar } from "./delete-calendar.ts";
import { deleteField } from "./delete-field.ts";
import { listFieldUses } from "./field-uses.ts";
import { getFirstSteps } from "./first-steps.ts";
import { getWorkspace } from "./get-workspace.ts";
import { listCalendars } from "./list-calendars.ts";
import { listFields } from "./list-fields.ts";
import { listOrderFields } from "./list-order-fields.ts";
import { createPriority, deletePriority, listPriorities, orderPriorities, updatePriority } from "./priorities.ts";
import { connectProcesses } from "./processes/routes.ts";
import { updateCalendar } from "./update-calendar.ts";
import { updateField } from "./update-field.ts";
import { updateWorkspace } from "./update-workspace.ts";

/** Calendars, fields, the workspace's own settings and its processes. */
export function connectSettings(doors: Doors): void {
  const { open } = doors;
  connectProcesses(doors);
  open("listCalendars", (ctx) => listCalendars(ctx));
  open("createCalendar", (ctx, { body }) => createCalendar(ctx, body));
  open("updateCalendar", (ctx, { params, body }) => updateCalendar(ctx, params.id, body));
  open("deleteCalendar", (ctx, { params }) => deleteCalendar(ctx, params.id));
  open("listFields", (ctx, { query }) => listFields(ctx, query));
  open("listFieldUses", (ctx, { params, query }) => listFieldUses(ctx, params.id, query.option));
  open("createField", (ctx, { body }) => createField(ctx, body));
  open("updateField", (ctx, { params, body }) => updateField(ctx, params.id, body));
  open("deleteField", (ctx, { params }) => deleteField(ctx, params.id));
  open("listOrderFields", (ctx, { query }) => listOrderFields(ctx, query));
  open("listPriorities", (ctx) => listPriorities(ctx));
  open("createPriority", (ctx, { body }) => createPriority(ctx, body));
  open("updatePriority", (ctx, { params, body }) => updatePriority(ctx, params.key, body));
  open("orderPriorities", (ctx, { body }) => orderPriorities(ctx, body));
  open("deletePriority", (ctx, { params }) => deletePriority(ctx, params.key));
  open("getFirstSteps", (ctx) => getFirstSteps(ctx));
  open("getWorkspace", (ctx) => getWorkspace(ctx));
  open("updateWorkspace", (ctx, { body }) => updateWorkspace(ctx, body));
}
