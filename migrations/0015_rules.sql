-- Ordered rules of every kind: which promises hold, who gets a ticket, what is done by itself. A condition is kept as
-- people write it; the result is what its kind says.
create table rule (
  workspace_id uuid not null references workspace, id uuid not null,
  kind text not null check (kind in ('sla', 'routing', 'trigger')),
  position int not null,
  name text not null, enabled boolean not null default true,
  condition text not null default '',
  result jsonb not null default '{}',
  -- it holds from this moment on; null: at once
  active_from timestamptz,
  version int not null default 1,
  created_at timestamptz not null, created_by uuid,
  updated_at timestamptz not null, updated_by uuid,
  primary key (workspace_id, id)
);
create index rule_order on rule (workspace_id, kind, position);

-- What a rule was at each version, who made it so and why; the last one is the rule itself.
create table rule_version (
  workspace_id uuid not null, rule_id uuid not null, version int not null,
  at timestamptz not null, by_id uuid, note text not null default '',
  name text not null, enabled boolean not null, condition text not null, result jsonb not null, active_from timestamptz,
  primary key (workspace_id, rule_id, version),
  foreign key (workspace_id, rule_id) references rule on delete cascade
);

do $$
declare t text;
begin
  foreach t in array array['rule', 'rule_version'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy workspace_wall on %I using (workspace_id = current_workspace()) with check (workspace_id = current_workspace())', t);
  end loop;
end $$;
-- Each new ticket asks for them; they change rarely.
create trigger configured after insert or update or delete on rule for each row execute function part_configured();

-- The category of the ticket's company, for lists and rules; kept by whoever writes the ticket or the company.
alter table ticket add column client_category_id uuid;
update ticket t set client_category_id = c.category_id from company c
  where c.workspace_id = t.workspace_id and c.id = t.company_id and c.category_id is not null;
