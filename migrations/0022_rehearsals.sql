-- Changed rules tried on tickets of the past. Nothing of a ticket is touched; what came out is kept here.
create table rehearsal (
  workspace_id uuid not null references workspace, id uuid not null,
  kind text not null check (kind in ('sla', 'routing')),
  days int not null check (days between 1 and 365),
  -- the whole list as it is proposed, in its order
  rules jsonb not null,
  total int not null, looked int not null default 0, changed int not null default 0,
  -- {"teams": {id: [before, after]}, "people": …, "late": [before, after]}
  tally jsonb not null default '{}',
  -- how far the batches have come: the ticket looked at last
  after_at timestamptz, after_id uuid,
  started_by uuid not null, started_at timestamptz not null, ended_at timestamptz,
  cancelled boolean not null default false,
  primary key (workspace_id, id),
  foreign key (workspace_id, started_by) references employee
);
create index rehearsal_latest on rehearsal (workspace_id, started_at desc);
alter table rehearsal enable row level security;
create policy workspace_wall on rehearsal using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());

-- Tickets that the proposed rules would have treated otherwise, the latest first.
create table rehearsal_ticket (
  workspace_id uuid not null, rehearsal_id uuid not null, place int not null, ticket_id uuid not null,
  before jsonb not null, after jsonb not null,
  primary key (workspace_id, rehearsal_id, place),
  foreign key (workspace_id, rehearsal_id) references rehearsal on delete cascade,
  foreign key (workspace_id, ticket_id) references ticket on delete cascade
);
create index rehearsal_ticket_of on rehearsal_ticket (workspace_id, ticket_id);
alter table rehearsal_ticket enable row level security;
create policy workspace_wall on rehearsal_ticket using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
