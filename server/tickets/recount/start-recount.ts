import type { Request, Response } from "../../../contract/routes.ts";
import type { Tx } from "../../platform/database.ts";
import type { Ctx } from "../../platform/http/context.ts";
import { newId } from "../../platform/ids.ts";
import { enqueue } from "../../platform/jobs.ts";
import { countOpen } from "./open-tickets.ts";
import { readRecounts } from "./read-recounts.ts";

export const RECOUNT = "recount-clocks";

/**
 * Promises that the open tickets of a calendar are counted anew, or that the rules of now are asked about those opened
 * from a moment on. A run of the same kind that still goes on is taken over. Nothing to count: no run, and null.
 */
export async function startRecount(
  tx: Tx,
  { workspaceId, now, person }: Pick<Ctx, "workspaceId" | "now" | "person">,
  { calendar = null, from = null }: { calendar?: string | null; from?: Date | null },
): Promise<string | null> {
  const total = await countOpen(tx, workspaceId, { calendar, from });
  if (total === 0) return null;
  const id = newId();
  await tx
    .updateTable("sla_run")
    .set({ finished_at: now })
    .where("workspace_id", "=", workspaceId)
    .where("calendar_id", calendar === null ? "is" : "=", calendar)
    .where("finished_at", "is", null)
    .execute();
  await tx
    .insertInto("sla_run")
    .values({
      workspace_id: workspaceId,
      id,
      calendar_id: calendar,
      from_at: from,
      total,
      started_at: now,
      started_by: person.id,
    })
    .execute();
  await enqueue(tx, RECOUNT, { workspaceId, run: id }, { key: `recount/${calendar ?? "rules"}`, runAt: now });
  return id;
}

/** Lets the SLA rules of now hold for open tickets opened from a moment on. */
export const recountRules = (ctx: Ctx, body: Request<"startRecount">["body"]): Promise<Response<"startRecount">> =>
  ctx.write(async (tx) => {
    const from = body.from === null ? null : new Date(body.from);
    const id = await startRecount(tx, ctx, { from });
    const [run] = id === null ? [] : await readRecounts(tx, ctx.workspaceId, id);
    if (run) return run;
    const at = ctx.now.toISOString();
    const nothing = { calendar: null, from: from?.toISOString() ?? null, total: 0, seen: 0, moved: 0 };
    return { id: newId(), ...nothing, startedAt: at, startedBy: null, finishedAt: at, failedAt: null };
  });
