-- What is done to many tickets at once: which ones, what became of each, and what is needed to take it back.
create table bulk (
  workspace_id uuid not null references workspace, id uuid not null,
  action jsonb not null,
  state text not null check (state in ('previewing', 'previewed', 'running', 'done', 'cancelled', 'undoing', 'undone')),
  total int not null,
  -- found by a job that only looked
  would_done int not null default 0, would_same int not null default 0, would_refused int not null default 0,
  done int not null default 0, same int not null default 0, refused int not null default 0,
  undone int not null default 0, left_out int not null default 0,
  started_by uuid not null,
  -- of the token by which it was asked for; empty: all that his role allows
  scopes text[] not null default '{}',
  started_at timestamptz not null, ended_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, started_by) references employee
);
create index bulk_of on bulk (workspace_id, started_by, started_at desc);
create index bulk_old on bulk (started_at);
alter table bulk enable row level security;
create policy workspace_wall on bulk using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());

create table bulk_ticket (
  workspace_id uuid not null, bulk_id uuid not null,
  -- in the order in which they are taken
  place int not null, ticket_id uuid not null,
  planned text check (planned in ('done', 'same', 'refused')),
  outcome text check (outcome in ('done', 'same', 'refused')),
  refusals jsonb,
  -- what takes it back: {"former": what was changed, as it was, "since", "events", "unread"}
  back jsonb,
  undo text check (undo in ('undone', 'left')), undo_refusals jsonb,
  primary key (workspace_id, bulk_id, place),
  foreign key (workspace_id, bulk_id) references bulk on delete cascade,
  foreign key (workspace_id, ticket_id) references ticket on delete cascade
);
create index bulk_ticket_of on bulk_ticket (workspace_id, ticket_id);
alter table bulk_ticket enable row level security;
create policy workspace_wall on bulk_ticket using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
