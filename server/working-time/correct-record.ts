import { sql } from "kysely";
import type { Request } from "../../contract/routes.ts";
import type { WorkingTime } from "../../contract/working-time.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField, notFound } from "../platform/http/problem.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { checkTimes, readMoment } from "./check-times.ts";
import { readRecord } from "./read-records.ts";

/** Who keeps the employees corrects a record, or ends one that was forgotten; it keeps what stood there before. */
export async function correctRecord(
  tx: Tx,
  { workspaceId, person, now }: Ctx,
  id: string,
  body: Request<"correctWorkingTime">["body"],
): Promise<WorkingTime> {
  const found = await tx
    .selectFrom("working_time")
    .select("employee_id")
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!found) throw notFound("working-time");
  // Of two records of one employee that are corrected at once, the second sees what became of the first.
  await sql`select from employee where workspace_id = ${workspaceId} and id = ${found.employee_id}
    for no key update`.execute(tx);
  const row = await tx
    .selectFrom("working_time")
    .select(["started_at", "ended_at"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const { zone } = await loadSettings(tx, workspaceId);
  const start = readMoment("startedAt", body.startedAt, zone) ?? row.started_at;
  const end = readMoment("endedAt", body.endedAt, zone) ?? row.ended_at;
  const same = start.getTime() === row.started_at.getTime() && end?.getTime() === row.ended_at?.getTime();
  if (same) return readRecord(tx, workspaceId, id);
  const named = {
    ...(body.startedAt === undefined ? {} : { start: "startedAt" }),
    ...(body.endedAt === undefined ? {} : { end: "endedAt" }),
  };
  checkTimes({ start, end, now }, named);
  const other = await tx
    .selectFrom("working_time")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("employee_id", "=", found.employee_id)
    .where("id", "<>", id)
    .where("started_at", "<", end ?? new Date(8.64e15))
    .where((eb) => eb.or([eb("ended_at", "is", null), eb("ended_at", ">", start)]))
    .executeTakeFirst();
  if (other) {
    const field = named.start ?? named.end ?? "endedAt";
    const mend = "Name times between the days before and after.";
    throw badField(field, "days-overlap", "Another day of the employee lies within.", mend);
  }
  await tx
    .updateTable("working_time")
    .set({
      ...{ started_at: start, ended_at: end, corrected_by: person.id, corrected_at: now },
      ...{ was_started_at: row.started_at, was_ended_at: row.ended_at },
    })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .execute();
  return readRecord(tx, workspaceId, id);
}
