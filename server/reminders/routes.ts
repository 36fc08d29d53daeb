import type { Doors } from "../platform/http/doors.ts";
import { listReminders } from "./list-reminders.ts";
import { dropReminder, setReminder } from "./set-reminder.ts";

/** Connects the routes of reminders with their use-cases. */
export function reminderDoors({ openKnown: open }: Doors): void {
  open("listReminders", (ctx) => ctx.read((tx) => listReminders(tx, ctx)));
  open("setReminder", (ctx, { params, body }) => ctx.write((tx) => setReminder(tx, ctx, params.id, body)));
  open("dropReminder", (ctx, { params }) => ctx.write((tx) => dropReminder(tx, ctx, params.id)));
}
