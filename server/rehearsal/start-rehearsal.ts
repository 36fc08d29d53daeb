import { sql } from "kysely";
import type { Rehearsal } from "../../contract/rehearsals.ts";
import type { Request } from "../../contract/routes.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { newId } from "../platform/ids.ts";
import { enqueue } from "../platform/jobs.ts";
import { checkRule } from "../rules/check-rule.ts";
import { viewRehearsal } from "./read-rehearsals.ts";

/** The task of the worker that tries rules on tickets of the past. */
export const REHEARSE = "rehearse";
/** So many are kept; the oldest goes when another one begins. */
const KEPT = 20;
const DAY_MS = 86_400_000;

/**
 * Begins to try a list of rules on the tickets that came in during the last days ([B-REH-01]); a job does it. Rules that
 * could not run are refused by their place in the list (`rules.2.condition`).
 */
export const startRehearsal = (
  ctx: Ctx,
  { kind, days, rules }: Request<"startRehearsal">["body"],
): Promise<Rehearsal> =>
  ctx.write(async (tx) => {
    const { workspaceId, now } = ctx;
    for (const [index, rule] of rules.entries()) {
      await checkRule(tx, ctx, kind, rule).catch((error: unknown) => {
        throw placed(error, index);
      });
    }
    const since = new Date(now.getTime() - days * DAY_MS);
    const { total } = await tx
      .selectFrom("ticket")
      .select((eb) => eb.fn.countAll<number>().as("total"))
      .where("workspace_id", "=", workspaceId)
      .where("created_at", ">=", since)
      .executeTakeFirstOrThrow();
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
        rules: JSON.stringify(rules.map((rule) => ({ ...rule, id: rule.id ?? newId() }))),
        total,
        started_by: ctx.person.id,
        started_at: now,
      })
      .execute();
    await enqueue(tx, REHEARSE, { workspaceId, rehearsal: id });
    return viewRehearsal(tx, workspaceId, id);
  });

/** The refusal with the place of its rule in the list. */
function placed(error: unknown, index: number): unknown {
  if (!(error instanceof Problem)) return error;
  const refusals = error.refusals.map((one) => ({ ...one, field: `rules.${index}.${one.field ?? "condition"}` }));
  return new Problem(error.status, error.code, error.message, { refusals });
}

/** Breaks it off: what has come out so far stays. */
export const cancelRehearsal = (ctx: Ctx, id: string): Promise<Rehearsal> =>
  ctx.write(async (tx) => {
    await tx
      .updateTable("rehearsal")
      .set({ cancelled: true, ended_at: ctx.now })
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", id)
      .where("ended_at", "is", null)
      .execute();
    return viewRehearsal(tx, ctx.workspaceId, id);
  });
