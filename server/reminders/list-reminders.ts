import { sql } from "kysely";
import type { Reminder } from "../../contract/reminders.ts";
import type { Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { seenBy } from "../tickets/scope.ts";

const LISTED = 200;
type Row = {
  id: string;
  at: Date;
  hides: boolean;
  text: string;
  came: Reminder["came"];
  came_at: Date | null;
  ticket_id: string;
  number: number;
  subject: string;
  address: string;
  category: string;
};

/** The person's reminders ([B-KEY-05]). */
export const listReminders = async (tx: Tx, ctx: Ctx): Promise<Response<"listReminders">> => ({
  items: await readReminders(tx, ctx, { most: LISTED }),
});

/** Those of tickets that he sees, or of one ticket. */
export async function readReminders(
  tx: Tx,
  { workspaceId, person }: Pick<Ctx, "workspaceId" | "person">,
  { ticketId, most }: { ticketId?: string; most: number },
): Promise<Reminder[]> {
  const { rows } = await sql<Row>`
    select r.id, r.at, r.hides, r.text, r.came, r.came_at, t.id as ticket_id, t.number, t.subject, t.address, t.category
    from reminder r join ticket t on t.workspace_id = r.workspace_id and t.id = r.ticket_id
    where r.workspace_id = ${workspaceId} and r.employee_id = ${person.id} and ${seenBy(person)}
      ${ticketId === undefined ? sql`` : sql`and r.ticket_id = ${ticketId}`}
    order by r.came is null, r.came_at desc, r.at, r.id limit ${most}`.execute(tx);
  return rows.map(({ id, at, hides, text, came, came_at, ticket_id, ...ticket }) => ({
    id,
    ticket: { id: ticket_id, ...ticket },
    at: at.toISOString(),
    hides,
    text,
    came,
    cameAt: came_at?.toISOString() ?? null,
  }));
}
