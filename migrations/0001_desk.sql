-- The desk: every key begins with the workspace, so that rows can be sharded by it as they are.
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gin;

create table workspace (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,38}$'),
  name text not null,
  time_zone text not null default 'Europe/Moscow',
  locale text not null default 'ru' check (locale in ('ru', 'en', 'id', 'fa')),
  preset text not null,
  -- ProcessSettings, mail and portal settings, the organisation's reference data
  settings jsonb not null default '{}',
  created_at timestamptz not null default now()
);

-- People who sign in; one account may be an employee here and a contact there.
create table auth_user (
  id text primary key, name text not null, email text not null unique, "emailVerified" boolean not null default false,
  image text, "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now()
);
create table auth_session (
  id text primary key, "expiresAt" timestamptz not null, token text not null unique,
  "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now(),
  "ipAddress" text, "userAgent" text, "userId" text not null references auth_user on delete cascade,
  -- the workspace chosen in this session, when the account has several
  "workspaceId" uuid
);
create index on auth_session ("userId");
create table auth_account (
  id text primary key, "accountId" text not null, "providerId" text not null,
  "userId" text not null references auth_user on delete cascade,
  "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz, scope text, password text,
  "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now()
);
create index on auth_account ("userId");
create table auth_verification (
  id text primary key, identifier text not null, value text not null, "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now()
);
create index on auth_verification (identifier);

create table role (
  workspace_id uuid not null references workspace, id uuid not null, key text not null, name text not null,
  permissions text[] not null default '{}',
  -- which notices, by event and channel: {"resume-reminder": {"email": true}}
  notices jsonb not null default '{}',
  position int not null default 0,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id), unique (workspace_id, key)
);

create table employee (
  workspace_id uuid not null references workspace, id uuid not null,
  user_id text references auth_user,
  role_id uuid not null,
  name text not null, job_title text not null default '', phone text, email text not null,
  active boolean not null default true,
  -- sees every site; otherwise those of employee_place and what lies beneath
  all_places boolean not null default true,
  notices jsonb not null default '{}',
  -- columns, filters, sorting, density, language: the person's own
  preferences jsonb not null default '{}',
  -- tickets in categories new, open and paused that he is assigned to; kept by the writing transaction
  load int not null default 0 check (load >= 0),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, role_id) references role,
  unique (workspace_id, user_id)
);
create unique index employee_email on employee (workspace_id, lower(email));
create index employee_user on employee (user_id);

create table team (
  workspace_id uuid not null references workspace, id uuid not null, name text not null,
  hidden boolean not null default false, created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create unique index team_name on team (workspace_id, lower(name));
create table team_member (
  workspace_id uuid not null, team_id uuid not null, employee_id uuid not null,
  -- on the team's list of employees for notices
  notified boolean not null default false,
  primary key (workspace_id, team_id, employee_id),
  foreign key (workspace_id, team_id) references team on delete cascade,
  foreign key (workspace_id, employee_id) references employee on delete cascade
);
create index on team_member (workspace_id, employee_id);

-- site group → quarter → site → entrance → floor → unit
create table place (
  workspace_id uuid not null references workspace, id uuid not null,
  parent_id uuid, kind text not null check (kind in ('group', 'quarter', 'site', 'entrance', 'floor', 'unit')),
  name text not null,
  -- ancestors from the root and the place itself
  path uuid[] not null,
  -- what people write on a letter, with the site: "Ленина 5, кв. 12"
  address text not null,
  note text not null default '', tags text[] not null default '{}',
  -- personal account of a unit
  account text,
  -- manager of the group or quarter
  manager_id uuid,
  -- company that owns the site (desks that serve firms)
  company_id uuid,
  -- legalEntity {name, type}, chatClosedWhenEnded, showDebt, debt…
  settings jsonb not null default '{}',
  position int not null default 0,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, parent_id) references place,
  foreign key (workspace_id, manager_id) references employee
);
create index place_parent on place (workspace_id, parent_id, position, name);
create index place_path on place using gin (path);
create index place_address on place using gin (address gin_trgm_ops);
create unique index place_name on place (workspace_id, coalesce(parent_id, workspace_id), kind, lower(name));

