-- On whom work waits is asked by every open console: the few tickets that are new, in work or on hold are told from
-- all that a person ever had.
alter table ticket_person add column at_work boolean not null default true;
update ticket_person p set at_work = false from ticket t
  where t.workspace_id = p.workspace_id and t.id = p.ticket_id and t.category not in ('new', 'open', 'paused');
create index ticket_person_at_work on ticket_person (workspace_id, employee_id, part, ticket_id) where at_work;
create index ticket_person_unread on ticket_person (workspace_id, employee_id, ticket_id) where unread;

-- Labelled tickets are put in order by what the index holds of them, without reading each.
drop index ticket_labelled;
create index ticket_labelled on ticket (workspace_id, site_id, updated_at desc, id desc)
  include (important, unseen, breached, category, service_id, place_id, place_path, other_place_ids)
  where important is not null or unseen > 0 or (breached <> '{}' and category in ('new', 'open', 'paused'));
