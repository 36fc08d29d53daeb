-- Work that an employee has reported: always on a ticket, with its time and what was done.
create table time_entry (
  workspace_id uuid not null references workspace, id uuid not null,
  ticket_id uuid not null, employee_id uuid not null,
  minutes int not null check (minutes between 1 and 1440),
  text text not null check (length(text) between 1 and 2000),
  -- the day of the work, in the zone of the workspace
  worked_on date not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, ticket_id) references ticket on delete cascade,
  foreign key (workspace_id, employee_id) references employee
);
create index time_entry_ticket on time_entry (workspace_id, ticket_id, worked_on desc, id desc);
create index time_entry_employee on time_entry (workspace_id, employee_id, worked_on desc);
alter table time_entry enable row level security;
create policy workspace_wall on time_entry using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
