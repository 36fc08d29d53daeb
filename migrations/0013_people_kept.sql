-- Who comes in and what he may changes rarely and is asked with each request, so servers keep it. The version goes up
-- with everything that decides it; it is read with the opening of each transaction, beside that of what is set up.
alter table workspace add column access bigint not null default 0;

create function enter_workspace(p_workspace uuid, out configuration bigint, out access bigint) language plpgsql as $$
begin
  perform set_config('pult.workspace', p_workspace::text, true);
  select w.configuration, w.access into configuration, access from workspace w where w.id = p_workspace;
end $$;

create function access_changed() returns trigger language plpgsql as $$
begin
  update workspace w set access = w.access + 1 where w.id = coalesce(new.workspace_id, old.workspace_id);
  return null;
end $$;
create trigger access_changed after delete or update of name, active, all_places, role_id, user_id on employee
  for each row execute function access_changed();
create trigger access_changed after delete or update of name, portal_access, user_id on contact
  for each row execute function access_changed();
create trigger access_changed after delete or update of permissions on role
  for each row execute function access_changed();
create trigger access_changed after insert or update or delete on employee_place
  for each row execute function access_changed();
create trigger access_changed after insert or update or delete on service_role
  for each row execute function access_changed();
create trigger access_changed after delete or update of revoked_at, expires_at, scopes on api_token
  for each row execute function access_changed();
-- Who has a group or a quarter has the sites in it.
create trigger access_changed after insert or update of path, kind on place
  for each row when (new.kind in ('group', 'quarter', 'site')) execute function access_changed();
create trigger access_gone after delete on place
  for each row when (old.kind in ('group', 'quarter', 'site')) execute function access_changed();

-- A session stands for a person at each of his desks.
create function session_changed() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update workspace w set access = w.access + 1 where w.id in (
    select e.workspace_id from employee e where e.user_id = old."userId"
    union select c.workspace_id from contact c where c.user_id = old."userId");
  return null;
end $$;
create trigger access_changed after delete or update of renewal, "workspaceId", "expiresAt" on auth_session
  for each row execute function session_changed();
revoke execute on function session_changed from public, pult_app;
