/** The card's work as bare statements, one for each of its requests. */
import type { Ask } from "./bare.ts";

const TICKET = `
  select t.*, s.name as service, s.internal_name, s.form as order_form, s.options, st.name as type, st.common,
    c.name as company, m.name as team, p.name as place, p.kind as place_kind, p.address as place_address,
    k.name as contact, k.phone, k.email, k.tags, k.note as contact_note, k.debt, k.repair_debt,
    array(select e.name from employee e where e.workspace_id = t.workspace_id and e.id = any(
      t.assignee_ids || t.controller_ids || t.observer_ids || t.past_assignee_ids || t.approver_ids
        || array[t.accepted_by, t.closed_by, t.created_by])) as people,
    array(select a.name from place a where a.workspace_id = t.workspace_id
      and a.id in (t.site_id, t.quarter_id, t.group_id)) as above,
    array(select l.number from ticket l where l.workspace_id = t.workspace_id
      and (l.id = t.linked_to or l.linked_to = t.id)) as linked,
    array(select f.name from file f where f.workspace_id = t.workspace_id and f.id = any(t.document_ids)) as documents,
    w.settings
  from ticket t join workspace w on w.id = t.workspace_id
    left join service s on s.workspace_id = t.workspace_id and s.id = t.service_id
    left join service_type st on st.workspace_id = t.workspace_id and st.id = t.service_type_id
    left join company c on c.workspace_id = t.workspace_id and c.id = t.company_id
    left join team m on m.workspace_id = t.workspace_id and m.id = t.team_id
    left join place p on p.workspace_id = t.workspace_id and p.id = t.place_id
    left join contact k on k.workspace_id = t.workspace_id and k.id = t.contact_id
  where t.workspace_id = $1 and t.number = $2`;

const MESSAGES = `
  select m.id, m.author_kind, m.author_id, coalesce(e.name, c.name, m.author_name) as author_name, m.text, m.channel,
    m.important, m.file_ids, m.created_at, m.edited_at, m.deleted_at, m.read_at, l.from_address, l.subject, l.received_at
  from message m
    left join employee e on e.workspace_id = m.workspace_id and e.id = case when m.author_kind = 'employee' then m.author_id end
    left join contact c on c.workspace_id = m.workspace_id and c.id = case when m.author_kind = 'client' then m.author_id end
    left join letter_in l on l.workspace_id = m.workspace_id and l.id = m.letter_in_id
  where m.workspace_id = $1 and m.ticket_id = $2 and m.thread = $3
  order by m.created_at desc, m.id desc limit 51`;

const EVENTS = `
  select v.id, v.ticket_seq, v.at, v.actor_kind, v.actor_id, v.kind, v.data, v.why, e.name, e.job_title, e.phone, e.email
  from event v left join employee e on e.workspace_id = v.workspace_id
    and e.id = case when v.actor_kind = 'employee' then v.actor_id end
  where v.workspace_id = $1 and v.ticket_id = $2 and v.kind <> all('{ticket.seen,client.seen,ticket.unread}')
  order by v.ticket_seq desc limit 31`;

/** The ticket with its names, both threads, and the last page of its history. */
export async function openTicketBare(ask: Ask, workspaceId: string, id: string, number: number): Promise<void> {
  await ask("ticket", TICKET, [workspaceId, number]);
  await ask("messages", MESSAGES, [workspaceId, id, "client"]);
  await ask("notes", MESSAGES, [workspaceId, id, "internal"]);
  await ask("events", EVENTS, [workspaceId, id]);
}
