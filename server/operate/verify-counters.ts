import { sql } from "kysely";
import type { Db, Tx } from "../platform/database.ts";

/** Something kept twice that does not agree: what it is, what is kept, and what it comes to when it is counted anew. */
export type CounterFault = {
  readonly workspaceId: string;
  readonly what: string;
  readonly is: string;
  readonly should: string;
};

/** A fault in one line. */
export const describeCounter = ({ workspaceId, what, is, should }: CounterFault): string =>
  `Workspace ${workspaceId}: ${what} is ${is}, and by count ${should}`;

type Found = { what: string; is: string; should: string };

/**
 * Counts anew what writing keeps counted: the load of employees, the ratings of services, who takes part in a ticket,
 * messages and notes, tickets attached to incidents. One statement each, in one snapshot, as the owner.
 */
export async function verifyCounters(owner: Db): Promise<CounterFault[]> {
  return owner
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (tx) => {
      const { rows } = await sql<{ id: string }>`select id from workspace order by id`.execute(tx);
      const faults: CounterFault[] = [];
      for (const { id } of rows) {
        for (const count of [loads, ratings, people, messages, incidents]) {
          const found = await count(tx, id);
          faults.push(...found.map((fault) => ({ workspaceId: id, ...fault })));
        }
      }
      return faults;
    });
}

/** Open tickets of each employee ([H-ASG-03]), but for those in statuses that do not count as load ([U-LOAD-03]). */
async function loads(tx: Tx, workspaceId: string): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select format('the load of %s (%s)', e.name, e.id) as what, e.load::text as is, coalesce(c.count, 0)::text as should
    from employee e left join (
        select unnest(t.assignee_ids) as id, count(*) as count from ticket t
          join process p on p.workspace_id = t.workspace_id and p.key = t.process_key and p.version = t.process_version
        where t.workspace_id = ${workspaceId} and t.category in ('new', 'open', 'paused')
          and coalesce((p.definition -> 'statuses' -> t.status ->> 'load')::boolean, true) group by 1) c on c.id = e.id
    where e.workspace_id = ${workspaceId} and e.load <> coalesce(c.count, 0) order by e.id`.execute(tx);
  return rows;
}

/** Sum and number of the ratings of each service ([H-RRAT-04]). */
async function ratings(tx: Tx, workspaceId: string): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select format('the rating of the service %s (%s)', s.name, s.id) as what,
      format('%s in %s', s.rating_sum, s.rating_count) as is,
      format('%s in %s', coalesce(c.sum, 0), coalesce(c.count, 0)) as should
    from service s left join (
        select service_id as id, sum(rating) as sum, count(*) as count from ticket
        where workspace_id = ${workspaceId} and rating is not null group by 1) c on c.id = s.id
    where s.workspace_id = ${workspaceId}
      and (s.rating_sum, s.rating_count) is distinct from (coalesce(c.sum, 0), coalesce(c.count, 0))
    order by s.id`.execute(tx);
  return rows;
}

/** The rows that "my tickets" reads, against the ticket's own lists. */
async function people(tx: Tx, workspaceId: string): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select format('%s as %s of ticket %s', employee_id, part, coalesce(t.number::text, ticket_id::text)) as what,
      case when kept then 'listed' else 'not listed' end as is,
      case when kept then 'not there' else 'there' end as should
    from (
        select coalesce(k.ticket_id, s.ticket_id) as ticket_id, coalesce(k.employee_id, s.employee_id) as employee_id,
          coalesce(k.part, s.part) as part, k.part is not null as kept
        from (select p.ticket_id, p.employee_id, p.part from ticket_person p
            join ticket o on o.workspace_id = p.workspace_id and o.id = p.ticket_id
            where p.workspace_id = ${workspaceId} and p.at_work = (o.category in ('new', 'open', 'paused'))) k
          full join (
            select t.id as ticket_id, p.employee_id, p.part from ticket t
            cross join lateral (
              select unnest(t.assignee_ids) as employee_id, 'assignee' as part
              union all select unnest(t.controller_ids), 'controller'
              union all select unnest(t.observer_ids), 'observer') p
            where t.workspace_id = ${workspaceId}) s using (ticket_id, employee_id, part)
        where k.part is null or s.part is null) d
      left join ticket t on t.workspace_id = ${workspaceId} and t.id = d.ticket_id
    order by ticket_id, part, employee_id`.execute(tx);
  return rows;
}

/** Messages that were not taken back, and notes, of each ticket; the letter or the files that opened it are no message of its own. */
async function messages(tx: Tx, workspaceId: string): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select format('the number of messages and notes of ticket %s', t.number) as what,
      format('%s and %s', t.message_count, t.note_count) as is,
      format('%s and %s', coalesce(m.messages, 0), coalesce(m.notes, 0)) as should
    from ticket t left join (
        select m.ticket_id, count(*) filter (where m.thread = 'client' and m.deleted_at is null
            and (m.created_at <> o.created_at or m.letter_in_id is null and m.text <> '')) as messages,
          count(*) filter (where m.thread = 'internal' and m.deleted_at is null) as notes
        from message m join ticket o on o.workspace_id = m.workspace_id and o.id = m.ticket_id
        where m.workspace_id = ${workspaceId} group by m.ticket_id) m on m.ticket_id = t.id
    where t.workspace_id = ${workspaceId}
      and (t.message_count, t.note_count) is distinct from (coalesce(m.messages, 0), coalesce(m.notes, 0))
    order by t.number`.execute(tx);
  return rows;
}

/** How many tickets are attached to each incident. */
async function incidents(tx: Tx, workspaceId: string): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select format('the number of tickets attached to ticket %s', t.number) as what, t.attached_count::text as is,
      coalesce(a.count, 0)::text as should
    from ticket t left join (
        select incident_id, count(*) as count from ticket
        where workspace_id = ${workspaceId} and incident_id is not null group by 1) a on a.incident_id = t.id
    where t.workspace_id = ${workspaceId} and t.attached_count <> coalesce(a.count, 0) order by t.number`.execute(tx);
  return rows;
}
