-- Tickets whose columns changed without an event of their own: what they have of a place, a contact, a company or a
-- service was copied anew. Who keeps columns of tickets in memory reads these again, as he does those with new events.
create table ticket_touched (
  workspace_id uuid not null references workspace (id),
  ticket_id uuid not null,
  txid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default now(),
  primary key (workspace_id, ticket_id, txid)
);
create index ticket_touched_order on ticket_touched (workspace_id, txid);
create index ticket_touched_at on ticket_touched (workspace_id, at);
alter table ticket_touched enable row level security;
create policy workspace_wall on ticket_touched for all using (workspace_id = current_workspace())
  with check (workspace_id = current_workspace());
