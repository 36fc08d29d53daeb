-- A ticket is processed in a window: who has it open, since when, what the ticket goes back to, and how long it took.
alter table ticket
  -- {by, status, resumeAt, processing}: null while no window is open
  add column lease jsonb,
  add column processed_by uuid,
  add column processing_started_at timestamptz,
  add column processing_ended_at timestamptz,
  -- whole seconds
  add column processing_seconds int check (processing_seconds >= 0),
  add check (processing_started_at is not null or (processing_ended_at is null and lease is null));

-- The pages in which an employee has the window of a ticket open, and until when each has said to be there. It is said
-- every few seconds, so it stands beside the ticket and not in its log.
create table ticket_window (
  workspace_id uuid not null, ticket_id uuid not null, id uuid not null, employee_id uuid not null,
  until timestamptz not null,
  primary key (workspace_id, ticket_id, id),
  foreign key (workspace_id, ticket_id) references ticket on delete cascade,
  foreign key (workspace_id, employee_id) references employee on delete cascade
) with (fillfactor = 50);
alter table ticket_window enable row level security;
create policy workspace_wall on ticket_window using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
