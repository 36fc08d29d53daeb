-- Part of a ticket's talk that went into a new ticket, and what is needed to take that back.
create table split (
  workspace_id uuid not null references workspace, id uuid not null,
  from_id uuid not null, to_id uuid not null,
  split_by uuid not null, split_at timestamptz not null,
  messages int not null, notes int not null, files int not null,
  -- {"former": of the ticket it came from, what was changed, as it was; "fromEvents", "toEvents": how long the logs of
  -- both were after; "messages", "files": ids of what went along}
  back jsonb not null,
  undone_by uuid, undone_at timestamptz,
  primary key (workspace_id, id),
  check ((undone_by is null) = (undone_at is null)),
  foreign key (workspace_id, from_id) references ticket on delete cascade,
  foreign key (workspace_id, to_id) references ticket on delete cascade,
  foreign key (workspace_id, split_by) references employee,
  foreign key (workspace_id, undone_by) references employee
);
create index split_from on split (workspace_id, from_id);
create unique index split_to on split (workspace_id, to_id);
alter table split enable row level security;
create policy workspace_wall on split using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
