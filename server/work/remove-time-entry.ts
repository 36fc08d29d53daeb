import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound } from "../platform/http/problem.ts";
import { accessTicket } from "../tickets/access.ts";
import { actorOf, run } from "../tickets/act.ts";
import { stateOf } from "../tickets/columns.ts";

/** Takes back work that one has reported oneself; the history keeps that it was there. */
export async function removeTimeEntry(tx: Tx, ctx: Ctx, key: string, id: string): Promise<void> {
  const { workspaceId, person, now } = ctx;
  const row = await accessTicket(tx, ctx, key, { lock: true });
  const gone = await tx
    .deleteFrom("time_entry")
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .where("ticket_id", "=", row.id)
    .where("employee_id", "=", person.id)
    .returning(["minutes", "text", "worked_on as on"])
    .executeTakeFirst();
  if (!gone) throw notFound("time-entry");
  const work = { entry: id, ...gone };
  await run(tx, row, stateOf(row), { kind: "report-work", work, remove: true }, actorOf(person), now);
}
