-- One trouble behind many tickets: an incident is a ticket of a type that may hold others, which point to it.
alter table service_type add column incident boolean not null default false;
alter table ticket
  add column incident_id uuid,
  add column incident_number integer,
  add column attached_count integer not null default 0,
  add constraint ticket_incident_whole check ((incident_id is null) = (incident_number is null)) not valid;
-- Attached tickets are few: the lists leave them out on their way, and whoever asks for them finds them here.
create index ticket_incident on ticket (workspace_id, incident_id, number) where incident_id is not null;

-- Whoever says who answers for tickets so far attaches them, too.
update role set permissions = permissions || '{ticket.incident}'
  where 'ticket.assign' = any (permissions) and not 'ticket.incident' = any (permissions);