create table employee_place (
  workspace_id uuid not null, employee_id uuid not null, place_id uuid not null,
  primary key (workspace_id, employee_id, place_id),
  foreign key (workspace_id, employee_id) references employee on delete cascade,
  foreign key (workspace_id, place_id) references place on delete cascade
);

create table client_category (
  workspace_id uuid not null references workspace, id uuid not null, name text not null, position int not null default 0,
  primary key (workspace_id, id)
);
create unique index client_category_name on client_category (workspace_id, lower(name));

create table company (
  workspace_id uuid not null references workspace, id uuid not null, name text not null,
  phone text, email text, domains text[] not null default '{}', note text not null default '', tags text[] not null default '{}',
  category_id uuid,
  -- the employee or team assigned by default to its tickets
  manager_id uuid, manager_team_id uuid,
  observer_ids uuid[] not null default '{}',
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, category_id) references client_category,
  foreign key (workspace_id, manager_id) references employee,
  foreign key (workspace_id, manager_team_id) references team
);
create index company_name on company using gin (name gin_trgm_ops);
create index company_domains on company using gin (workspace_id, domains);
alter table place add foreign key (workspace_id, company_id) references company;

create table contact (
  workspace_id uuid not null references workspace, id uuid not null,
  user_id text references auth_user,
  company_id uuid,
  name text not null, phone text, email text,
  -- duplicates of letters go here too
  copy_email text,
  -- personal account
  account text, note text not null default '', tags text[] not null default '{}',
  -- housing-and-utilities and capital repair, minor units; negative = paid in advance
  debt bigint not null default 0, repair_debt bigint not null default 0,
  manager_id uuid, manager_team_id uuid,
  observer_ids uuid[] not null default '{}',
  locale text,
  portal_access boolean not null default false,
  last_seen_at timestamptz,
  preferences jsonb not null default '{}',
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, company_id) references company,
  foreign key (workspace_id, manager_id) references employee,
  foreign key (workspace_id, manager_team_id) references team,
  unique (workspace_id, user_id)
);
create unique index contact_email on contact (workspace_id, lower(email)) where email is not null;
create index contact_user on contact (user_id);
create index contact_company on contact (workspace_id, company_id);
create index contact_name on contact using gin (name gin_trgm_ops);
create index contact_phone on contact (workspace_id, right(regexp_replace(phone, '\D', '', 'g'), 10));

create table occupancy (
  workspace_id uuid not null, place_id uuid not null, contact_id uuid not null,
  basis text not null default 'owner' check (basis in ('owner', 'family', 'tenant', 'other')),
  primary key (workspace_id, place_id, contact_id),
  foreign key (workspace_id, place_id) references place on delete cascade,
  foreign key (workspace_id, contact_id) references contact on delete cascade
);
create index on occupancy (workspace_id, contact_id);

