-- Messages to clients that were sent and can still be recalled: nobody but their author knows of them. What comes of one
-- happens when it is said: then it is a message like any other, and its row here is gone.
create table held_message (
  workspace_id uuid not null references workspace, id uuid not null,
  ticket_id uuid not null, employee_id uuid not null,
  -- of the token by which it was sent; none: all that the role allows
  scopes text[] not null default '{}',
  -- as it was sent: text, files, mentions, move
  body jsonb not null,
  held_at timestamptz not null, due_at timestamptz not null,
  -- why it could not be said when it was due, one by one; null while it waits
  refusals jsonb,
  primary key (workspace_id, id),
  foreign key (workspace_id, ticket_id) references ticket on delete cascade,
  foreign key (workspace_id, employee_id) references employee
);
create index held_message_ticket on held_message (workspace_id, ticket_id, employee_id, held_at);
alter table held_message enable row level security;
create policy workspace_wall on held_message using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
