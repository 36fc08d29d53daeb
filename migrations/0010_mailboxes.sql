-- Mailboxes on other servers that letters are fetched from by IMAP.
create table mailbox (
  workspace_id uuid not null references workspace, id uuid not null,
  -- the address whose letters lie there: it says what they become
  address_id uuid not null,
  host text not null, port int not null check (port between 1 and 65535),
  secure text not null check (secure in ('tls', 'starttls', 'none')),
  login text not null,
  -- sealed with the key of secrets; readable with that key alone
  password text not null,
  folder text not null default 'INBOX',
  active boolean not null default true,
  -- letters that came before are left where they are; null: all are taken
  since timestamptz,
  -- how far it was fetched: everything up to last_uid is kept here, as long as the server counts by uid_validity
  uid_validity bigint, last_uid bigint not null default 0,
  -- the letter at which fetching broke off, and how many times running
  stuck_uid bigint, stuck_times int not null default 0,
  state text not null default 'new' check (state in ('new', 'ok', 'failing')),
  error text, error_detail text,
  attempts int not null default 0, fetched bigint not null default 0,
  last_try_at timestamptz, last_ok_at timestamptz, failing_since timestamptz,
  -- when it is looked at next; while somebody is at it, until when it is his
  next_try_at timestamptz not null, claimed boolean not null default false,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, address_id) references mail_address,
  check ((state = 'failing') = (error is not null))
);
create index mailbox_due on mailbox (next_try_at) where active;
create index mailbox_address on mailbox (workspace_id, address_id);
alter table mailbox enable row level security;
create policy workspace_wall on mailbox using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());

-- A letter out of a mailbox has no envelope that anybody has seen. The hash of its bytes keeps it from being taken twice
-- when the server counts anew, or when two of its folders hold it.
alter table letter_in alter column envelope_from drop not null;
alter table letter_in add column raw_hash bytea;
create unique index letter_in_raw on letter_in (workspace_id, raw_hash) where raw_hash is not null;
