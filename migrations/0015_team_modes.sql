-- Who answers for the tickets of a site, as companies and contacts have it; whole teams that look on.
alter table place add column manager_team_id uuid, add column observer_ids uuid[] not null default '{}',
  add column observer_team_ids uuid[] not null default '{}',
  add foreign key (workspace_id, manager_team_id) references team;
alter table company add column observer_team_ids uuid[] not null default '{}';
alter table contact add column observer_team_ids uuid[] not null default '{}';

-- How a team gives its tickets to its members: mode, maximum, skills, shifts, on-call chain; {} is by hand.
alter table team add column assignment jsonb not null default '{}';
-- What an employee can do, and the days on which he is away: [{"from":"2026-12-01","until":"2026-12-14","note":""}]
alter table employee add column skills text[] not null default '{}', add column absences jsonb not null default '[]';

-- Whose turn it was last in a team. The row is locked while a ticket of the team is given out, so that two that come at
-- once do not go to the same employee.
create table team_turn (
  workspace_id uuid not null, team_id uuid not null, employee_id uuid, at timestamptz,
  primary key (workspace_id, team_id),
  foreign key (workspace_id, team_id) references team on delete cascade
);
alter table team_turn enable row level security;
create policy workspace_wall on team_turn using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());

-- Each new ticket asks how its team gives tickets out.
create trigger configured after insert or update or delete on team for each row execute function part_configured();
