-- Fields of a workspace's own: links, files and formulas beside the types of before; of contacts, companies and places
-- as of tickets; and of some service types only.
alter table custom_field drop constraint custom_field_type_check;
alter table custom_field add constraint custom_field_type_check check (type in
  ('text', 'longtext', 'number', 'date', 'list', 'lists', 'yesno', 'person', 'money', 'link', 'file', 'formula'));
alter table custom_field add column subject text not null default 'ticket'
  check (subject in ('ticket', 'contact', 'company', 'place'));
-- none: all of them
alter table custom_field add column service_types uuid[] not null default '{}';
-- A contract may have a number, and so may a ticket.
alter table custom_field drop constraint custom_field_workspace_id_key_key;
alter table custom_field add constraint custom_field_workspace_id_key_key unique (workspace_id, subject, key);
drop index custom_field_name;
create unique index custom_field_name on custom_field (workspace_id, subject, lower(name));

alter table contact add column custom jsonb not null default '{}' check (jsonb_typeof(custom) = 'object');
alter table company add column custom jsonb not null default '{}' check (jsonb_typeof(custom) = 'object');
alter table place add column custom jsonb not null default '{}' check (jsonb_typeof(custom) = 'object');

alter table file drop constraint file_purpose_check;
alter table file add constraint file_purpose_check
  check (purpose in ('upload', 'document', 'message', 'note', 'letter', 'field'));

-- A formula was changed: all tickets are counted anew, batch by batch, and how far that is.
create table formula_run (
  workspace_id uuid not null references workspace on delete cascade, id uuid not null,
  total int not null, seen int not null default 0, moved int not null default 0,
  after_id uuid,
  started_at timestamptz not null, started_by uuid, finished_at timestamptz,
  primary key (workspace_id, id)
);
create index formula_run_open on formula_run (workspace_id) where finished_at is null;
alter table formula_run enable row level security;
create policy workspace_wall on formula_run using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
