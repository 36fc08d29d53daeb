import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Bulk } from "../../contract/bulk.ts";
import type { Request } from "../../contract/routes.ts";
import { LIMITS } from "../../core/process/limits.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { forbidden, Problem } from "../platform/http/problem.ts";
import { newId } from "../platform/ids.ts";
import { enqueue } from "../platform/jobs.ts";
import { chosenSql, nothingChosen } from "./chosen.ts";
import { NEEDS, rightFor } from "./one-ticket.ts";
import { accessBulk, canUndo, isTooLate, viewBulk } from "./read-bulk.ts";

/** The task of the worker that does what was asked of many tickets, looks at it first, or takes it back. */
export const RUN_BULK = "run-bulk";

/**
 * Begins to do something to many tickets, or with `preview` to look at what would become of them. Which ones is settled
 * now: what meets the condition later is not among them.
 */
export const startBulk = (ctx: Ctx, { action, preview, ...chosen }: Request<"startBulk">["body"]): Promise<Bulk> => {
  if (!rightFor(ctx.person, action)) throw forbidden(NEEDS[action.do].join(" or "));
  return ctx.write(async (tx) => {
    const { workspaceId, person, now } = ctx;
    const which = await chosenSql(tx, ctx, action, chosen);
    const id = newId();
    await tx
      .insertInto("bulk")
      .values({
        workspace_id: workspaceId,
        id,
        action: JSON.stringify(action),
        state: preview ? "previewing" : "running",
        total: 0,
        started_by: person.id,
        scopes: person.token?.scopes ?? [],
        started_at: now,
      })
      .execute();
    const total = await settle(tx, workspaceId, id, which);
    if (total === 0) throw nothingChosen();
    if (total > LIMITS.bulk) {
      const message = `More than ${LIMITS.bulk} tickets are meant: narrow the condition.`;
      throw new Problem(422, "bulk/too-many-tickets", message);
    }
    await tx.updateTable("bulk").set({ total }).where("workspace_id", "=", workspaceId).where("id", "=", id).execute();
    await enqueue(tx, RUN_BULK, { workspaceId, bulk: id });
    return viewBulk(await accessBulk(tx, ctx, id), now);
  });
};

/** Writes down which tickets it is about, in the database itself, whatever their number; returns how many. */
async function settle(tx: Tx, workspaceId: string, id: string, which: RawBuilder<SqlBool>): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into bulk_ticket (workspace_id, bulk_id, place, ticket_id)
    select ${workspaceId}::uuid, ${id}::uuid, row_number() over (order by t.number), t.id
    from ticket t where ${which} order by t.number limit ${LIMITS.bulk + 1}`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

type State = Bulk["state"];

/** Puts it into another state and lets the worker go on with it; 409 from any but these. */
async function goOn(tx: Tx, ctx: Ctx, id: string, from: readonly State[], to: State): Promise<Bulk> {
  const row = await accessBulk(tx, ctx, id, { lock: true });
  if (!from.some((state) => state === row.state)) {
    throw new Problem(409, "bulk/not-now", "This cannot be done with the action as it stands.");
  }
  await tx
    .updateTable("bulk")
    .set({ state: to, ended_at: null })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", id)
    .execute();
  await enqueue(tx, RUN_BULK, { workspaceId: ctx.workspaceId, bulk: id });
  return viewBulk(await accessBulk(tx, ctx, id), ctx.now);
}

/** Does what was only looked at. */
export const runBulk = (ctx: Ctx, id: string): Promise<Bulk> =>
  ctx.write((tx) => goOn(tx, ctx, id, ["previewed"], "running"));

/** Breaks off looking or doing; what is done stays. One that has ended is left as it is. */
export const cancelBulk = (ctx: Ctx, id: string): Promise<Bulk> =>
  ctx.write(async (tx) => {
    await accessBulk(tx, ctx, id, { lock: true });
    await tx
      .updateTable("bulk")
      .set({ state: "cancelled", ended_at: ctx.now })
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", id)
      .where("state", "in", ["previewing", "previewed", "running"])
      .execute();
    return viewBulk(await accessBulk(tx, ctx, id), ctx.now);
  });

/** Takes it back, ticket by ticket ([B-UNDO-02]); for 30 days, once. */
export const undoBulk = (ctx: Ctx, id: string): Promise<Bulk> =>
  ctx.write(async (tx) => {
    const row = await accessBulk(tx, ctx, id, { lock: true });
    if (isTooLate(row, ctx.now)) {
      throw new Problem(409, "bulk/undo-too-late", "It was done so long ago that it stays.");
    }
    if (!canUndo(row)) throw new Problem(409, "bulk/not-now", "There is nothing to take back.");
    return goOn(tx, ctx, id, ["done", "cancelled"], "undoing");
  });