create table calendar (
  workspace_id uuid not null references workspace, id uuid not null, name text not null,
  time_zone text not null,
  -- {"mon": [["09:00","13:00"],["14:00","18:00"]], …}
  hours jsonb not null,
  -- [{"day":"2026-12-31","hours":[["09:00","15:00"]]}]
  exceptions jsonb not null default '[]',
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create unique index calendar_name on calendar (workspace_id, lower(name));

-- Processes of the workspace; tickets stay on their version.
create table process (
  workspace_id uuid not null references workspace, key text not null, version int not null,
  -- json and not jsonb: the order of the statuses is that of the process
  definition json not null, current boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (workspace_id, key, version)
);
create unique index process_current on process (workspace_id, key) where current;

create table service_type (
  workspace_id uuid not null references workspace, id uuid not null, name text not null,
  process_key text not null,
  -- tickets of the whole building have no single client
  common boolean not null default false,
  -- clients never see its tickets
  internal boolean not null default false,
  position int not null default 0, active boolean not null default true,
  primary key (workspace_id, id)
);
create unique index service_type_name on service_type (workspace_id, lower(name));

create table service_category (
  workspace_id uuid not null references workspace, id uuid not null, name text not null, icon text,
  position int not null default 0,
  primary key (workspace_id, id)
);

create table service (
  workspace_id uuid not null references workspace, id uuid not null,
  type_id uuid not null, category_id uuid, team_id uuid,
  name text not null,
  -- for employees' eyes only
  internal_name text not null default '',
  note text not null default '', annotation text not null default '', tags text[] not null default '{}',
  -- the order form: [{key, label, type, required, options, hint}]
  form jsonb not null default '[]',
  -- ServiceOptions, auto controllers, approval stages, rating method
  options jsonb not null default '{}',
  max_assignees int not null default 1 check (max_assignees between 1 and 4),
  -- clients can order it
  portal boolean not null default true,
  paid boolean not null default false,
  active boolean not null default true,
  position int not null default 0,
  rating_sum bigint not null default 0, rating_count int not null default 0,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, type_id) references service_type,
  foreign key (workspace_id, category_id) references service_category,
  foreign key (workspace_id, team_id) references team
);
create unique index service_name on service (workspace_id, lower(name));

-- Roles that may work with tickets of the service; no row means every role.
create table service_role (
  workspace_id uuid not null, service_id uuid not null, role_id uuid not null,
  primary key (workspace_id, service_id, role_id),
  foreign key (workspace_id, service_id) references service on delete cascade,
  foreign key (workspace_id, role_id) references role on delete cascade
);

create table custom_field (
  workspace_id uuid not null references workspace, id uuid not null,
  key text not null check (key ~ '^[a-z][a-z0-9_]{0,38}$'), name text not null,
  type text not null check (type in ('text', 'number', 'date', 'list', 'lists', 'yesno', 'person', 'money')),
  options jsonb not null default '{}', required boolean not null default false,
  client_reads boolean not null default false,
  position int not null default 0, active boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id), unique (workspace_id, key)
);

