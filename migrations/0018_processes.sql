-- Processes are edited as drafts and published as versions.
alter table process add column created_by uuid;
alter table process add column note text not null default '';
alter table process add foreign key (workspace_id, created_by) references employee;

create table process_draft (
  workspace_id uuid not null references workspace, key text not null,
  -- the version that it was begun on; null: nothing of this name is published yet
  base int,
  -- json and not jsonb: the order of the statuses is that of the process
  definition json not null,
  version int not null default 1,
  updated_at timestamptz not null, updated_by uuid not null,
  primary key (workspace_id, key),
  foreign key (workspace_id, updated_by) references employee
);
alter table process_draft enable row level security;
create policy workspace_wall on process_draft using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());

-- Tickets under way that are moved to another version of their process, in batches.
create table process_migration (
  workspace_id uuid not null references workspace, id uuid not null,
  process_key text not null,
  -- null: from all others
  from_version int, to_version int not null,
  -- {"deferred": "open"}: where tickets of a status go that the other version does not have
  map jsonb not null default '{}',
  total int not null, moved int not null default 0, left_out int not null default 0,
  -- how far the batches have come
  after_id uuid,
  started_by uuid not null, started_at timestamptz not null, ended_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, process_key, to_version) references process,
  foreign key (workspace_id, started_by) references employee
);
create index process_migration_of on process_migration (workspace_id, process_key, started_at desc);
create unique index process_migration_running on process_migration (workspace_id, process_key) where ended_at is null;
alter table process_migration enable row level security;
create policy workspace_wall on process_migration using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());

-- A service may run another process than its type; null: that of the type.
alter table service add column process_key text;

create trigger configured_process after update of process_key on service
  for each row execute function part_configured();
