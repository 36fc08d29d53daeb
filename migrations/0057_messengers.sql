-- Accounts in messengers by which clients write: a bot of Telegram, a community of VK and the like.
create table messenger (
  workspace_id uuid not null references workspace, id uuid not null,
  kind text not null check (kind in ('telegram', 'viber', 'facebook', 'vk')),
  -- what the messenger calls the account, and how people know it
  account text not null, name text not null,
  -- sealed with the key of secrets: what the account is used with, and what its calls are signed with
  token text not null, secret text,
  -- in the address that the messenger calls; nobody can guess it
  hook text not null,
  -- a server of one's own in place of the messenger's
  api_root text,
  -- what a client's first words become
  service_id uuid,
  active boolean not null default true,
  -- how far updates were taken: all before it are kept here
  position text,
  state text not null default 'new' check (state in ('new', 'ok', 'failing')),
  error text, error_detail text, attempts int not null default 0,
  last_try_at timestamptz, last_ok_at timestamptz, failing_since timestamptz, last_message_at timestamptz,
  -- when it is asked next; the process that asks has it until then
  next_try_at timestamptz not null, claimed_by text,
  -- the messenger wants nothing from us before this moment
  quiet_until timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, kind, account),
  unique (workspace_id, hook),
  foreign key (workspace_id, service_id) references service on delete set null (service_id),
  check ((state = 'failing') = (error is not null))
);
create index messenger_due on messenger (next_try_at) where active;
create index messenger_service on messenger (workspace_id, service_id) where service_id is not null;
create trigger configured after insert or update of active, name, service_id or delete on messenger
  for each row execute function part_configured();

-- Whom an account talks with: a person, or a group that it was added to.
create table messenger_chat (
  workspace_id uuid not null, messenger_id uuid not null,
  chat text not null check (length(chat) <= 100),
  kind text not null check (kind in ('private', 'group')),
  title text not null, username text,
  -- a group: what its commands become, and whether they must name the company
  service_id uuid, names_company boolean not null default false,
  -- the account can write there
  present boolean not null default true,
  -- a person: who it is, and the ticket that was talked about last
  contact_id uuid, ticket_id uuid,
  created_at timestamptz not null, last_at timestamptz not null,
  primary key (workspace_id, messenger_id, chat),
  foreign key (workspace_id, messenger_id) references messenger on delete cascade,
  foreign key (workspace_id, service_id) references service on delete set null (service_id),
  foreign key (workspace_id, contact_id) references contact on delete set null (contact_id),
  foreign key (workspace_id, ticket_id) references ticket on delete set null (ticket_id)
);
create index messenger_chat_kind on messenger_chat (workspace_id, messenger_id, kind, last_at desc);
create index messenger_chat_contact on messenger_chat (workspace_id, contact_id) where contact_id is not null;
create index messenger_chat_ticket on messenger_chat (workspace_id, ticket_id) where ticket_id is not null;
create index messenger_chat_service on messenger_chat (workspace_id, service_id) where service_id is not null;
create index messenger_chat_person on messenger_chat (workspace_id, chat) where contact_id is not null;

-- What came, as it came. It is here before the messenger is told that it may forget it.
create table messenger_in (
  workspace_id uuid not null, id uuid not null,
  messenger_id uuid not null, chat text not null,
  -- the messenger's own name of the update: the same one is not kept twice
  update_key text not null check (length(update_key) <= 200),
  body jsonb not null,
  -- the message, as the messenger calls it
  external_id text,
  received_at timestamptz not null,
  state text not null default 'received' check (state in ('received', 'done', 'ignored', 'failed')),
  reason text, detail text, attempts int not null default 0,
  ticket_id uuid, message_id uuid,
  primary key (workspace_id, id),
  unique (workspace_id, messenger_id, update_key),
  foreign key (workspace_id, messenger_id) references messenger on delete cascade
);
create index messenger_in_waiting on messenger_in (workspace_id, messenger_id, chat, id) where state = 'received';
create index messenger_in_external on messenger_in (workspace_id, messenger_id, chat, external_id)
  where external_id is not null;

-- What goes out. A long text and files go in several pieces; `sent_ids` are those that the messenger has taken.
create table messenger_out (
  workspace_id uuid not null, id uuid not null,
  messenger_id uuid not null, chat text not null,
  -- the same telling, promised again, is the same
  key text not null,
  ticket_id uuid, message_id uuid,
  text text not null, file_ids uuid[] not null default '{}',
  -- the message there that it answers
  reply_to text,
  sent_ids text[] not null default '{}',
  state text not null default 'queued' check (state in ('queued', 'sent', 'failed')),
  error text, error_detail text, attempts int not null default 0,
  created_at timestamptz not null, next_try_at timestamptz not null, sent_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, key),
  foreign key (workspace_id, messenger_id) references messenger on delete cascade
);
create index messenger_out_waiting on messenger_out (workspace_id, messenger_id, chat, id) where state = 'queued';
create index messenger_out_chat on messenger_out (workspace_id, messenger_id, chat, id);
create index messenger_out_message on messenger_out (workspace_id, message_id) where message_id is not null;

do $$
declare t text;
begin
  foreach t in array array['messenger', 'messenger_chat', 'messenger_in', 'messenger_out'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy workspace_wall on %I using (workspace_id = current_workspace()) with check (workspace_id = current_workspace())', t);
  end loop;
end $$;