create table ticket (
  workspace_id uuid not null references workspace, id uuid not null,
  number int not null,
  version int not null,
  process_key text not null, process_version int not null,
  status text not null,
  category text not null check (category in ('new', 'open', 'paused', 'resolved', 'closed', 'cancelled')),
  subject text not null, description text not null default '', channel text not null, priority text,
  service_id uuid, service_type_id uuid, place_id uuid, contact_id uuid, client jsonb, company_id uuid,
  form jsonb not null default '{}', custom jsonb not null default '{}', external_id text, linked_to uuid,
  team_id uuid,
  assignee_ids uuid[] not null default '{}', past_assignee_ids uuid[] not null default '{}',
  controller_ids uuid[] not null default '{}', observer_ids uuid[] not null default '{}',
  observer_team_ids uuid[] not null default '{}',
  approval jsonb, approver_ids uuid[] not null default '{}', approved_at timestamptz,
  status_comment text not null default '', status_comment_for text,
  resume_at timestamptz, cancel_reasons text[] not null default '{}', cancel_comment text not null default '',
  reopen_reason text not null default '', was_reopened boolean not null default false,
  created_at timestamptz not null, created_by_kind text not null check (created_by_kind in ('employee', 'client', 'system')),
  created_by uuid, updated_at timestamptz not null,
  accepted_by uuid, accepted_at timestamptz, resolved_at timestamptz, closed_by uuid, closed_at timestamptz,
  reaction_started_at timestamptz not null, reaction_stopped_at timestamptz,
  resolution_since timestamptz, resolution_spent int not null default 0,
  rating int check (rating between 1 and 5), rating_comment text not null default '', rated_at timestamptz,
  unseen int not null default 0, important text, last_message_by text,
  message_count int not null default 0, note_count int not null default 0,
  document_ids uuid[] not null default '{}', client_files int not null default 0,
  client_news boolean not null default false, client_unread int not null default 0,
  due_at timestamptz, reaction_due_at timestamptz,

  -- read by lists; kept by the writing transaction
  place_path uuid[] not null default '{}', group_id uuid, quarter_id uuid, site_id uuid, unit_id uuid,
  entrance text, floor text, unit_number text, address text not null default '',
  contact_name text not null default '', contact_phone text, service_name text not null default '',
  has_attachments boolean not null generated always as (cardinality(document_ids) > 0 or client_files > 0) stored,
  search tsvector,
  event_head bytea, event_count int not null default 0,

  primary key (workspace_id, id),
  unique (workspace_id, number),
  foreign key (workspace_id, process_key, process_version) references process,
  foreign key (workspace_id, service_id) references service,
  foreign key (workspace_id, service_type_id) references service_type,
  foreign key (workspace_id, place_id) references place,
  foreign key (workspace_id, contact_id) references contact,
  foreign key (workspace_id, company_id) references company,
  foreign key (workspace_id, team_id) references team,
  check (category in ('new', 'open', 'paused') or resolution_since is null),
  check (cardinality(assignee_ids) <= 4 and cardinality(controller_ids) <= 5 and cardinality(document_ids) <= 15)
);
create index ticket_updated on ticket (workspace_id, updated_at desc, id desc);
create index ticket_created on ticket (workspace_id, created_at desc, id desc);
create index ticket_status on ticket (workspace_id, status, updated_at desc, id desc);
create index ticket_category on ticket (workspace_id, category, updated_at desc, id desc);
create index ticket_site on ticket (workspace_id, site_id, updated_at desc, id desc);
create index ticket_unit on ticket (workspace_id, unit_id, created_at desc) where unit_id is not null;
create index ticket_contact on ticket (workspace_id, contact_id, created_at desc) where contact_id is not null;
create index ticket_company on ticket (workspace_id, company_id, created_at desc) where company_id is not null;
create index ticket_service on ticket (workspace_id, service_id, updated_at desc);
create index ticket_unseen on ticket (workspace_id, updated_at desc) where unseen > 0;
create index ticket_resume on ticket (workspace_id, resume_at) where resume_at is not null;
create index ticket_external on ticket (workspace_id, external_id) where external_id is not null;
create index ticket_search on ticket using gin (workspace_id, search);
create index ticket_contact_name on ticket using gin (contact_name gin_trgm_ops);
create index ticket_address on ticket using gin (address gin_trgm_ops);

-- Who stands on a ticket: what "my tickets" and "whose" are read from.
create table ticket_person (
  workspace_id uuid not null, ticket_id uuid not null, employee_id uuid not null,
  part text not null check (part in ('assignee', 'controller', 'observer')),
  -- the ticket is new to him (label Unread)
  unread boolean not null default false,
  primary key (workspace_id, ticket_id, part, employee_id),
  foreign key (workspace_id, ticket_id) references ticket on delete cascade,
  foreign key (workspace_id, employee_id) references employee
);
create index ticket_person_mine on ticket_person (workspace_id, employee_id, part, ticket_id);

-- One log for all: typed events, in the transaction of the change, chained by hash per ticket.
create table event (
  workspace_id uuid not null, id uuid not null,
  seq bigint not null generated always as identity,
  txid xid8 not null default pg_current_xact_id(),
  ticket_id uuid not null, ticket_seq int not null,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('employee', 'client', 'system')), actor_id uuid,
  kind text not null, data jsonb not null, patch jsonb not null default '{}', why jsonb,
  prev_hash bytea, hash bytea not null,
  primary key (workspace_id, ticket_id, ticket_seq)
);
create index event_order on event (txid, seq);
create index event_workspace_order on event (workspace_id, txid, seq);

-- Every hour: one hash over the heads of all tickets, so that a ticket cannot vanish unnoticed.
create table event_seal (
  workspace_id uuid not null references workspace, at timestamptz not null,
  tickets int not null, events bigint not null, hash bytea not null, prev_hash bytea,
  primary key (workspace_id, at)
);

