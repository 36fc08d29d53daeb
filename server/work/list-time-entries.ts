import { sql } from "kysely";
import type { Response } from "../../contract/routes.ts";
import type { TimeEntry } from "../../contract/time-entries.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { beneathTicket } from "../tickets/access.ts";

const LISTED = 200;

/** Work done on a ticket, the latest first, with the sums over all of it ([C-GEN-02]). */
export async function listTimeEntries(tx: Tx, ctx: Ctx, key: string): Promise<Response<"listTimeEntries">> {
  return beneathTicket(tx, ctx, key, async (ticketId) => {
    const items = await readTimeEntries(tx, ctx, sql<boolean>`w.ticket_id = ${ticketId}`);
    const { rows } = await sql<{ id: string; name: string; minutes: number; count: number }>`
      select e.id, e.name, sum(w.minutes)::int as minutes, count(*)::int as count
      from time_entry w join employee e on e.workspace_id = w.workspace_id and e.id = w.employee_id
      where w.workspace_id = ${ctx.workspaceId} and w.ticket_id = ${ticketId}
      group by e.id, e.name order by minutes desc, e.name limit ${LISTED}`.execute(tx);
    return {
      items,
      minutes: rows.reduce((sum, { minutes }) => sum + minutes, 0),
      count: rows.reduce((sum, { count }) => sum + count, 0),
      people: rows.map(({ id, name, minutes }) => ({ employee: { id, name }, minutes })),
    };
  });
}

type Row = { id: string; employee_id: string; name: string; minutes: number; text: string; on: string; at: Date };

/** Those that `which` picks of `time_entry w`, as this person reads them. */
export async function readTimeEntries(
  tx: Tx,
  { workspaceId, person }: Pick<Ctx, "workspaceId" | "person">,
  which: ReturnType<typeof sql<boolean>>,
): Promise<TimeEntry[]> {
  const { rows } = await sql<Row>`
    select w.id, w.employee_id, e.name, w.minutes, w.text, w.worked_on as on, w.created_at as at
    from time_entry w join employee e on e.workspace_id = w.workspace_id and e.id = w.employee_id
    where w.workspace_id = ${workspaceId} and ${which}
    order by w.worked_on desc, w.id desc limit ${LISTED}`.execute(tx);
  return rows.map(({ employee_id: id, name, at, ...row }) => ({
    ...row,
    employee: { id, name },
    at: at.toISOString(),
    can: { remove: id === person.id },
  }));
}
