-- When a ticket comes back to one employee: one reminder for each of them and ticket. Nobody else sees it.
create table reminder (
  workspace_id uuid not null references workspace, id uuid not null,
  ticket_id uuid not null, employee_id uuid not null,
  at timestamptz not null,
  -- snoozed: until then it is not among what waits for the employee
  hides boolean not null,
  text text not null default '' check (length(text) <= 500),
  created_at timestamptz not null,
  -- why it has come back, and when; null while it waits
  came text check (came in ('time', 'client')), came_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, employee_id, ticket_id),
  check ((came is null) = (came_at is null)),
  foreign key (workspace_id, ticket_id) references ticket on delete cascade,
  foreign key (workspace_id, employee_id) references employee
);
-- Who has to be told when the client writes.
create index reminder_snoozed on reminder (workspace_id, ticket_id) where hides and came is null;
alter table reminder enable row level security;
create policy workspace_wall on reminder using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
