import { sql } from "kysely";
import type { Actor } from "../../core/process/commands.ts";
import type { Tx } from "../platform/database.ts";
import { loadTicket } from "./access.ts";
import { run } from "./act.ts";
import { stateOf } from "./columns.ts";

/**
 * Active tickets on which the employee is assignee or controller ([H-ASG-08], [H-CTRL-10]): their number; `limit` stops
 * the count.
 */
export async function countActiveTickets(
  tx: Tx,
  workspaceId: string,
  employeeId: string,
  limit = 10_000,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select from ticket_person p
      join ticket t on t.workspace_id = p.workspace_id and t.id = p.ticket_id
      where p.workspace_id = ${workspaceId} and p.employee_id = ${employeeId} and p.part in ('assignee', 'controller')
        and t.category in ('new', 'open', 'paused', 'resolved') limit ${limit}) active`.execute(tx);
  return rows[0]?.count ?? 0;
}

/**
 * Puts another employee in the place of one who leaves, on all tickets that are not closed. The rules of assigning do
 * not stop it: a substitute of another team is better than nobody, and the history says why. Returns how many changed.
 */
export async function replaceOnTickets(
  tx: Tx,
  workspaceId: string,
  change: { from: string; to: string; by: Actor; now: Date },
): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select distinct p.ticket_id as id from ticket_person p
    join ticket t on t.workspace_id = p.workspace_id and t.id = p.ticket_id
    where p.workspace_id = ${workspaceId} and p.employee_id = ${change.from} and p.part in ('assignee', 'controller')
      and t.category in ('new', 'open', 'paused', 'resolved')
    order by id`.execute(tx);
  for (const { id } of rows) {
    const row = await loadTicket(tx, workspaceId, id, { lock: true });
    await run(tx, row, stateOf(row), { kind: "replace", from: change.from, to: change.to }, change.by, change.now);
  }
  return rows.length;
}
