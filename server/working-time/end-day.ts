import type { WorkingTime } from "../../contract/working-time.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { checkTimes, readMoment } from "./check-times.ts";
import { readRecord } from "./read-records.ts";

/**
 * An employee ends his working day, now or at the moment that he names for one that he forgot to end. It may be ended
 * also after the workspace has ceased to keep working time.
 */
export async function endDay(tx: Tx, ctx: Ctx, body: { at?: string }): Promise<WorkingTime> {
  const { workspaceId, person, now } = ctx;
  const { zone } = await loadSettings(tx, workspaceId);
  const named = readMoment("at", body.at, zone);
  const open = await tx
    .selectFrom("working_time")
    .select(["id", "started_at"])
    .where("workspace_id", "=", workspaceId)
    .where("employee_id", "=", person.id)
    .where("ended_at", "is", null)
    .forUpdate()
    .executeTakeFirst();
  if (!open)
    throw new Problem(409, "working-time/day-not-started", "Your working day has not started: start it first.");
  if (named !== null) checkTimes({ start: open.started_at, end: named, now }, { end: "at" });
  const byHand = named && { corrected_by: person.id, corrected_at: now, was_started_at: open.started_at };
  await tx
    .updateTable("working_time")
    .set({ ended_at: named ?? now, ...byHand })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", open.id)
    .execute();
  return readRecord(tx, workspaceId, open.id);
}
