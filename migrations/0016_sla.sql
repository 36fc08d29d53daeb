-- Promised times. The runs of the resolution clock, the terms of the SLA rule, a moment named by hand, and what was told
-- already stand on the ticket, so that its clocks are counted anew without reading its log.
alter table ticket
  add column resolution_runs jsonb not null default '[]',
  -- {"rule": id, "calendar": id, "reaction": seconds, "resolution": seconds}
  add column sla jsonb,
  -- {"at": moment, "setAt": moment}
  add column due_by_hand jsonb,
  add column sla_told jsonb not null default '{"reaction": null, "resolution": null}';
-- Open tickets by calendar, for counting them anew; and those that rules may promise something else.
create index ticket_sla on ticket (workspace_id, (sla ->> 'calendar'), id)
  where sla is not null and category in ('new', 'open', 'paused');

-- The runs of tickets that are there already: from where the clock began until the change at which it stood.
with changes as (
  select workspace_id, ticket_id, ticket_seq, at, patch -> 'resolution' ->> 'since' as since,
    lag(patch -> 'resolution' ->> 'since') over log as before
  from event where patch ? 'resolution' window log as (partition by workspace_id, ticket_id order by ticket_seq)
), stretches as (
  select workspace_id, ticket_id, ticket_seq, since, lead(at) over (partition by workspace_id, ticket_id order by ticket_seq) as until
  from changes where since is distinct from before
), runs as (
  select workspace_id, ticket_id, jsonb_agg(
    jsonb_build_array(since, to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by ticket_seq) as runs
  from stretches where since is not null and until is not null group by workspace_id, ticket_id
)
update ticket t set resolution_runs = r.runs from runs r where r.workspace_id = t.workspace_id and r.ticket_id = t.id;

-- The hours of a calendar from a moment on; null: from ever. What was counted by earlier hours stays counted.
create table calendar_version (
  workspace_id uuid not null, calendar_id uuid not null, version int not null,
  from_at timestamptz,
  time_zone text not null, hours jsonb not null, exceptions jsonb not null,
  at timestamptz not null, by_id uuid,
  primary key (workspace_id, calendar_id, version),
  foreign key (workspace_id, calendar_id) references calendar
);
insert into calendar_version (workspace_id, calendar_id, version, time_zone, hours, exceptions, at)
  select workspace_id, id, version, time_zone, hours, exceptions, created_at from calendar;
-- Tickets go on counting by a calendar that is not offered any more.
alter table calendar add column deleted_at timestamptz;
drop index calendar_name;
create unique index calendar_name on calendar (workspace_id, lower(name)) where deleted_at is null;

-- Open tickets are counted anew in steps: how far a run has come.
create table sla_run (
  workspace_id uuid not null references workspace, id uuid not null,
  -- a calendar that was changed, or the rules
  calendar_id uuid,
  -- rules: for tickets opened from this moment on
  from_at timestamptz,
  total int not null, seen int not null default 0, moved int not null default 0,
  -- the last ticket that was looked at
  after_id uuid,
  started_at timestamptz not null, started_by uuid, finished_at timestamptz,
  primary key (workspace_id, id)
);
create index sla_run_started on sla_run (workspace_id, started_at desc);

do $$
declare t text;
begin
  foreach t in array array['calendar_version', 'sla_run'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy workspace_wall on %I using (workspace_id = current_workspace()) with check (workspace_id = current_workspace())', t);
  end loop;
end $$;
create trigger configured after insert or update or delete on calendar for each row execute function part_configured();
create trigger configured after insert or update or delete on calendar_version for each row execute function part_configured();
