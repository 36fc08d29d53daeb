-- A note that was marked as important stood whole in the index of labelled tickets, which holds no more than a third of
-- a page: a long one was refused. Whether there is one is all that the index needs.
alter table ticket add column has_important boolean not null default false;
update ticket set has_important = true where important is not null;
-- And what lists ask of these few besides: whose they are, and whether they are led with an incident.
drop index ticket_labelled;
create index ticket_labelled on ticket (workspace_id, site_id, updated_at desc, id desc)
  include (has_important, unseen, breached, category, service_id, place_id, place_path, other_place_ids, assignee_ids, incident_id)
  where has_important or unseen > 0 or (breached <> '{}' and category in ('new', 'open', 'paused'));

-- Somebody's tickets in the order of their last change, for each of the four who may be named: without them all that he
-- ever had were read to show the latest fifty. What else decides whether he sees them lies beside, for counting.
create index ticket_assignee_1 on ticket (workspace_id, (assignee_ids[1]), updated_at desc, id desc)
  include (assignee_ids, site_id, service_id, place_id, place_path, other_place_ids, incident_id)
  where assignee_ids[1] is not null;
create index ticket_assignee_2 on ticket (workspace_id, (assignee_ids[2]), updated_at desc, id desc)
  where assignee_ids[2] is not null;
create index ticket_assignee_3 on ticket (workspace_id, (assignee_ids[3]), updated_at desc, id desc)
  where assignee_ids[3] is not null;
create index ticket_assignee_4 on ticket (workspace_id, (assignee_ids[4]), updated_at desc, id desc)
  where assignee_ids[4] is not null;
