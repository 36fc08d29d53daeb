-- When employees were at work: one record from the start of a day to its end, at most one of them open for each.
create table working_time (
  workspace_id uuid not null references workspace, id uuid not null,
  employee_id uuid not null,
  started_at timestamptz not null,
  -- none: the day goes on
  ended_at timestamptz,
  -- who named a time by hand last, when, and what stood there before
  corrected_by uuid, corrected_at timestamptz,
  was_started_at timestamptz, was_ended_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, employee_id) references employee,
  foreign key (workspace_id, corrected_by) references employee,
  check (ended_at >= started_at),
  check ((corrected_by is null) = (corrected_at is null) and (corrected_by is null) = (was_started_at is null))
);
create unique index working_time_open on working_time (workspace_id, employee_id) where ended_at is null;
create index working_time_employee on working_time (workspace_id, employee_id, started_at desc);
create index working_time_started on working_time (workspace_id, started_at);
alter table working_time enable row level security;
create policy workspace_wall on working_time using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
