-- By which gateway a desk sends SMS: one of those that are known, or one of its own, described by a recipe.
create table sms_gateway (
  workspace_id uuid not null references workspace primary key,
  kind text not null check (kind in ('smsc', 'smsru', 'twilio', 'other')),
  login text not null default '', sender text not null default '',
  -- sealed
  secret text not null,
  -- how it is asked and what its answers mean; of `other` alone
  recipe jsonb check ((recipe is null) = (kind <> 'other')),
  active boolean not null default true,
  -- parts a day, by the zone of the workspace, and how many went out on the day of the last one
  daily_limit int not null check (daily_limit between 1 and 100000),
  day date, day_parts int not null default 0,
  -- the day on which the limit was reached last
  limited_on date,
  -- how the last one went
  error text, error_detail text, failed_at timestamptz, sent_at timestamptz
);
-- SMS on their way out, and what became of them.
create table sms_out (
  workspace_id uuid not null references workspace, id uuid not null,
  kind text not null,
  ticket_id uuid, employee_id uuid not null,
  to_phone text not null, to_name text not null,
  text text not null, parts int not null,
  -- the same at every try of the same telling to the same person, and of no other
  once text not null,
  -- sending: handed over just now; found so later, nobody knows whether it went out, and it is not sent again
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed')),
  error text, error_detail text, attempts int not null default 0,
  -- its id at the gateway
  gateway_id text,
  created_at timestamptz not null, sent_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, once),
  foreign key (workspace_id, ticket_id) references ticket on delete cascade,
  foreign key (workspace_id, employee_id) references employee
);
create index sms_out_ticket on sms_out (workspace_id, ticket_id);
-- Texts of a workspace's own for notices to employees: by channel, by whether they answer for the ticket or follow it, and by event.
create table notice_template (
  workspace_id uuid not null references workspace,
  channel text not null check (channel in ('email', 'sms')),
  reader text not null check (reader in ('responsible', 'observer')),
  about text not null,
  text text not null check (length(text) between 1 and 5000),
  primary key (workspace_id, channel, reader, about)
);
do $$
declare t text;
begin
  foreach t in array array['sms_gateway', 'sms_out', 'notice_template'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy workspace_wall on %I using (workspace_id = current_workspace()) with check (workspace_id = current_workspace())', t);
  end loop;
end $$;
create trigger configured after insert or update or delete on notice_template for each row execute function part_configured();
