import { sql } from "kysely";
import type { Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { unplanned } from "../platform/sql-piece.ts";
import { snoozedBy } from "../reminders/snoozed.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { countKnown } from "./column-store/count-known.ts";
import { countSeen, seenBy } from "./scope.ts";
import { setForToday } from "./set-for-today.ts";

/** Counters stop here: beyond it people read "10 000+". */
const COUNTED = 10_000;

/**
 * The counters of the list, as it is before any filter, without what is attached to incidents (decision 12): new tickets ([H-LIST-04]), tickets with messages that nobody has seen ([H-LIST-05]), my
 * tickets that are new or in work (decision 13), where there is an inbox with all that wait for me there [P-STG-02], and
 * those of mine that I have not opened; where working time is kept, those of mine that are set for today [H-EMP-06]. A client's counters are of
 * his active tickets, as his list shows them first: news of ended ones stand on its archive.
 */
export async function countTickets(tx: Tx, ctx: Ctx): Promise<Response<"countTickets">> {
  const { workspaceId, person } = ctx;
  const count = (where: ReturnType<typeof sql>) => countSeen(person, where, COUNTED);
  if (person.kind === "contact") {
    const active = sql`t.category in ('new', 'open', 'paused', 'resolved')`;
    const { rows } = await sql<{ unseen: number; mine: number }>`select
      ${count(sql`${active} and (t.client_unread > 0 or t.client_news)`)} as unseen,
      ${count(sql`t.category in ('new', 'open', 'paused')`)} as mine`.execute(tx);
    const { unseen = 0, mine = 0 } = rows[0] ?? {};
    return { new: 0, unseen, mine, unreadMine: unseen, today: 0 };
  }
  // What he has snoozed does not wait for him ([B-KEY-05]).
  const snoozed = snoozedBy(person, ctx.now);
  const waits = sql`not ${snoozed}`;
  const known = await countKnown(tx, ctx, snoozed);
  const himself = unplanned(person.id, "uuid");
  // Of tickets in his name there are few, so each is looked at instead of those of each of his sites.
  const countMine = (which: ReturnType<typeof sql>) => sql<number>`(select count(*) from (
    select from ticket_person p join ticket t on t.workspace_id = p.workspace_id and t.id = p.ticket_id
    where p.workspace_id = ${workspaceId} and t.workspace_id = ${workspaceId} and p.employee_id = ${himself}
      and p.part = 'assignee' and ${seenBy(person)} and ${which} limit ${sql.lit(COUNTED)}) found)`;
  const { settings, zone } = await loadSettings(tx, workspaceId);
  const asked = sql`(${person.id} = any(t.invited_ids) or cardinality(t.assignee_ids) = 0 and t.team_id in
    (select team_id from team_member where workspace_id = ${workspaceId} and employee_id = ${person.id}))`;
  const inInbox = sql`t.category in ('new', 'open') and t.incident_id is null and ${waits} and ${asked}
    and not ${person.id} = any(t.assignee_ids)`;
  const { rows } = await sql<Response<"countTickets">>`select
    ${known ? sql`0` : count(sql`t.category = 'new' and t.incident_id is null and ${waits}`)} as new,
    ${known ? sql`0` : count(sql`t.unseen > 0 and t.incident_id is null`)} as unseen,
    ${countMine(sql`p.at_work and t.category in ('new', 'open') and t.incident_id is null and ${waits}`)}
      + ${settings.inbox ? count(inInbox) : sql`0`} as mine,
    ${countMine(sql`p.unread and t.incident_id is null`)} as "unreadMine",
    ${settings.workingTime ? countMine(sql`p.at_work and t.incident_id is null and ${setForToday(ctx.now, zone)}`) : sql`0`} as today`.execute(
    tx,
  );
  const most = (counted: number) => Math.min(counted, COUNTED);
  const counts = rows[0] ?? { new: 0, unseen: 0, mine: 0, unreadMine: 0, today: 0 };
  return known ? { ...counts, new: most(known.new), unseen: most(known.unseen) } : counts;
}
