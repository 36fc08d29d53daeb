import { type Selectable, sql } from "kysely";
import { Type } from "typebox";
import type { Bulk, BulkAction, BulkTicket } from "../../contract/bulk.ts";
import type { Request, Response } from "../../contract/routes.ts";
import { LIMITS } from "../../core/process/limits.ts";
import type { Ctx } from "../platform/http/context.ts";
import { PAGE, pageOf, readCursor } from "../platform/http/page.ts";
import { ownRows } from "../platform/own-rows.ts";
import type { BulkTable } from "../platform/tables.ts";
import { seenBy } from "../tickets/scope.ts";

export type BulkRow = Selectable<BulkTable>;
const DAY_MS = 86_400_000;
/** So many are listed. */
const LISTED = 20;

const own = ownRows<BulkRow>({ table: "bulk", by: "started_by", what: "bulk" });
/** A bulk action of the person himself; of others he finds none. */
export const accessBulk = own.access;

/** The columns hold what the contract has let through. */
export const actionOf = (row: Pick<BulkRow, "action">): BulkAction => row.action as BulkAction;
const stateOf = (row: BulkRow): Bulk["state"] => row.state as Bulk["state"];

const undoUntil = (row: BulkRow): Date =>
  new Date((row.ended_at ?? row.started_at).getTime() + LIMITS.undoDays * DAY_MS);
export const isTooLate = (row: BulkRow, now: Date): boolean => now >= undoUntil(row);
/** Something was done, and nobody has taken it back yet. */
export const canUndo = (row: BulkRow): boolean =>
  ["done", "cancelled"].includes(row.state) && row.done > 0 && row.undone + row.left_out === 0;

export function viewBulk(row: BulkRow, now: Date): Bulk {
  return {
    id: row.id,
    action: actionOf(row),
    state: stateOf(row),
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    total: row.total,
    would: { done: row.would_done, same: row.would_same, refused: row.would_refused },
    done: row.done,
    same: row.same,
    refused: row.refused,
    undone: row.undone,
    left: row.left_out,
    undoUntil: canUndo(row) && !isTooLate(row, now) ? undoUntil(row).toISOString() : null,
  };
}

export const getBulk = (ctx: Ctx, id: string): Promise<Bulk> =>
  ctx.read(async (tx) => viewBulk(await accessBulk(tx, ctx, id), ctx.now));

export const listBulks = (ctx: Ctx): Promise<Response<"listBulks">> =>
  ctx.read(async (tx) => ({ items: (await own.list(tx, ctx, LISTED)).map((row) => viewBulk(row, ctx.now)) }));

const Place = Type.Object({ place: Type.Integer() });
type Found = {
  place: number;
  id: string;
  number: number;
  subject: string;
  outcome: BulkTicket["outcome"];
  refusals: BulkTicket["refusals"] | null;
  undo: BulkTicket["undo"];
  undo_refusals: BulkTicket["undoRefusals"] | null;
};

/** What became of each, as far as the person still sees them; of one that was only looked at, what would. */
export const listBulkTickets = (
  ctx: Ctx,
  id: string,
  { only, limit = PAGE, cursor }: Request<"listBulkTickets">["query"],
): Promise<Response<"listBulkTickets">> =>
  ctx.read(async (tx) => {
    const { state } = await accessBulk(tx, ctx, id);
    const after = readCursor(cursor, Place)?.place ?? 0;
    const outcome = ["previewing", "previewed"].includes(state) ? sql.ref("b.planned") : sql.ref("b.outcome");
    const wanted = only === "left" ? sql`and b.undo = 'left'` : only ? sql`and ${outcome} = ${only}` : sql``;
    const { rows } = await sql<Found>`
      select b.place, t.id, t.number, t.subject, ${outcome} as outcome, b.refusals, b.undo, b.undo_refusals
      from bulk_ticket b join ticket t on t.workspace_id = b.workspace_id and t.id = b.ticket_id
      where b.workspace_id = ${ctx.workspaceId} and b.bulk_id = ${id} and b.place > ${after} ${wanted}
        and ${seenBy(ctx.person)}
      order by b.place limit ${limit + 1}`.execute(tx);
    const page = pageOf(rows, limit, ({ place }) => ({ place }));
    return { items: page.rows.map(viewTicket), ...page.next };
  });

const viewTicket = (row: Found): BulkTicket => ({
  ticket: { id: row.id, number: row.number, subject: row.subject },
  outcome: row.outcome,
  refusals: row.refusals ?? [],
  undo: row.undo,
  undoRefusals: row.undo_refusals ?? [],
});
