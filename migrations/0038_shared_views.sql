-- Saved views are shared with a team or with everybody, hold their own columns and order, and are pinned by each person.

-- Two views of one name could not be told apart: of those that there are the later ones get a number.
do $$
begin
  loop
    update saved_view v set name = left(v.name, 90) || ' (' || d.nth || ')'
      from (select workspace_id, id, row_number() over (
          partition by workspace_id, employee_id, lower(name) order by created_at, id) as nth from saved_view) d
      where d.workspace_id = v.workspace_id and d.id = v.id and d.nth > 1;
    exit when not found;
  end loop;
end $$;
alter table saved_view
  add column team_id uuid,
  add column for_all boolean not null default false,
  add column version int not null default 1,
  add constraint saved_view_team foreign key (workspace_id, team_id) references team on delete set null (team_id),
  add constraint saved_view_one_audience check (not for_all or team_id is null);
create unique index saved_view_name on saved_view (workspace_id, employee_id, lower(name));
create unique index saved_view_name_all on saved_view (workspace_id, lower(name)) where for_all;
create unique index saved_view_name_team on saved_view (workspace_id, team_id, lower(name)) where team_id is not null;
-- What was kept beside a condition so far nobody has read.
update saved_view set settings = '{}' where settings <> '{}';

-- Which views a person has as tabs.
create table view_pin (
  workspace_id uuid not null references workspace, employee_id uuid not null, view_id uuid not null,
  pinned_at timestamptz not null,
  primary key (workspace_id, employee_id, view_id),
  foreign key (workspace_id, employee_id) references employee on delete cascade,
  foreign key (workspace_id, view_id) references saved_view on delete cascade
);
create index view_pin_of on view_pin (workspace_id, view_id);
alter table view_pin enable row level security;
create policy workspace_wall on view_pin using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
-- All of them were tabs: the first ones stay.
insert into view_pin (workspace_id, employee_id, view_id, pinned_at)
  select workspace_id, employee_id, id, created_at from (
    select v.*, row_number() over (partition by workspace_id, employee_id order by created_at, id) as nth from saved_view v) v
  where nth <= 12;

-- Who sets up the workspace shares views with everybody, too.
update role set permissions = permissions || '{view.share}'
  where 'section.settings' = any (permissions) and not 'view.share' = any (permissions);
