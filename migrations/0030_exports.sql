-- Exports of the list: what was asked for, how far it is, and until when the file can be had. The latest of a person is
-- also what he ticked last. The bytes lie with the other files, under the id.
create table ticket_export (
  workspace_id uuid not null references workspace, id uuid not null,
  employee_id uuid not null,
  -- of the token by which it was asked for; none: all that the role allows
  scopes text[] not null default '{}',
  mode text not null check (mode in ('tickets')),
  format text not null check (format in ('xlsx', 'csv', 'jsonl')),
  -- the condition and the order of the list, as its address has them
  condition text not null, sort text,
  -- keys of the registry, in the order of the columns
  fields text[] not null check (cardinality(fields) between 1 and 300),
  language text not null check (language in ('ru', 'en', 'id', 'fa')),
  name text not null,
  -- how many tickets there are to be written (null: not counted yet), and how many are
  total int, written int not null default 0, size bigint,
  started_at timestamptz not null, ended_at timestamptz, cancelled boolean not null default false,
  -- why nothing came out of it
  fault text check (fault in ('no-permission', 'broken')),
  -- of a finished one; the bytes are removed after it
  expires_at timestamptz, removed boolean not null default false,
  primary key (workspace_id, id),
  foreign key (workspace_id, employee_id) references employee
);
create index ticket_export_latest on ticket_export (workspace_id, employee_id, started_at desc, id);
create index ticket_export_kept on ticket_export (expires_at) where not removed and expires_at is not null;
alter table ticket_export enable row level security;
create policy workspace_wall on ticket_export using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
