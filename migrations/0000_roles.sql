-- The application works as a role that owns nothing, so that row-level security holds for every statement of it.
do $$
begin
  if not exists (select from pg_roles where rolname = 'pult_app') then
    create role pult_app nologin;
  end if;
exception
  -- Roles belong to the whole server: another database of it may be made in this very moment.
  when duplicate_object or unique_violation then null;
  when insufficient_privilege then
    raise exception 'The role % may not create roles. Let a superuser run: create role pult_app nologin; grant pult_app to %;',
      current_user, quote_ident(current_user);
end $$;
do $$
begin
  if not pg_has_role(current_user, 'pult_app', 'set') then
    execute format('grant pult_app to %I', current_user);
  end if;
end $$;

grant usage on schema public to pult_app;
alter default privileges in schema public grant select, insert, update, delete on tables to pult_app;
alter default privileges in schema public grant usage, select on sequences to pult_app;
alter default privileges in schema public grant execute on functions to pult_app;

-- The job queue's tables belong to the login role and are closed to the application: it promises and takes back jobs
-- through these two functions only, for the workspace of its transaction and no other.
create function pult_enqueue(
  task text, payload json, run_at timestamptz default null, job_key text default null,
  max_attempts int default null, queue text default null
) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  workspace text := nullif(current_setting('pult.workspace', true), '');
begin
  if payload ->> 'workspaceId' is null then
    raise exception 'A job of % names no workspaceId', task;
  end if;
  if workspace is not null and workspace::uuid <> (payload ->> 'workspaceId')::uuid then
    raise exception 'A job of % names a foreign workspace', task using errcode = 'insufficient_privilege';
  end if;
  perform graphile_worker.add_job(
    identifier => task, payload => payload, queue_name => queue, run_at => run_at, max_attempts => max_attempts,
    job_key => (payload ->> 'workspaceId') || '/' || job_key);
end $$;

create function pult_cancel_job(job_key text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  workspace text := nullif(current_setting('pult.workspace', true), '');
begin
  if workspace is null then
    raise exception 'Jobs are cancelled inside a workspace';
  end if;
  perform graphile_worker.remove_job(workspace || '/' || job_key);
end $$;

revoke execute on function pult_enqueue, pult_cancel_job from public;
grant execute on function pult_enqueue, pult_cancel_job to pult_app;
