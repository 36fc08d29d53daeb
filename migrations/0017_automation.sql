-- Since when a ticket is in its status: triggers ask for those that wait too long. Null: entered before this was kept,
-- and over.
alter table ticket add column status_since timestamptz;
update ticket t set status_since = coalesce((select max(e.at) from event e
    where e.workspace_id = t.workspace_id and e.ticket_id = t.id and e.kind in ('ticket.opened', 'status.changed')), t.created_at)
  where t.category in ('new', 'open', 'paused', 'resolved');
create index ticket_waits on ticket (workspace_id, status_since) where category in ('new', 'open', 'paused', 'resolved');

-- Ready texts for the client thread, in groups.
create table canned_group (
  workspace_id uuid not null references workspace, id uuid not null,
  name text not null, position int not null default 0, created_at timestamptz not null,
  primary key (workspace_id, id)
);
create unique index canned_group_name on canned_group (workspace_id, lower(name));
create table canned_reply (
  workspace_id uuid not null references workspace, id uuid not null, group_id uuid not null,
  name text not null,
  -- a template: {{number}}, {{client}}, any field of the ticket
  text text not null,
  position int not null default 0, version int not null default 1, created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, group_id) references canned_group on delete cascade
);
create unique index canned_reply_name on canned_reply (workspace_id, group_id, lower(name));

-- Several acts by one click: of one employee, or of all (employee_id null).
create table macro (
  workspace_id uuid not null references workspace, id uuid not null, employee_id uuid,
  name text not null, actions jsonb not null, version int not null default 1, created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, employee_id) references employee on delete cascade
);
create unique index macro_name on macro (workspace_id, employee_id, lower(name)) nulls not distinct;

-- What triggers did, for 30 days. `cascade` is one for all that came of one change.
create table rule_run (
  workspace_id uuid not null references workspace, id uuid not null,
  rule_id uuid not null, ticket_id uuid not null, at timestamptz not null,
  -- the kind of the event, or 'waited'
  event text not null, cascade uuid not null, depth int not null,
  result text not null check (result in ('done', 'partly', 'failed', 'skipped', 'stopped')),
  -- why it was skipped or stopped
  reason text,
  -- each with its outcome
  actions jsonb not null default '[]',
  primary key (workspace_id, id),
  foreign key (workspace_id, ticket_id) references ticket on delete cascade
);
create index rule_run_rule on rule_run (workspace_id, rule_id, id desc);
create index rule_run_ticket on rule_run (workspace_id, ticket_id);
create index rule_run_cascade on rule_run (workspace_id, cascade);
create index rule_run_age on rule_run (at);

-- Jobs of triggers that are done: one that is run again does nothing.
create table automation_job (
  workspace_id uuid not null references workspace, job text not null, at timestamptz not null,
  primary key (workspace_id, job)
);
create index automation_job_age on automation_job (at);

-- For which stretch of waiting a trigger has looked at a ticket already.
create table rule_waited (
  workspace_id uuid not null references workspace, rule_id uuid not null, ticket_id uuid not null,
  since timestamptz not null,
  primary key (workspace_id, rule_id, ticket_id),
  foreign key (workspace_id, ticket_id) references ticket on delete cascade
);
create index rule_waited_ticket on rule_waited (workspace_id, ticket_id);

do $$
declare t text;
begin
  foreach t in array array['canned_group', 'canned_reply', 'macro', 'rule_run', 'automation_job', 'rule_waited'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy workspace_wall on %I using (workspace_id = current_workspace()) with check (workspace_id = current_workspace())', t);
  end loop;
end $$;
