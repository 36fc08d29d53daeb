-- Whom a letter told of what happened to a ticket, and whom none did: each with the reasons.
create table notice (
  workspace_id uuid not null references workspace, id uuid not null, ticket_id uuid not null,
  -- the event that it tells of, by its place in the log of the ticket; null where that was not kept
  ticket_seq int,
  at timestamptz not null,
  -- as of the letters: 'message', 'notice-status', 'employee-assigned'
  kind text not null,
  -- what told: a second run of the same job writes nothing
  job text not null,
  -- [{"kind": "employee", "id": …, "letter": id in letter_out or null, "why": [{"rule", "facts"}]}]
  told jsonb not null,
  primary key (workspace_id, id),
  unique (workspace_id, job),
  foreign key (workspace_id, ticket_id) references ticket on delete cascade
);
create index notice_ticket on notice (workspace_id, ticket_id, ticket_seq);
alter table notice enable row level security;
create policy workspace_wall on notice using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());

-- When the other side gave a letter back after it had taken it.
alter table letter_out add column bounced_at timestamptz;
