import type { WorkingTime } from "../../contract/working-time.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { newId } from "../platform/ids.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { readRecord } from "./read-records.ts";

/** An employee starts his working day; one at a time, which the index of open ones holds. */
export async function startDay(tx: Tx, { workspaceId, person, now }: Ctx): Promise<WorkingTime> {
  const { settings } = await loadSettings(tx, workspaceId);
  if (!settings.workingTime) {
    throw new Problem(409, "working-time/not-kept", "This workspace keeps no working time: switch it on first.");
  }
  const made = await tx
    .insertInto("working_time")
    .values({ workspace_id: workspaceId, id: newId(), employee_id: person.id, started_at: now })
    .onConflict((open) => open.columns(["workspace_id", "employee_id"]).where("ended_at", "is", null).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!made) throw new Problem(409, "working-time/day-started", "Your working day has started already: end it first.");
  return readRecord(tx, workspaceId, made.id);
}
