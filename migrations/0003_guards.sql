-- The log is written once: the application adds events and never touches those that are there.
revoke update, delete on event from pult_app;

-- What the hourly seal saw: the last event of each ticket that had changed since the seal before. One row for each
-- (ticket, number of events) that was ever sealed, so a ticket that is gone can be named.
create table event_seal_head (
  workspace_id uuid not null, ticket_id uuid not null, count int not null,
  hash bytea not null, sealed_at timestamptz not null,
  primary key (workspace_id, ticket_id, count),
  foreign key (workspace_id, sealed_at) references event_seal
);
create index event_seal_head_seal on event_seal_head (workspace_id, sealed_at);
alter table event_seal_head enable row level security;
create policy workspace_wall on event_seal_head
  using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
-- Seals are the owner's business alone.
revoke all on event_seal, event_seal_head from pult_app;

-- Numbers begin when a workspace is made, which the owner does.
revoke execute on function make_ticket_numbers from public, pult_app;
