-- A function in SQL with a search path of its own starts an executor at each call, which took four times as long as
-- the words of a ticket themselves; and few texts have letters that Persian and Arabic write in several ways.
create or replace function search_plain(p_text text) returns text
  language plpgsql stable parallel safe strict as $$
declare
  plain text := public.unaccent(p_text);
begin
  if plain !~ U&'[\0600-\06FF\200C]' then
    return plain;
  end if;
  return translate(plain,
    U&'\0649\064A\0643\0629\06C0\0624\0625\0623\0622\0671\200C\06F0\06F1\06F2\06F3\06F4\06F5\06F6\06F7\06F8\06F9\0660\0661\0662\0663\0664\0665\0666\0667\0668\0669\0640\064B\064C\064D\064E\064F\0650\0651\0652\0670',
    U&'\06CC\06CC\06A9\0647\0647\0648\0627\0627\0627\0627\002001234567890123456789');
end $$;

create or replace function search_vector(p_text text) returns tsvector
  language plpgsql stable parallel safe strict as $$
declare
  plain text := public.search_plain(p_text);
begin
  return strip(to_tsvector('pg_catalog.russian', plain)
    || to_tsvector('pg_catalog.indonesian', regexp_replace(plain, '[^\x01-\x7F]+', ' ', 'g')));
end $$;

create or replace function search_query(p_query text) returns tsquery
  language plpgsql stable parallel safe strict as $$
declare
  plain text := public.search_plain(p_query);
begin
  if plain ~ '[^\x01-\x7F]' then
    return to_tsquery('pg_catalog.russian', plain);
  end if;
  return to_tsquery('pg_catalog.russian', plain) || to_tsquery('pg_catalog.indonesian', plain);
end $$;

-- The queue's own way to promise a job wakes a worker, also for a job of next week, and takes four statements over a list
-- of jobs, whose length is guessed too high to keep their plans. What is due later is found by a worker that looks by
-- itself, so it is written down and no more; a job that is being run under the same key is left to the queue's own way.
create or replace function pult_enqueue(task text, payload json, run_at timestamptz default null, job_key text default null,
    max_attempts int default null, queue text default null) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_generic_plan
as $$
declare
  workspace text := nullif(current_setting('pult.workspace', true), '');
  named text := payload ->> 'workspaceId';
begin
  if named is null then
    raise exception 'A job of % names no workspaceId', task;
  end if;
  if workspace is not null and workspace::uuid <> named::uuid then
    raise exception 'A job of % names a foreign workspace', task using errcode = 'insufficient_privilege';
  end if;
  if queue is null and run_at > clock_timestamp() + interval '10 seconds' then
    insert into graphile_worker._private_jobs as j (task_id, payload, run_at, max_attempts, key)
      select t.id, pult_enqueue.payload, pult_enqueue.run_at, coalesce(pult_enqueue.max_attempts, 25), named || '/' || job_key
      from graphile_worker._private_tasks t where t.identifier = task
      on conflict (key) do update set task_id = excluded.task_id, payload = excluded.payload, run_at = excluded.run_at,
        max_attempts = excluded.max_attempts, job_queue_id = null, revision = j.revision + 1, attempts = 0,
        last_error = null, updated_at = now()
      where j.is_available;
    if found then
      return;
    end if;
  end if;
  perform graphile_worker.add_jobs(array[(task, payload, queue, run_at, max_attempts::smallint, named || '/' || job_key,
    null::smallint, null::text[])::graphile_worker.job_spec]);
end $$;
