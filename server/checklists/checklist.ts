import { sql } from "kysely";
import type { Checklist } from "../../contract/checklists.ts";
import type { Request } from "../../contract/routes.ts";
import type { PointChange } from "../../core/process/commands.ts";
import { changePoints } from "../../core/process/decide-checklist.ts";
import type { Point } from "../../core/process/events.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { newId } from "../platform/ids.ts";
import { accessTicket, beneathTicket } from "../tickets/access.ts";
import { actorOf, run } from "../tickets/act.ts";
import { stateOf } from "../tickets/columns.ts";

/** The checklist of a ticket, for who sees it. */
export const getChecklist = (tx: Tx, ctx: Ctx, key: string): Promise<Checklist> =>
  beneathTicket(tx, ctx, key, async (ticketId) => view(ctx, await readPoints(tx, ctx.workspaceId, ticketId)));

/** Adds, ticks or takes out one point. The ticket is locked meanwhile, so that two who tick at once both have ticked. */
export async function changeChecklist(
  tx: Tx,
  ctx: Ctx,
  key: string,
  body: Request<"changeChecklist">["body"],
): Promise<Checklist> {
  const row = await accessTicket(tx, ctx, key, { lock: true });
  const points = await readPoints(tx, ctx.workspaceId, row.id);
  const change: PointChange =
    "add" in body
      ? { do: "add", id: newId(), text: body.add.trim() }
      : "tick" in body
        ? { do: "tick", id: body.tick, done: body.done }
        : { do: "remove", id: body.remove };
  await run(tx, row, stateOf(row), { kind: "checklist", points, change }, actorOf(ctx.person), ctx.now);
  return view(ctx, changePoints(points, change));
}

const view = ({ person }: Ctx, points: readonly Point[]): Checklist => ({
  points: [...points],
  can: { change: person.permissions.has("ticket.write") },
});

/** The log holds them: the last change says how all of them stand. */
async function readPoints(tx: Tx, workspaceId: string, ticketId: string): Promise<readonly Point[]> {
  const { rows } = await sql<{ points: Point[] }>`select data -> 'points' as points from event
    where workspace_id = ${workspaceId} and ticket_id = ${ticketId} and kind = 'checklist.changed'
    order by ticket_seq desc limit 1`.execute(tx);
  return rows[0]?.points ?? [];
}
