-- Rows of a workspace are walled off in the database itself: without the workspace set, nothing is seen.
create function current_workspace() returns uuid language sql stable parallel safe
  return nullif(current_setting('pult.workspace', true), '')::uuid;

do $$
declare t text;
begin
  for t in select c.table_name from information_schema.columns c join information_schema.tables i
      on i.table_schema = c.table_schema and i.table_name = c.table_name and i.table_type = 'BASE TABLE'
    where c.table_schema = 'public' and c.column_name = 'workspace_id' loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy workspace_wall on %I using (workspace_id = current_workspace()) with check (workspace_id = current_workspace())', t);
  end loop;
end $$;
alter table workspace enable row level security;
create policy workspace_wall on workspace using (id = current_workspace()) with check (id = current_workspace());

-- Accounts are nobody's rows: only the login role reads them.
revoke all on auth_user, auth_session, auth_account, auth_verification from pult_app;

-- The few questions that are asked before the workspace is known. Each answers one thing.
create function persons_of_user(p_user text)
  returns table (workspace_id uuid, workspace_slug text, workspace_name text, kind text, person_id uuid, name text)
  language sql stable security definer set search_path = public as $$
  select w.id, w.slug, w.name, 'employee', e.id, e.name from employee e join workspace w on w.id = e.workspace_id
    where e.user_id = p_user and e.active
  union all
  select w.id, w.slug, w.name, 'contact', c.id, c.name from contact c join workspace w on w.id = c.workspace_id
    where c.user_id = p_user and c.portal_access
  order by 2, 4 desc
$$;
create function person_of_token(p_hash bytea)
  returns table (workspace_id uuid, token_id uuid, kind text, person_id uuid, scopes text[], expires_at timestamptz, last_used_at timestamptz)
  language sql stable security definer set search_path = public as $$
  select workspace_id, id, person_kind, person_id, scopes, expires_at, last_used_at from api_token
    where hash = p_hash and revoked_at is null
$$;
create function workspace_of_address(p_address text)
  returns table (workspace_id uuid, address_id uuid, address text, service_id uuid, team_id uuid)
  language sql stable security definer set search_path = public as $$
  select workspace_id, id, address, service_id, team_id from mail_address where lower(address) = lower(p_address) and active
$$;
create function workspaces()
  returns table (id uuid, slug text, name text)
  language sql stable security definer set search_path = public as $$ select id, slug, name from workspace order by slug $$;

-- A number per workspace for people: a sequence each, so that writers never wait for each other.
create function make_ticket_numbers(p_workspace uuid, p_start int) returns void
  language plpgsql security definer set search_path = public as $$
begin
  execute format('create sequence if not exists %I start %s', 'ticket_number_' || replace(p_workspace::text, '-', ''), p_start);
end $$;
create function next_ticket_number(p_workspace uuid) returns int
  language plpgsql security definer set search_path = public as $$
begin
  if p_workspace is distinct from current_workspace() then
    raise exception 'the number of a foreign workspace was asked for';
  end if;
  return nextval('ticket_number_' || replace(p_workspace::text, '-', ''))::int;
end $$;

-- Search by words: operators of text search may not use an index under row-level security (they are not leak-proof),
-- so the question goes through a function that holds the wall itself.
create function search_tickets(p_query tsquery, p_limit int) returns table (ticket_id uuid)
  language sql stable security definer set search_path = public as $$
  select id from ticket where workspace_id = current_workspace() and search @@ p_query order by updated_at desc limit p_limit
$$;
