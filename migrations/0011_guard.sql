-- What was tried in vain, by the hash of what it was tried on (an account, an address): the same for all nodes.
create table attempt (
  key bytea primary key,
  failures int not null,
  -- nothing is tried before
  free_at timestamptz not null,
  -- a time without failures after which all is forgotten
  forget_at timestamptz not null
);
create index on attempt (forget_at);
revoke all on attempt from pult_app;

-- A session is seen in a list, and renewed when the rights of its person change: 'due' at the next request, 'done' when
-- another has taken its place.
alter table auth_session add column "seenAt" timestamptz,
  add column renewal text check (renewal in ('due', 'done'));

-- Sessions belong to accounts, which the application does not see; these two hold the wall themselves.
create function renew_sessions(p_kind text, p_persons uuid[]) returns void
  language sql security definer set search_path = public, pg_temp as $$
  update auth_session s set renewal = 'due'
    from (select user_id, id from employee where p_kind = 'employee' and workspace_id = current_workspace()
      union all select user_id, id from contact where p_kind = 'contact' and workspace_id = current_workspace()) p
    where s."userId" = p.user_id and p.id = any (p_persons) and s.renewal is null
$$;
-- Those in which the person is at this desk: an account may work at another, too.
create function end_sessions(p_kind text, p_person uuid) returns void
  language sql security definer set search_path = public, pg_temp as $$
  delete from auth_session s
    using (select user_id, id from employee where p_kind = 'employee' and workspace_id = current_workspace()
      union all select user_id, id from contact where p_kind = 'contact' and workspace_id = current_workspace()) p
    where s."userId" = p.user_id and p.id = p_person
      and (s."workspaceId" is null or s."workspaceId" = current_workspace())
$$;

-- Asked with the rights of the owner only, before it is known who comes.
revoke execute on function persons_of_user, person_of_token from public, pult_app;
drop function workspaces();

-- Functions that go past the walls look for their tables in this schema first (a temporary table of the same name would
-- go before it otherwise), and run for nobody but the application.
do $$
declare f record;
begin
  for f in select oid::regprocedure as name, array_to_string(proconfig, ' ') as path from pg_proc
      where prosecdef and pronamespace = 'public'::regnamespace loop
    execute format('revoke execute on function %s from public', f.name);
    if f.path = 'search_path=public' then
      execute format('alter function %s set search_path = public, pg_temp', f.name);
    end if;
  end loop;
end $$;
