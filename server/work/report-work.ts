import { sql } from "kysely";
import type { Request } from "../../contract/routes.ts";
import type { TimeEntry } from "../../contract/time-entries.ts";
import { dayOf } from "../../core/process/dates.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField, notFound } from "../platform/http/problem.ts";
import { newId } from "../platform/ids.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { accessTicket } from "../tickets/access.ts";
import { actorOf, run } from "../tickets/act.ts";
import { stateOf } from "../tickets/columns.ts";
import { readTimeEntries } from "./list-time-entries.ts";

/** An employee reports work that he has done, always on a ticket ([C-GEN-02]); one for each report. */
export async function reportWork(tx: Tx, ctx: Ctx, body: Request<"reportWork">["body"]): Promise<TimeEntry> {
  const { workspaceId, person, now } = ctx;
  const row = await accessTicket(tx, ctx, body.ticket, { lock: true });
  const { zone } = await loadSettings(tx, workspaceId);
  const work = {
    entry: newId(),
    minutes: body.minutes,
    text: body.text.trim(),
    on: dayOfWork(body.on, now, zone),
  };
  await run(tx, row, stateOf(row), { kind: "report-work", work }, actorOf(person), now);
  await tx
    .insertInto("time_entry")
    .values({
      workspace_id: workspaceId,
      id: work.entry,
      ticket_id: row.id,
      employee_id: person.id,
      minutes: work.minutes,
      text: work.text,
      worked_on: work.on,
      created_at: now,
    })
    .execute();
  const [made] = await readTimeEntries(tx, ctx, sql<boolean>`w.id = ${work.entry}`);
  if (!made) throw notFound("time-entry");
  return made;
}

/** Today in the zone of the workspace, or the day that was named: not ahead, and within a year. */
function dayOfWork(named: string | undefined, now: Date, zone: string): string {
  const today = dayOf(now, zone);
  const day = named === undefined ? today : Temporal.PlainDate.from(named);
  const first = today.subtract({ years: 1 });
  if (Temporal.PlainDate.compare(day, today) <= 0 && Temporal.PlainDate.compare(day, first) >= 0) return day.toString();
  throw badField("on", "work-day", "Work is reported on its day, within a year.", "Name today or a day before.");
}
