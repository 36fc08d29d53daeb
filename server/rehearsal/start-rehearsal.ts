import { sql } from "kysely";
import type { Rehearsal } from "../../contract/rehearsals.ts";
import type { Request } from "../../contract/routes.ts";
import type { Ctx } from "../platform/http/context.ts";
import { newId } from "../platform/ids.ts";
import { cancelJob, enqueue } from "../platform/jobs.ts";
import { kindOf } from "./kinds.ts";
import { viewRehearsal } from "./read-rehearsals.ts";

/** The task of the worker that tries rules on tickets of the past. */
export const REHEARSE = "rehearse";
/** So many are kept; the oldest goes when another one begins. */
const KEPT = 20;
const DAY_MS = 86_400_000;

/**
 * Begins to try what is proposed on the tickets that came in during the last days ([B-REH-01]); a job does it. What could
 * not run is refused by its place (`rules.2.condition`). 404, 422.
 */
export const startRehearsal = (ctx: Ctx, asked: Request<"startRehearsal">["body"]): Promise<Rehearsal> =>
  ctx.write(async (tx) => {
    const { workspaceId, now } = ctx;
    const { kind, days } = asked;
    const { proposal, broken } = await kindOf(kind).propose(tx, ctx, asked);
    const since = new Date(now.getTime() - days * DAY_MS);
    const { rows } = await sql<{ total: number }>`select count(*)::int as total from ticket t
      where t.workspace_id = ${workspaceId} and t.created_at >= ${since} and ${kindOf(kind).about(proposal)}`.execute(
      tx,
    );
    await sql`delete from rehearsal where workspace_id = ${workspaceId} and id in (select id from rehearsal
      where workspace_id = ${workspaceId} order by started_at desc offset ${KEPT - 1})`.execute(tx);
    const id = newId();
    await tx
      .insertInto("rehearsal")
      .values({
        workspace_id: workspaceId,
        id,
        kind,
        days,
        proposal: JSON.stringify(proposal),
        broken: JSON.stringify(broken),
        total: rows[0]?.total ?? 0,
        started_by: ctx.person.id,
        started_at: now,
      })
      .execute();
    await enqueue(tx, REHEARSE, { workspaceId, rehearsal: id }, { key: jobOf(id) });
    return viewRehearsal(tx, workspaceId, id);
  });

const jobOf = (id: string): string => `${REHEARSE}/${id}`;

/** Breaks it off: what has come out so far stays, and the job that runs notices within some tickets. */
export const cancelRehearsal = (ctx: Ctx, id: string): Promise<Rehearsal> =>
  ctx.write(async (tx) => {
    await cancelJob(tx, jobOf(id));
    await tx
      .updateTable("rehearsal")
      .set({ cancelled: true, ended_at: ctx.now })
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", id)
      .where("ended_at", "is", null)
      .execute();
    return viewRehearsal(tx, ctx.workspaceId, id);
  });