create table message (
  workspace_id uuid not null, id uuid not null, ticket_id uuid not null,
  thread text not null check (thread in ('client', 'internal')),
  author_kind text not null check (author_kind in ('employee', 'client', 'system')), author_id uuid,
  author_name text not null default '',
  text text not null, channel text not null default 'console', important boolean not null default false,
  file_ids uuid[] not null default '{}',
  created_at timestamptz not null, edited_at timestamptz, deleted_at timestamptz, deleted_by uuid,
  -- the other side has read it
  read_at timestamptz,
  -- the letter it came in with or goes out by
  letter_in_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, ticket_id) references ticket on delete cascade
);
create index message_thread on message (workspace_id, ticket_id, thread, created_at, id);

create table file (
  workspace_id uuid not null references workspace, id uuid not null,
  name text not null, size bigint not null check (size >= 0), type text not null default 'application/octet-stream',
  sha256 bytea, width int, height int,
  -- what it is for: a document of the card, part of a message or note, or the raw letter
  purpose text not null check (purpose in ('upload', 'document', 'message', 'note', 'letter')),
  ticket_id uuid,
  uploaded_by_kind text not null, uploaded_by uuid,
  complete boolean not null default false,
  created_at timestamptz not null default now(), deleted_at timestamptz,
  primary key (workspace_id, id)
);
create index file_ticket on file (workspace_id, ticket_id) where ticket_id is not null;
create index file_unused on file (created_at) where ticket_id is null;

create table mail_address (
  workspace_id uuid not null references workspace, id uuid not null,
  address text not null, name text not null default '',
  -- what a letter to it becomes
  service_id uuid, team_id uuid, active boolean not null default true, is_default boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, service_id) references service,
  foreign key (workspace_id, team_id) references team
);
create unique index mail_address_address on mail_address (lower(address));

create table letter_in (
  workspace_id uuid not null references workspace, id uuid not null,
  received_at timestamptz not null, envelope_from text not null default '', envelope_to text[] not null default '{}',
  from_address text, from_name text, subject text, message_id text, content_hash bytea,
  size bigint not null, raw_file_id uuid not null,
  state text not null check (state in ('received', 'done', 'ignored', 'quarantine')),
  reason text, detail text, why jsonb,
  ticket_id uuid, result_message_id uuid,
  attempts int not null default 0,
  primary key (workspace_id, id)
);
create index letter_in_message on letter_in (workspace_id, message_id);
create index letter_in_content on letter_in (workspace_id, content_hash);
create index letter_in_state on letter_in (workspace_id, state, received_at desc);

create table letter_out (
  workspace_id uuid not null references workspace, id uuid not null,
  kind text not null, ticket_id uuid, message_id uuid,
  to_address text not null, to_name text not null default '', subject text not null, text text not null, html text,
  headers jsonb not null default '{}', header_message_id text not null, file_ids uuid[] not null default '{}',
  state text not null check (state in ('kept', 'queued', 'sent', 'failed')),
  attempts int not null default 0, error text,
  created_at timestamptz not null, sent_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, header_message_id)
);
create index letter_out_state on letter_out (workspace_id, state, created_at desc);
create index letter_out_ticket on letter_out (workspace_id, ticket_id) where ticket_id is not null;

create table draft (
  workspace_id uuid not null references workspace, person_id uuid not null, key text not null,
  body jsonb not null, updated_at timestamptz not null,
  primary key (workspace_id, person_id, key)
);

create table saved_view (
  workspace_id uuid not null references workspace, id uuid not null, employee_id uuid not null,
  name text not null, condition text not null, settings jsonb not null default '{}',
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, employee_id) references employee on delete cascade
);

create table api_token (
  workspace_id uuid not null references workspace, id uuid not null,
  hash bytea not null unique, name text not null,
  person_kind text not null check (person_kind in ('employee', 'contact')), person_id uuid not null,
  scopes text[] not null default '{}', created_at timestamptz not null, expires_at timestamptz, last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id)
);

create table idempotency (
  workspace_id uuid not null references workspace, person_id uuid not null, key text not null,
  request_hash bytea not null, status int, body jsonb, created_at timestamptz not null,
  primary key (workspace_id, person_id, key)
);
create index idempotency_age on idempotency (created_at);
