-- What the migrations make. Written by `node tools/dump-schema.ts`; do not edit by hand.

create extension btree_gin;
create extension pg_trgm;
create extension unaccent;
create collation natural_order (provider = icu, locale = 'und-u-kn-true');

CREATE OR REPLACE FUNCTION public.access_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  changed uuid := coalesce(new.workspace_id, old.workspace_id);
begin
  if current_setting('pult.access_changed', true) is distinct from changed::text then
    update workspace w set access = w.access + 1 where w.id = changed;
    perform set_config('pult.access_changed', changed::text, true);
  end if;
  return null;
end $function$;
-- may run: everyone, owner, pult_app

CREATE OR REPLACE FUNCTION public.company_of_domain(p_domain text)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select id from company where workspace_id = current_workspace() and domains @> array[lower(p_domain)]
    order by created_at, id limit 1
$function$;
-- may run: owner, pult_app

CREATE OR REPLACE FUNCTION public.contact_of_email(p_email text)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select id from contact where workspace_id = current_workspace() and lower(email) = lower(p_email)
$function$;
-- may run: owner, pult_app

CREATE OR REPLACE FUNCTION public.contacts_known(p_emails text[], p_phones text[])
 RETURNS TABLE(id uuid, name text, email text, phone text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select id, name, email, phone from contact where workspace_id = current_workspace() and lower(email) = any (p_emails)
  union
  select id, name, email, phone from contact where workspace_id = current_workspace()
    and right(regexp_replace(phone, '\D', '', 'g'), 10) = any (p_phones)
$function$;
-- may run: owner, pult_app

CREATE OR REPLACE FUNCTION public.contacts_of_phone(p_digits text)
 RETURNS TABLE(id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select id from contact where workspace_id = current_workspace()
    and right(regexp_replace(phone, '\D', '', 'g'), 10) = right(p_digits, 10) limit 2
$function$;
-- may run: owner, pult_app

CREATE OR REPLACE FUNCTION public.current_workspace()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('pult.workspace'::text, true), ''::text))::uuid;
-- may run: everyone, owner, pult_app

CREATE OR REPLACE FUNCTION public.end_sessions(p_kind text, p_person uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  delete from auth_session s
    using (select user_id, id from employee where p_kind = 'employee' and workspace_id = current_workspace()
      union all select user_id, id from contact where p_kind = 'contact' and workspace_id = current_workspace()) p
    where s."userId" = p.user_id and p.id = p_person
      and (s."workspaceId" is null or s."workspaceId" = current_workspace())
$function$;
-- may run: owner, pult_app

CREATE OR REPLACE FUNCTION public.enter_workspace(p_workspace uuid, OUT configuration bigint, OUT access bigint)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
begin
  perform set_config('pult.workspace', p_workspace::text, true);
  select w.configuration, w.access into configuration, access from workspace w where w.id = p_workspace;
end $function$;
-- may run: everyone, owner, pult_app

CREATE OR REPLACE FUNCTION public.find_companies(p_patterns text[], p_digits text, p_exact text, p_category uuid, p_after_name text, p_after_id uuid, p_limit integer)
 RETURNS TABLE(id uuid, name text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  q text := 'select c.id, c.name from company c where c.workspace_id = current_workspace()';
begin
  if p_patterns is not null then
    q := q || ' and ((c.name ilike $1[1] and c.name ilike all ($1)) or lower(c.email) = $3 or c.domains @> array[$3]';
    if p_digits is not null then q := q || ' or regexp_replace(c.phone, ''\D'', '''', ''g'') like $2'; end if;
    q := q || ')';
  end if;
  if p_category is not null then q := q || ' and c.category_id = $4'; end if;
  if p_after_id is not null then q := q || ' and (c.name, c.id) > ($5, $6)'; end if;
  return query execute q || ' order by c.name, c.id limit $7'
    using p_patterns, p_digits, p_exact, p_category, p_after_name, p_after_id, p_limit;
end $function$;
-- may run: owner, pult_app

CREATE OR REPLACE FUNCTION public.find_contacts(p_patterns text[], p_digits text, p_account text, p_company uuid, p_place uuid, p_within uuid[], p_after_name text, p_after_id uuid, p_limit integer)
 RETURNS TABLE(id uuid, name text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  q text := 'select c.id, c.name from contact c where c.workspace_id = current_workspace()';
begin
  if p_patterns is not null then
    q := q || ' and c.id in (
      select x.id from contact x where x.workspace_id = current_workspace() and x.name ilike $1[1] and x.name ilike all ($1)
      union all
      select x.id from contact x where x.workspace_id = current_workspace() and x.email ilike $1[1] and x.email ilike all ($1)
      union all
      select x.id from contact x where x.workspace_id = current_workspace() and x.account = $3
      union all
      select o.contact_id from place p join occupancy o on o.workspace_id = p.workspace_id and o.place_id = p.id
        where p.workspace_id = current_workspace() and p.address ilike $1[1] and p.address ilike all ($1)';
    if p_digits is not null then
      q := q || ' union all select x.id from contact x where x.workspace_id = current_workspace()
        and regexp_replace(x.phone, ''\D'', '''', ''g'') like $2';
    end if;
    q := q || ')';
  end if;
  if p_company is not null then q := q || ' and c.company_id = $4'; end if;
  if p_place is not null then
    q := q || ' and exists (select from occupancy o where o.workspace_id = c.workspace_id and o.contact_id = c.id and o.place_id = $5)';
  end if;
  if p_within is not null then
    q := q || ' and (not exists (select from occupancy o where o.workspace_id = c.workspace_id and o.contact_id = c.id)
      or exists (select from occupancy o join place p on p.workspace_id = o.workspace_id and p.id = o.place_id
        where o.workspace_id = c.workspace_id and o.contact_id = c.id and p.path && $6))';
  end if;
  if p_after_id is not null then q := q || ' and (c.name, c.id) > ($7, $8)'; end if;
  return query execute q || ' order by c.name, c.id limit $9'
    using p_patterns, p_digits, p_account, p_company, p_place, p_within, p_after_name, p_after_id, p_limit;
end $function$;
-- may run: owner, pult_app

CREATE OR REPLACE FUNCTION public.find_places(p_patterns text[], p_account text, p_under uuid, p_kind text, p_only uuid[], p_within uuid[], p_exactly uuid[], p_after_depth integer, p_after_position integer, p_after_address text, p_after_id uuid, p_limit integer)
 RETURNS TABLE(id uuid, depth integer, "position" integer, address text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  q text := 'select p.id, cardinality(p.path), p.position, p.address from place p where p.workspace_id = current_workspace()';
begin
  if p_patterns is not null then
    q := q || ' and ((p.address ilike $1[1] and p.address ilike all ($1)) or p.account = $2)';
  end if;
  if p_under is not null then q := q || ' and p.path @> array[$3] and p.id <> $3'; end if;
  if p_kind is not null then q := q || ' and p.kind = $4'; end if;
  if p_only is not null then q := q || ' and p.id = any ($5)'; end if;
  if p_within is not null then q := q || ' and (p.path && $6 or p.id = any ($7))'; end if;
  if p_after_id is not null then
    q := q || ' and (cardinality(p.path), p.position, p.address, p.id) > ($8, $9, $10, $11)';
  end if;
  return query execute q || ' order by cardinality(p.path), p.position, p.address, p.id limit $12'
    using p_patterns, p_account, p_under, p_kind, p_only, p_within, p_exactly,
      p_after_depth, p_after_position, p_after_address, p_after_id, p_limit;
end $function$;
-- may run: owner, pult_app

CREATE OR REPLACE FUNCTION public.first_priorities(p_workspace uuid)
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into priority (workspace_id, key, name, colour, position) values
    (p_workspace, 'critical', '{"en": "Critical", "ru": "Критичный", "id": "Kritis", "fa": "بحرانی"}', 'red', 0),
    (p_workspace, 'high', '{"en": "High", "ru": "Высокий", "id": "Tinggi", "fa": "بالا"}', 'amber', 1),
    (p_workspace, 'normal', '{"en": "Normal", "ru": "Обычный", "id": "Biasa", "fa": "معمولی"}', 'blue', 2),
    (p_workspace, 'low', '{"en": "Low", "ru": "Низкий", "id": "Rendah", "fa": "پایین"}', 'grey', 3);
$function$;
-- may run: everyone, owner, pult_app

CREATE OR REPLACE FUNCTION public.hold_letter(p_letter uuid)
 RETURNS TABLE(first_id uuid, envelope_from text, envelope_to text[], raw_file_id uuid)
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  tie text;
begin
  -- In the order of their names, so that two never wait for each other.
  for tie in select unnest(l.ties) from letter_in l where l.workspace_id = current_workspace() and l.id = p_letter
    order by 1
  loop
    perform pg_advisory_xact_lock(hashtextextended('letter/' || current_workspace() || '/' || tie, 0));
  end loop;
  -- Read only now: what the one before has done must be seen.
  return query select coalesce((select e.id from letter_in e where e.workspace_id = l.workspace_id
      and e.state = 'received' and e.id < l.id and e.ties && l.ties order by e.id limit 1), l.id),
      l.envelope_from, l.envelope_to, l.raw_file_id
    from letter_in l where l.workspace_id = current_workspace() and l.id = p_letter and l.state = 'received';
end $function$;
-- may run: everyone, owner, pult_app

CREATE OR REPLACE FUNCTION public.mail_address_once()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  -- An older view of the table would not show what was committed while this one waited.
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'mail addresses are taken by transactions that read what is committed';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('mail address ' || lower(new.address), 0));
  perform from mail_address where lower(address) = lower(new.address) and (workspace_id, id) <> (new.workspace_id, new.id);
  if found then
    raise unique_violation using message = 'another workspace has this mail address',
      schema = 'public', table = 'mail_address', constraint = 'mail_address_address';
  end if;
  return new;
end $function$;
-- may run: owner

CREATE OR REPLACE FUNCTION public.make_ticket_numbers(p_workspace uuid, p_start integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  execute format('create sequence if not exists %I start %s', 'ticket_number_' || replace(p_workspace::text, '-', ''), p_start);
end $function$;
-- may run: owner

CREATE OR REPLACE FUNCTION public.next_ticket_number(p_workspace uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if p_workspace is distinct from current_workspace() then
    raise exception 'the number of a foreign workspace was asked for';
  end if;
  return nextval('ticket_number_' || replace(p_workspace::text, '-', ''))::int;
end $function$;
-- may run: owner, pult_app

CREATE OR REPLACE FUNCTION public.open_workspace(p_workspace uuid)
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
begin
  perform set_config('pult.workspace', p_workspace::text, true);
  return (select configuration from workspace where id = p_workspace);
end $function$;
-- may run: everyone, owner, pult_app

CREATE OR REPLACE FUNCTION public.part_configured()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  changed uuid := coalesce(new.workspace_id, old.workspace_id);
begin
  if current_setting('pult.configured', true) is distinct from changed::text then
    update workspace set configuration = configuration + 1 where id = changed;
    perform set_config('pult.configured', changed::text, true);
  end if;
  return null;
end $function$;
-- may run: everyone, owner, pult_app

CREATE OR REPLACE FUNCTION public.person_of_token(p_hash bytea)
 RETURNS TABLE(workspace_id uuid, token_id uuid, kind text, person_id uuid, scopes text[], expires_at timestamp with time zone, last_used_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select workspace_id, id, person_kind, person_id, scopes, expires_at, last_used_at from api_token
    where hash = p_hash and revoked_at is null
$function$;
-- may run: owner

CREATE OR REPLACE FUNCTION public.persons_of_user(p_user text)
 RETURNS TABLE(workspace_id uuid, workspace_slug text, workspace_name text, kind text, person_id uuid, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select w.id, w.slug, w.name, 'employee', e.id, e.name from employee e join workspace w on w.id = e.workspace_id
    where e.user_id = p_user and e.active
  union all
  select w.id, w.slug, w.name, 'contact', c.id, c.name from contact c join workspace w on w.id = c.workspace_id
    where c.user_id = p_user and c.portal_access
  order by 2, 4 desc
$function$;
-- may run: owner

CREATE OR REPLACE FUNCTION public.places_beneath(p_ids uuid[])
 RETURNS TABLE(id uuid, parent_id uuid, kind text, name text, path uuid[], address text, account text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select id, parent_id, kind, name, path, address, account from place
    where workspace_id = current_workspace() and path && p_ids order by cardinality(path)
$function$;
-- may run: owner, pult_app

CREATE OR REPLACE FUNCTION public.pult_cancel_job(job_key text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  workspace text := nullif(current_setting('pult.workspace', true), '');
begin
  if workspace is null then
    raise exception 'Jobs are cancelled inside a workspace';
  end if;
  perform graphile_worker.remove_job(workspace || '/' || job_key);
end $function$;
-- may run: owner, pult_app

CREATE OR REPLACE FUNCTION public.pult_enqueue(task text, payload json, run_at timestamp with time zone DEFAULT NULL::timestamp with time zone, job_key text DEFAULT NULL::text, max_attempts integer DEFAULT NULL::integer, queue text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
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
end $function$;
-- may run: owner, pult_app

CREATE OR REPLACE FUNCTION public.renew_sessions(p_kind text, p_persons uuid[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  update auth_session s set renewal = 'due'
    from (select user_id, id from employee where p_kind = 'employee' and workspace_id = current_workspace()
      union all select user_id, id from contact where p_kind = 'contact' and workspace_id = current_workspace()) p
    where s."userId" = p.user_id and p.id = any (p_persons) and s.renewal is null
$function$;
-- may run: owner, pult_app

CREATE OR REPLACE FUNCTION public.search_condition(p_query text, p_part text, p_number integer)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'public'
AS $function$
  select format('workspace_id = %L and (search @@ %L::tsquery', current_workspace(), coalesce(search_query(p_query), ''))
    || case when p_part is null then '' else format(' or contact_name ilike %L or address ilike %1$L', p_part) end
    || coalesce(' or number = ' || p_number, '') || ')'
$function$;
-- may run: everyone, owner, pult_app

CREATE OR REPLACE FUNCTION public.search_plain(p_text text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE STRICT
AS $function$
declare
  plain text := public.unaccent(p_text);
begin
  if plain !~ U&'[\0600-\06FF\200C]' then
    return plain;
  end if;
  return translate(plain,
    U&'\0649\064A\0643\0629\06C0\0624\0625\0623\0622\0671\200C\06F0\06F1\06F2\06F3\06F4\06F5\06F6\06F7\06F8\06F9\0660\0661\0662\0663\0664\0665\0666\0667\0668\0669\0640\064B\064C\064D\064E\064F\0650\0651\0652\0670',
    U&'\06CC\06CC\06A9\0647\0647\0648\0627\0627\0627\0627\002001234567890123456789');
end $function$;
-- may run: everyone, owner, pult_app

CREATE OR REPLACE FUNCTION public.search_query(p_query text)
 RETURNS tsquery
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE STRICT
AS $function$
declare
  plain text := public.search_plain(p_query);
begin
  if plain ~ '[^\x01-\x7F]' then
    return to_tsquery('pg_catalog.russian', plain);
  end if;
  return to_tsquery('pg_catalog.russian', plain) || to_tsquery('pg_catalog.indonesian', plain);
end $function$;
-- may run: everyone, owner, pult_app

CREATE OR REPLACE FUNCTION public.search_tickets(p_query text, p_part text, p_number integer, p_limit integer, p_latest boolean)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare found uuid[];
begin
  execute 'select array(select id from ticket where ' || search_condition(p_query, p_part, p_number)
    || case when p_latest then ' order by updated_at desc, id desc' else '' end || ' limit ' || p_limit || ')' into found;
  return found;
end $function$;
-- may run: owner, pult_app

CREATE OR REPLACE FUNCTION public.search_vector(p_text text)
 RETURNS tsvector
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE STRICT
AS $function$
declare
  plain text := public.search_plain(p_text);
begin
  return strip(to_tsvector('pg_catalog.russian', plain)
    || to_tsvector('pg_catalog.indonesian', regexp_replace(plain, '[^\x01-\x7F]+', ' ', 'g')));
end $function$;
-- may run: everyone, owner, pult_app

CREATE OR REPLACE FUNCTION public.session_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update workspace w set access = w.access + 1 where w.id in (
    select e.workspace_id from employee e where e.user_id = old."userId"
    union select c.workspace_id from contact c where c.user_id = old."userId");
  return null;
end $function$;
-- may run: owner

CREATE OR REPLACE FUNCTION public.workspace_begun()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform first_priorities(new.id);
  return null;
end $function$;
-- may run: everyone, owner, pult_app

CREATE OR REPLACE FUNCTION public.workspace_configured()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.configuration := old.configuration + 1;
  return new;
end $function$;
-- may run: everyone, owner, pult_app

CREATE OR REPLACE FUNCTION public.workspace_of_address(p_address text)
 RETURNS TABLE(workspace_id uuid, address_id uuid, address text, service_id uuid, team_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select workspace_id, id, address, service_id, team_id from mail_address where lower(address) = lower(p_address) and active
$function$;
-- may run: owner, pult_app

create table api_token (
  workspace_id uuid not null,
  id uuid not null,
  hash bytea not null,
  name text not null,
  person_kind text not null,
  person_id uuid not null,
  scopes text[] not null default '{}'::text[],
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint api_token_pkey PRIMARY KEY (workspace_id, id),
  constraint api_token_hash_key UNIQUE (workspace_id, hash),
  constraint api_token_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint api_token_person_kind_check CHECK ((person_kind = ANY (ARRAY['employee'::text, 'contact'::text])))
);
CREATE INDEX api_token_hash ON public.api_token USING btree (hash);
alter table api_token enable row level security;
create policy workspace_wall on api_token for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
CREATE TRIGGER access_changed AFTER DELETE OR UPDATE OF revoked_at, expires_at, scopes ON public.api_token FOR EACH ROW EXECUTE FUNCTION access_changed();

create table attempt (
  key bytea not null,
  failures integer not null,
  free_at timestamp with time zone not null,
  forget_at timestamp with time zone not null,
  constraint attempt_pkey PRIMARY KEY (key)
);
CREATE INDEX attempt_forget_at_idx ON public.attempt USING btree (forget_at);
-- pult_app may: nothing

create table auth_account (
  id text not null,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamp with time zone,
  "refreshTokenExpiresAt" timestamp with time zone,
  scope text,
  password text,
  "createdAt" timestamp with time zone not null default now(),
  "updatedAt" timestamp with time zone not null default now(),
  constraint auth_account_pkey PRIMARY KEY (id),
  constraint "auth_account_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth_user(id) ON DELETE CASCADE
);
CREATE INDEX "auth_account_userId_idx" ON public.auth_account USING btree ("userId");
-- pult_app may: nothing

create table auth_session (
  id text not null,
  "expiresAt" timestamp with time zone not null,
  token text not null,
  "createdAt" timestamp with time zone not null default now(),
  "updatedAt" timestamp with time zone not null default now(),
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null,
  "workspaceId" uuid,
  "seenAt" timestamp with time zone,
  renewal text,
  constraint auth_session_pkey PRIMARY KEY (id),
  constraint auth_session_token_key UNIQUE (token),
  constraint "auth_session_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth_user(id) ON DELETE CASCADE,
  constraint auth_session_renewal_check CHECK ((renewal = ANY (ARRAY['due'::text, 'done'::text])))
);
CREATE INDEX "auth_session_userId_idx" ON public.auth_session USING btree ("userId");
CREATE TRIGGER access_changed AFTER DELETE OR UPDATE OF renewal, "workspaceId", "expiresAt" ON public.auth_session FOR EACH ROW EXECUTE FUNCTION session_changed();
-- pult_app may: nothing

create table auth_user (
  id text not null,
  name text not null,
  email text not null,
  "emailVerified" boolean not null default false,
  image text,
  "createdAt" timestamp with time zone not null default now(),
  "updatedAt" timestamp with time zone not null default now(),
  constraint auth_user_pkey PRIMARY KEY (id),
  constraint auth_user_email_key UNIQUE (email)
);
-- pult_app may: nothing

create table auth_verification (
  id text not null,
  identifier text not null,
  value text not null,
  "expiresAt" timestamp with time zone not null,
  "createdAt" timestamp with time zone not null default now(),
  "updatedAt" timestamp with time zone not null default now(),
  constraint auth_verification_pkey PRIMARY KEY (id)
);
CREATE INDEX auth_verification_identifier_idx ON public.auth_verification USING btree (identifier);
-- pult_app may: nothing

create table automation_job (
  workspace_id uuid not null,
  job text not null,
  at timestamp with time zone not null,
  constraint automation_job_pkey PRIMARY KEY (workspace_id, job),
  constraint automation_job_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE INDEX automation_job_age ON public.automation_job USING btree (at);
alter table automation_job enable row level security;
create policy workspace_wall on automation_job for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table bulk (
  workspace_id uuid not null,
  id uuid not null,
  action jsonb not null,
  state text not null,
  total integer not null,
  would_done integer not null default 0,
  would_same integer not null default 0,
  would_refused integer not null default 0,
  done integer not null default 0,
  same integer not null default 0,
  refused integer not null default 0,
  undone integer not null default 0,
  left_out integer not null default 0,
  started_by uuid not null,
  scopes text[] not null default '{}'::text[],
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint bulk_pkey PRIMARY KEY (workspace_id, id),
  constraint bulk_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint bulk_workspace_id_started_by_fkey FOREIGN KEY (workspace_id, started_by) REFERENCES employee(workspace_id, id),
  constraint bulk_state_check CHECK ((state = ANY (ARRAY['previewing'::text, 'previewed'::text, 'running'::text, 'done'::text, 'cancelled'::text, 'undoing'::text, 'undone'::text])))
);
CREATE INDEX bulk_of ON public.bulk USING btree (workspace_id, started_by, started_at DESC);
CREATE INDEX bulk_old ON public.bulk USING btree (started_at);
alter table bulk enable row level security;
create policy workspace_wall on bulk for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table bulk_ticket (
  workspace_id uuid not null,
  bulk_id uuid not null,
  place integer not null,
  ticket_id uuid not null,
  planned text,
  outcome text,
  refusals jsonb,
  back jsonb,
  undo text,
  undo_refusals jsonb,
  constraint bulk_ticket_pkey PRIMARY KEY (workspace_id, bulk_id, place),
  constraint bulk_ticket_workspace_id_bulk_id_fkey FOREIGN KEY (workspace_id, bulk_id) REFERENCES bulk(workspace_id, id) ON DELETE CASCADE,
  constraint bulk_ticket_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket(workspace_id, id) ON DELETE CASCADE,
  constraint bulk_ticket_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'same'::text, 'refused'::text]))),
  constraint bulk_ticket_planned_check CHECK ((planned = ANY (ARRAY['done'::text, 'same'::text, 'refused'::text]))),
  constraint bulk_ticket_undo_check CHECK ((undo = ANY (ARRAY['undone'::text, 'left'::text])))
);
CREATE INDEX bulk_ticket_of ON public.bulk_ticket USING btree (workspace_id, ticket_id);
alter table bulk_ticket enable row level security;
create policy workspace_wall on bulk_ticket for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table calendar (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  time_zone text not null,
  hours jsonb not null,
  exceptions jsonb not null default '[]'::jsonb,
  created_at timestamp with time zone not null default now(),
  version integer not null default 1,
  deleted_at timestamp with time zone,
  constraint calendar_pkey PRIMARY KEY (workspace_id, id),
  constraint calendar_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE UNIQUE INDEX calendar_name ON public.calendar USING btree (workspace_id, lower(name)) WHERE (deleted_at IS NULL);
alter table calendar enable row level security;
create policy workspace_wall on calendar for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
CREATE TRIGGER configured AFTER INSERT OR DELETE OR UPDATE ON public.calendar FOR EACH ROW EXECUTE FUNCTION part_configured();

create table calendar_version (
  workspace_id uuid not null,
  calendar_id uuid not null,
  version integer not null,
  from_at timestamp with time zone,
  time_zone text not null,
  hours jsonb not null,
  exceptions jsonb not null,
  at timestamp with time zone not null,
  by_id uuid,
  constraint calendar_version_pkey PRIMARY KEY (workspace_id, calendar_id, version),
  constraint calendar_version_workspace_id_calendar_id_fkey FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendar(workspace_id, id)
);
alter table calendar_version enable row level security;
create policy workspace_wall on calendar_version for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
CREATE TRIGGER configured AFTER INSERT OR DELETE OR UPDATE ON public.calendar_version FOR EACH ROW EXECUTE FUNCTION part_configured();

create table canned_group (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  "position" integer not null default 0,
  created_at timestamp with time zone not null,
  constraint canned_group_pkey PRIMARY KEY (workspace_id, id),
  constraint canned_group_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE UNIQUE INDEX canned_group_name ON public.canned_group USING btree (workspace_id, lower(name));
alter table canned_group enable row level security;
create policy workspace_wall on canned_group for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table canned_reply (
  workspace_id uuid not null,
  id uuid not null,
  group_id uuid not null,
  name text not null,
  text text not null,
  "position" integer not null default 0,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  constraint canned_reply_pkey PRIMARY KEY (workspace_id, id),
  constraint canned_reply_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint canned_reply_workspace_id_group_id_fkey FOREIGN KEY (workspace_id, group_id) REFERENCES canned_group(workspace_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX canned_reply_name ON public.canned_reply USING btree (workspace_id, group_id, lower(name));
alter table canned_reply enable row level security;
create policy workspace_wall on canned_reply for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table client_category (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  "position" integer not null default 0,
  constraint client_category_pkey PRIMARY KEY (workspace_id, id),
  constraint client_category_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE UNIQUE INDEX client_category_name ON public.client_category USING btree (workspace_id, lower(name));
alter table client_category enable row level security;
create policy workspace_wall on client_category for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table company (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  phone text,
  email text,
  domains text[] not null default '{}'::text[],
  note text not null default ''::text,
  tags text[] not null default '{}'::text[],
  category_id uuid,
  manager_id uuid,
  manager_team_id uuid,
  observer_ids uuid[] not null default '{}'::uuid[],
  created_at timestamp with time zone not null default now(),
  version integer not null default 1,
  observer_team_ids uuid[] not null default '{}'::uuid[],
  custom jsonb not null default '{}'::jsonb,
  constraint company_pkey PRIMARY KEY (workspace_id, id),
  constraint company_workspace_id_category_id_fkey FOREIGN KEY (workspace_id, category_id) REFERENCES client_category(workspace_id, id),
  constraint company_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint company_workspace_id_manager_id_fkey FOREIGN KEY (workspace_id, manager_id) REFERENCES employee(workspace_id, id),
  constraint company_workspace_id_manager_team_id_fkey FOREIGN KEY (workspace_id, manager_team_id) REFERENCES team(workspace_id, id),
  constraint company_custom_check CHECK ((jsonb_typeof(custom) = 'object'::text))
);
CREATE INDEX company_domains ON public.company USING gin (workspace_id, domains);
CREATE INDEX company_name ON public.company USING gin (name gin_trgm_ops);
CREATE INDEX company_order ON public.company USING btree (workspace_id, name, id);
alter table company enable row level security;
create policy workspace_wall on company for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table contact (
  workspace_id uuid not null,
  id uuid not null,
  user_id text,
  company_id uuid,
  name text not null,
  phone text,
  email text,
  copy_email text,
  account text,
  note text not null default ''::text,
  tags text[] not null default '{}'::text[],
  debt bigint not null default 0,
  repair_debt bigint not null default 0,
  manager_id uuid,
  manager_team_id uuid,
  observer_ids uuid[] not null default '{}'::uuid[],
  locale text,
  portal_access boolean not null default false,
  last_seen_at timestamp with time zone,
  preferences jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  version integer not null default 1,
  observer_team_ids uuid[] not null default '{}'::uuid[],
  preference_order jsonb not null default '{}'::jsonb,
  custom jsonb not null default '{}'::jsonb,
  constraint contact_pkey PRIMARY KEY (workspace_id, id),
  constraint contact_workspace_id_user_id_key UNIQUE (workspace_id, user_id),
  constraint contact_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth_user(id),
  constraint contact_workspace_id_company_id_fkey FOREIGN KEY (workspace_id, company_id) REFERENCES company(workspace_id, id),
  constraint contact_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint contact_workspace_id_manager_id_fkey FOREIGN KEY (workspace_id, manager_id) REFERENCES employee(workspace_id, id),
  constraint contact_workspace_id_manager_team_id_fkey FOREIGN KEY (workspace_id, manager_team_id) REFERENCES team(workspace_id, id),
  constraint contact_custom_check CHECK ((jsonb_typeof(custom) = 'object'::text))
);
CREATE INDEX contact_account ON public.contact USING btree (workspace_id, account) WHERE (account IS NOT NULL);
CREATE INDEX contact_company ON public.contact USING btree (workspace_id, company_id);
CREATE INDEX contact_digits ON public.contact USING gin (regexp_replace(phone, '\D'::text, ''::text, 'g'::text) gin_trgm_ops);
CREATE UNIQUE INDEX contact_email ON public.contact USING btree (workspace_id, lower(email)) WHERE (email IS NOT NULL);
CREATE INDEX contact_email_words ON public.contact USING gin (email gin_trgm_ops);
CREATE INDEX contact_name ON public.contact USING gin (name gin_trgm_ops);
CREATE INDEX contact_order ON public.contact USING btree (workspace_id, name, id);
CREATE INDEX contact_phone ON public.contact USING btree (workspace_id, "right"(regexp_replace(phone, '\D'::text, ''::text, 'g'::text), 10));
CREATE INDEX contact_tags ON public.contact USING gin (tags) WHERE (tags <> '{}'::text[]);
CREATE INDEX contact_user ON public.contact USING btree (user_id);
alter table contact enable row level security;
create policy workspace_wall on contact for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
CREATE TRIGGER access_changed AFTER DELETE OR UPDATE OF name, portal_access, user_id ON public.contact FOR EACH ROW EXECUTE FUNCTION access_changed();

create table custom_field (
  workspace_id uuid not null,
  id uuid not null,
  key text not null,
  name text not null,
  type text not null,
  options jsonb not null default '{}'::jsonb,
  required boolean not null default false,
  "position" integer not null default 0,
  active boolean not null default true,
  created_at timestamp with time zone not null default now(),
  permissions jsonb not null default '{}'::jsonb,
  version integer not null default 1,
  updated_at timestamp with time zone,
  updated_by uuid,
  subject text not null default 'ticket'::text,
  service_types uuid[] not null default '{}'::uuid[],
  constraint custom_field_pkey PRIMARY KEY (workspace_id, id),
  constraint custom_field_workspace_id_key_key UNIQUE (workspace_id, subject, key),
  constraint custom_field_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint custom_field_key_check CHECK ((key ~ '^[a-z][a-z0-9_]{0,38}$'::text)),
  constraint custom_field_subject_check CHECK ((subject = ANY (ARRAY['ticket'::text, 'contact'::text, 'company'::text, 'place'::text]))),
  constraint custom_field_type_check CHECK ((type = ANY (ARRAY['text'::text, 'longtext'::text, 'number'::text, 'date'::text, 'list'::text, 'lists'::text, 'yesno'::text, 'person'::text, 'money'::text, 'link'::text, 'file'::text, 'formula'::text])))
);
CREATE UNIQUE INDEX custom_field_name ON public.custom_field USING btree (workspace_id, subject, lower(name));
alter table custom_field enable row level security;
create policy workspace_wall on custom_field for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
CREATE TRIGGER configured AFTER INSERT OR DELETE OR UPDATE ON public.custom_field FOR EACH ROW EXECUTE FUNCTION part_configured();

create table draft (
  workspace_id uuid not null,
  person_id uuid not null,
  key text not null,
  body jsonb not null,
  updated_at timestamp with time zone not null,
  constraint draft_pkey PRIMARY KEY (workspace_id, person_id, key),
  constraint draft_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table draft enable row level security;
create policy workspace_wall on draft for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table employee (
  workspace_id uuid not null,
  id uuid not null,
  user_id text,
  role_id uuid not null,
  name text not null,
  job_title text not null default ''::text,
  phone text,
  email text not null,
  active boolean not null default true,
  all_places boolean not null default true,
  notices jsonb not null default '{}'::jsonb,
  preferences jsonb not null default '{}'::jsonb,
  load integer not null default 0,
  created_at timestamp with time zone not null default now(),
  version integer not null default 1,
  skills text[] not null default '{}'::text[],
  absences jsonb not null default '[]'::jsonb,
  preference_order jsonb not null default '{}'::jsonb,
  constraint employee_pkey PRIMARY KEY (workspace_id, id),
  constraint employee_workspace_id_user_id_key UNIQUE (workspace_id, user_id),
  constraint employee_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth_user(id),
  constraint employee_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint employee_workspace_id_role_id_fkey FOREIGN KEY (workspace_id, role_id) REFERENCES role(workspace_id, id),
  constraint employee_load_check CHECK ((load >= 0))
);
CREATE UNIQUE INDEX employee_email ON public.employee USING btree (workspace_id, lower(email));
CREATE INDEX employee_user ON public.employee USING btree (user_id);
alter table employee enable row level security;
create policy workspace_wall on employee for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
CREATE TRIGGER access_changed AFTER DELETE OR UPDATE OF name, active, all_places, role_id, user_id ON public.employee FOR EACH ROW EXECUTE FUNCTION access_changed();

create table employee_place (
  workspace_id uuid not null,
  employee_id uuid not null,
  place_id uuid not null,
  constraint employee_place_pkey PRIMARY KEY (workspace_id, employee_id, place_id),
  constraint employee_place_workspace_id_employee_id_fkey FOREIGN KEY (workspace_id, employee_id) REFERENCES employee(workspace_id, id) ON DELETE CASCADE,
  constraint employee_place_workspace_id_place_id_fkey FOREIGN KEY (workspace_id, place_id) REFERENCES place(workspace_id, id) ON DELETE CASCADE
);
alter table employee_place enable row level security;
create policy workspace_wall on employee_place for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
CREATE TRIGGER access_changed AFTER INSERT OR DELETE OR UPDATE ON public.employee_place FOR EACH ROW EXECUTE FUNCTION access_changed();

create table event (
  workspace_id uuid not null,
  id uuid not null,
  seq bigint not null generated always as identity,
  txid xid8 not null default pg_current_xact_id(),
  ticket_id uuid not null,
  ticket_seq integer not null,
  at timestamp with time zone not null,
  actor_kind text not null,
  actor_id uuid,
  kind text not null,
  data jsonb not null,
  patch jsonb not null default '{}'::jsonb,
  why jsonb,
  prev_hash bytea,
  hash bytea not null,
  constraint event_pkey PRIMARY KEY (workspace_id, ticket_id, ticket_seq),
  constraint event_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['employee'::text, 'client'::text, 'system'::text])))
);
CREATE INDEX event_order ON public.event USING btree (txid, seq);
CREATE INDEX event_workspace_order ON public.event USING btree (workspace_id, txid, seq);
alter table event enable row level security;
create policy workspace_wall on event for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
-- pult_app may: insert, select

create table event_seal (
  workspace_id uuid not null,
  at timestamp with time zone not null,
  tickets integer not null,
  events bigint not null,
  hash bytea not null,
  prev_hash bytea,
  constraint event_seal_pkey PRIMARY KEY (workspace_id, at),
  constraint event_seal_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table event_seal enable row level security;
create policy workspace_wall on event_seal for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
-- pult_app may: nothing

create table event_seal_head (
  workspace_id uuid not null,
  ticket_id uuid not null,
  count integer not null,
  hash bytea not null,
  sealed_at timestamp with time zone not null,
  constraint event_seal_head_pkey PRIMARY KEY (workspace_id, ticket_id, count),
  constraint event_seal_head_workspace_id_sealed_at_fkey FOREIGN KEY (workspace_id, sealed_at) REFERENCES event_seal(workspace_id, at)
);
CREATE INDEX event_seal_head_seal ON public.event_seal_head USING btree (workspace_id, sealed_at);
alter table event_seal_head enable row level security;
create policy workspace_wall on event_seal_head for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
-- pult_app may: nothing

create table file (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  size bigint not null,
  type text not null default 'application/octet-stream'::text,
  sha256 bytea,
  width integer,
  height integer,
  purpose text not null,
  ticket_id uuid,
  uploaded_by_kind text not null,
  uploaded_by uuid,
  complete boolean not null default false,
  created_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  subject text,
  subject_id uuid,
  constraint file_pkey PRIMARY KEY (workspace_id, id),
  constraint file_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint file_purpose_check CHECK ((purpose = ANY (ARRAY['upload'::text, 'document'::text, 'message'::text, 'note'::text, 'letter'::text, 'field'::text]))),
  constraint file_size_check CHECK ((size >= 0)),
  constraint file_subject_check CHECK ((subject = ANY (ARRAY['contact'::text, 'company'::text, 'place'::text]))),
  constraint file_subject_whole CHECK (((subject IS NULL) = (subject_id IS NULL)))
);
CREATE INDEX file_subject ON public.file USING btree (workspace_id, subject_id) WHERE (subject_id IS NOT NULL);
CREATE INDEX file_ticket ON public.file USING btree (workspace_id, ticket_id) WHERE (ticket_id IS NOT NULL);
CREATE INDEX file_unused ON public.file USING btree (created_at) WHERE (ticket_id IS NULL);
alter table file enable row level security;
create policy workspace_wall on file for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table formula_run (
  workspace_id uuid not null,
  id uuid not null,
  total integer not null,
  seen integer not null default 0,
  moved integer not null default 0,
  after_id uuid,
  started_at timestamp with time zone not null,
  started_by uuid,
  finished_at timestamp with time zone,
  failed_at timestamp with time zone,
  subject text not null default 'ticket'::text,
  constraint formula_run_pkey PRIMARY KEY (workspace_id, id),
  constraint formula_run_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id) ON DELETE CASCADE,
  constraint formula_run_subject_check CHECK ((subject = ANY (ARRAY['ticket'::text, 'contact'::text, 'company'::text, 'place'::text])))
);
CREATE INDEX formula_run_open ON public.formula_run USING btree (workspace_id) WHERE (finished_at IS NULL);
CREATE INDEX formula_run_started ON public.formula_run USING btree (workspace_id, started_at DESC);
alter table formula_run enable row level security;
create policy workspace_wall on formula_run for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table held_message (
  workspace_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  employee_id uuid not null,
  scopes text[] not null default '{}'::text[],
  body jsonb not null,
  held_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  refusals jsonb,
  constraint held_message_pkey PRIMARY KEY (workspace_id, id),
  constraint held_message_workspace_id_employee_id_fkey FOREIGN KEY (workspace_id, employee_id) REFERENCES employee(workspace_id, id),
  constraint held_message_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint held_message_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX held_message_ticket ON public.held_message USING btree (workspace_id, ticket_id, employee_id, held_at);
alter table held_message enable row level security;
create policy workspace_wall on held_message for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table idempotency (
  workspace_id uuid not null,
  person_id uuid not null,
  key text not null,
  request_hash bytea not null,
  status integer,
  body jsonb,
  created_at timestamp with time zone not null,
  constraint idempotency_pkey PRIMARY KEY (workspace_id, person_id, key),
  constraint idempotency_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE INDEX idempotency_age ON public.idempotency USING btree (created_at);
alter table idempotency enable row level security;
create policy workspace_wall on idempotency for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table letter_in (
  workspace_id uuid not null,
  id uuid not null,
  received_at timestamp with time zone not null,
  envelope_from text default ''::text,
  envelope_to text[] not null default '{}'::text[],
  from_address text,
  from_name text,
  subject text,
  message_id text,
  content_hash bytea,
  size bigint not null,
  raw_file_id uuid not null,
  state text not null,
  reason text,
  detail text,
  why jsonb,
  ticket_id uuid,
  result_message_id uuid,
  attempts integer not null default 0,
  raw_hash bytea,
  ties text[] not null default '{}'::text[],
  constraint letter_in_pkey PRIMARY KEY (workspace_id, id),
  constraint letter_in_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint letter_in_state_check CHECK ((state = ANY (ARRAY['received'::text, 'done'::text, 'ignored'::text, 'quarantine'::text])))
);
CREATE INDEX letter_in_content ON public.letter_in USING btree (workspace_id, content_hash);
CREATE INDEX letter_in_message ON public.letter_in USING btree (workspace_id, message_id);
CREATE UNIQUE INDEX letter_in_raw ON public.letter_in USING btree (workspace_id, raw_hash) WHERE (raw_hash IS NOT NULL);
CREATE INDEX letter_in_state ON public.letter_in USING btree (workspace_id, state, received_at DESC);
CREATE INDEX letter_in_waiting ON public.letter_in USING btree (workspace_id, id) WHERE (state = 'received'::text);
alter table letter_in enable row level security;
create policy workspace_wall on letter_in for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table letter_out (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  ticket_id uuid,
  message_id uuid,
  to_address text not null,
  to_name text not null default ''::text,
  subject text not null,
  text text not null,
  html text,
  headers jsonb not null default '{}'::jsonb,
  header_message_id text not null,
  file_ids uuid[] not null default '{}'::uuid[],
  state text not null,
  attempts integer not null default 0,
  error text,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  fault text,
  bounced_at timestamp with time zone,
  constraint letter_out_pkey PRIMARY KEY (workspace_id, id),
  constraint letter_out_workspace_id_header_message_id_key UNIQUE (workspace_id, header_message_id),
  constraint letter_out_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint letter_out_state_check CHECK ((state = ANY (ARRAY['kept'::text, 'queued'::text, 'sent'::text, 'failed'::text])))
);
CREATE INDEX letter_out_acknowledged ON public.letter_out USING btree (workspace_id, to_address, created_at DESC) WHERE (kind = 'acknowledgement'::text);
CREATE INDEX letter_out_state ON public.letter_out USING btree (workspace_id, state, created_at DESC);
CREATE INDEX letter_out_ticket ON public.letter_out USING btree (workspace_id, ticket_id) WHERE (ticket_id IS NOT NULL);
alter table letter_out enable row level security;
create policy workspace_wall on letter_out for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table macro (
  workspace_id uuid not null,
  id uuid not null,
  employee_id uuid,
  name text not null,
  actions jsonb not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  constraint macro_pkey PRIMARY KEY (workspace_id, id),
  constraint macro_workspace_id_employee_id_fkey FOREIGN KEY (workspace_id, employee_id) REFERENCES employee(workspace_id, id) ON DELETE CASCADE,
  constraint macro_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE UNIQUE INDEX macro_name ON public.macro USING btree (workspace_id, employee_id, lower(name)) NULLS NOT DISTINCT;
alter table macro enable row level security;
create policy workspace_wall on macro for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table mail_address (
  workspace_id uuid not null,
  id uuid not null,
  address text not null,
  name text not null default ''::text,
  service_id uuid,
  team_id uuid,
  active boolean not null default true,
  is_default boolean not null default false,
  created_at timestamp with time zone not null default now(),
  version integer not null default 1,
  updated_at timestamp with time zone,
  updated_by uuid,
  any_certificate boolean not null default false,
  constraint mail_address_pkey PRIMARY KEY (workspace_id, id),
  constraint mail_address_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint mail_address_workspace_id_service_id_fkey FOREIGN KEY (workspace_id, service_id) REFERENCES service(workspace_id, id),
  constraint mail_address_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES team(workspace_id, id)
);
CREATE UNIQUE INDEX mail_address_address ON public.mail_address USING btree (workspace_id, lower(address));
CREATE INDEX mail_address_anywhere ON public.mail_address USING btree (lower(address));
alter table mail_address enable row level security;
create policy workspace_wall on mail_address for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
CREATE TRIGGER configured AFTER INSERT OR DELETE OR UPDATE ON public.mail_address FOR EACH ROW EXECUTE FUNCTION part_configured();
CREATE TRIGGER taken_once BEFORE INSERT OR UPDATE OF address, workspace_id, id ON public.mail_address FOR EACH ROW EXECUTE FUNCTION mail_address_once();

create table mailbox (
  workspace_id uuid not null,
  id uuid not null,
  address_id uuid not null,
  host text not null,
  port integer not null,
  secure text not null,
  login text not null,
  password text not null,
  folder text not null default 'INBOX'::text,
  active boolean not null default true,
  since timestamp with time zone,
  uid_validity bigint,
  last_uid bigint not null default 0,
  stuck_uid bigint,
  stuck_times integer not null default 0,
  state text not null default 'new'::text,
  error text,
  error_detail text,
  attempts integer not null default 0,
  fetched bigint not null default 0,
  last_try_at timestamp with time zone,
  last_ok_at timestamp with time zone,
  failing_since timestamp with time zone,
  next_try_at timestamp with time zone not null,
  claimed boolean not null default false,
  created_at timestamp with time zone not null,
  constraint mailbox_pkey PRIMARY KEY (workspace_id, id),
  constraint mailbox_workspace_id_address_id_fkey FOREIGN KEY (workspace_id, address_id) REFERENCES mail_address(workspace_id, id),
  constraint mailbox_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint mailbox_check CHECK (((state = 'failing'::text) = (error IS NOT NULL))),
  constraint mailbox_port_check CHECK (((port >= 1) AND (port <= 65535))),
  constraint mailbox_secure_check CHECK ((secure = ANY (ARRAY['tls'::text, 'starttls'::text, 'none'::text]))),
  constraint mailbox_state_check CHECK ((state = ANY (ARRAY['new'::text, 'ok'::text, 'failing'::text])))
);
CREATE INDEX mailbox_address ON public.mailbox USING btree (workspace_id, address_id);
CREATE INDEX mailbox_due ON public.mailbox USING btree (next_try_at) WHERE active;
alter table mailbox enable row level security;
create policy workspace_wall on mailbox for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table message (
  workspace_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  thread text not null,
  author_kind text not null,
  author_id uuid,
  author_name text not null default ''::text,
  text text not null,
  channel text not null default 'console'::text,
  important boolean not null default false,
  file_ids uuid[] not null default '{}'::uuid[],
  created_at timestamp with time zone not null,
  edited_at timestamp with time zone,
  deleted_at timestamp with time zone,
  deleted_by uuid,
  read_at timestamp with time zone,
  letter_in_id uuid,
  constraint message_pkey PRIMARY KEY (workspace_id, id),
  constraint message_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket(workspace_id, id) ON DELETE CASCADE,
  constraint message_author_kind_check CHECK ((author_kind = ANY (ARRAY['employee'::text, 'client'::text, 'system'::text]))),
  constraint message_thread_check CHECK ((thread = ANY (ARRAY['client'::text, 'internal'::text])))
);
CREATE INDEX message_thread ON public.message USING btree (workspace_id, ticket_id, thread, created_at, id);
alter table message enable row level security;
create policy workspace_wall on message for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table messenger (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  account text not null,
  name text not null,
  token text not null,
  secret text,
  hook text not null,
  api_root text,
  service_id uuid,
  active boolean not null default true,
  "position" text,
  state text not null default 'new'::text,
  error text,
  error_detail text,
  attempts integer not null default 0,
  last_try_at timestamp with time zone,
  last_ok_at timestamp with time zone,
  failing_since timestamp with time zone,
  last_message_at timestamp with time zone,
  next_try_at timestamp with time zone not null,
  claimed_by text,
  quiet_until timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint messenger_pkey PRIMARY KEY (workspace_id, id),
  constraint messenger_workspace_id_hook_key UNIQUE (workspace_id, hook),
  constraint messenger_workspace_id_kind_account_key UNIQUE (workspace_id, kind, account),
  constraint messenger_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint messenger_workspace_id_service_id_fkey FOREIGN KEY (workspace_id, service_id) REFERENCES service(workspace_id, id) ON DELETE SET NULL (service_id),
  constraint messenger_check CHECK (((state = 'failing'::text) = (error IS NOT NULL))),
  constraint messenger_kind_check CHECK ((kind = ANY (ARRAY['telegram'::text, 'viber'::text, 'facebook'::text, 'vk'::text]))),
  constraint messenger_state_check CHECK ((state = ANY (ARRAY['new'::text, 'ok'::text, 'failing'::text])))
);
CREATE INDEX messenger_due ON public.messenger USING btree (next_try_at) WHERE active;
CREATE INDEX messenger_service ON public.messenger USING btree (workspace_id, service_id) WHERE (service_id IS NOT NULL);
alter table messenger enable row level security;
create policy workspace_wall on messenger for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
CREATE TRIGGER configured AFTER INSERT OR DELETE OR UPDATE OF active, name, service_id ON public.messenger FOR EACH ROW EXECUTE FUNCTION part_configured();

create table messenger_chat (
  workspace_id uuid not null,
  messenger_id uuid not null,
  chat text not null,
  kind text not null,
  title text not null,
  username text,
  service_id uuid,
  names_company boolean not null default false,
  present boolean not null default true,
  contact_id uuid,
  ticket_id uuid,
  created_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  constraint messenger_chat_pkey PRIMARY KEY (workspace_id, messenger_id, chat),
  constraint messenger_chat_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contact(workspace_id, id) ON DELETE SET NULL (contact_id),
  constraint messenger_chat_workspace_id_messenger_id_fkey FOREIGN KEY (workspace_id, messenger_id) REFERENCES messenger(workspace_id, id) ON DELETE CASCADE,
  constraint messenger_chat_workspace_id_service_id_fkey FOREIGN KEY (workspace_id, service_id) REFERENCES service(workspace_id, id) ON DELETE SET NULL (service_id),
  constraint messenger_chat_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket(workspace_id, id) ON DELETE SET NULL (ticket_id),
  constraint messenger_chat_chat_check CHECK ((length(chat) <= 100)),
  constraint messenger_chat_kind_check CHECK ((kind = ANY (ARRAY['private'::text, 'group'::text])))
);
CREATE INDEX messenger_chat_contact ON public.messenger_chat USING btree (workspace_id, contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX messenger_chat_kind ON public.messenger_chat USING btree (workspace_id, messenger_id, kind, last_at DESC);
CREATE INDEX messenger_chat_person ON public.messenger_chat USING btree (workspace_id, chat) WHERE (contact_id IS NOT NULL);
CREATE INDEX messenger_chat_service ON public.messenger_chat USING btree (workspace_id, service_id) WHERE (service_id IS NOT NULL);
CREATE INDEX messenger_chat_ticket ON public.messenger_chat USING btree (workspace_id, ticket_id) WHERE (ticket_id IS NOT NULL);
alter table messenger_chat enable row level security;
create policy workspace_wall on messenger_chat for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table messenger_in (
  workspace_id uuid not null,
  id uuid not null,
  messenger_id uuid not null,
  chat text not null,
  update_key text not null,
  body jsonb not null,
  external_id text,
  received_at timestamp with time zone not null,
  state text not null default 'received'::text,
  reason text,
  detail text,
  attempts integer not null default 0,
  ticket_id uuid,
  message_id uuid,
  seq bigint not null generated always as identity,
  constraint messenger_in_pkey PRIMARY KEY (workspace_id, id),
  constraint messenger_in_workspace_id_messenger_id_update_key_key UNIQUE (workspace_id, messenger_id, update_key),
  constraint messenger_in_workspace_id_messenger_id_fkey FOREIGN KEY (workspace_id, messenger_id) REFERENCES messenger(workspace_id, id) ON DELETE CASCADE,
  constraint messenger_in_state_check CHECK ((state = ANY (ARRAY['received'::text, 'done'::text, 'ignored'::text, 'failed'::text]))),
  constraint messenger_in_update_key_check CHECK ((length(update_key) <= 200))
);
CREATE INDEX messenger_in_external ON public.messenger_in USING btree (workspace_id, messenger_id, chat, external_id) WHERE (external_id IS NOT NULL);
CREATE INDEX messenger_in_kept ON public.messenger_in USING btree (received_at) WHERE ((state = ANY (ARRAY['done'::text, 'ignored'::text])) AND (body <> '{}'::jsonb));
CREATE INDEX messenger_in_waiting ON public.messenger_in USING btree (workspace_id, messenger_id, chat, seq) WHERE (state = 'received'::text);
alter table messenger_in enable row level security;
create policy workspace_wall on messenger_in for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table messenger_out (
  workspace_id uuid not null,
  id uuid not null,
  messenger_id uuid not null,
  chat text not null,
  key text not null,
  ticket_id uuid,
  message_id uuid,
  text text not null,
  file_ids uuid[] not null default '{}'::uuid[],
  reply_to text,
  sent_ids text[] not null default '{}'::text[],
  state text not null default 'queued'::text,
  error text,
  error_detail text,
  attempts integer not null default 0,
  created_at timestamp with time zone not null,
  next_try_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  seq bigint not null generated always as identity,
  constraint messenger_out_pkey PRIMARY KEY (workspace_id, id),
  constraint messenger_out_workspace_id_key_key UNIQUE (workspace_id, key),
  constraint messenger_out_workspace_id_messenger_id_fkey FOREIGN KEY (workspace_id, messenger_id) REFERENCES messenger(workspace_id, id) ON DELETE CASCADE,
  constraint messenger_out_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text])))
);
CREATE INDEX messenger_out_chat ON public.messenger_out USING btree (workspace_id, messenger_id, chat, id);
CREATE INDEX messenger_out_message ON public.messenger_out USING btree (workspace_id, message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX messenger_out_waiting ON public.messenger_out USING btree (workspace_id, messenger_id, chat, seq) WHERE (state = 'queued'::text);
alter table messenger_out enable row level security;
create policy workspace_wall on messenger_out for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table migration (
  name text not null,
  applied_at timestamp with time zone not null default now(),
  checksum text not null,
  constraint migration_pkey PRIMARY KEY (name)
);
-- pult_app may: nothing

create table notice (
  workspace_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  ticket_seq integer,
  at timestamp with time zone not null,
  kind text not null,
  job text not null,
  told jsonb not null,
  constraint notice_pkey PRIMARY KEY (workspace_id, id),
  constraint notice_workspace_id_job_key UNIQUE (workspace_id, job),
  constraint notice_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint notice_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX notice_ticket ON public.notice USING btree (workspace_id, ticket_id, ticket_seq);
alter table notice enable row level security;
create policy workspace_wall on notice for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table notice_template (
  workspace_id uuid not null,
  channel text not null,
  reader text not null,
  about text not null,
  text text not null,
  constraint notice_template_pkey PRIMARY KEY (workspace_id, channel, reader, about),
  constraint notice_template_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint notice_template_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text]))),
  constraint notice_template_reader_check CHECK ((reader = ANY (ARRAY['responsible'::text, 'observer'::text]))),
  constraint notice_template_text_check CHECK (((length(text) >= 1) AND (length(text) <= 5000)))
);
alter table notice_template enable row level security;
create policy workspace_wall on notice_template for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
CREATE TRIGGER configured AFTER INSERT OR DELETE OR UPDATE ON public.notice_template FOR EACH ROW EXECUTE FUNCTION part_configured();

create table occupancy (
  workspace_id uuid not null,
  place_id uuid not null,
  contact_id uuid not null,
  basis text not null default 'owner'::text,
  constraint occupancy_pkey PRIMARY KEY (workspace_id, place_id, contact_id),
  constraint occupancy_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contact(workspace_id, id) ON DELETE CASCADE,
  constraint occupancy_workspace_id_place_id_fkey FOREIGN KEY (workspace_id, place_id) REFERENCES place(workspace_id, id) ON DELETE CASCADE,
  constraint occupancy_basis_check CHECK ((basis = ANY (ARRAY['owner'::text, 'family'::text, 'tenant'::text, 'other'::text])))
);
CREATE INDEX occupancy_workspace_id_contact_id_idx ON public.occupancy USING btree (workspace_id, contact_id);
alter table occupancy enable row level security;
create policy workspace_wall on occupancy for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table place (
  workspace_id uuid not null,
  id uuid not null,
  parent_id uuid,
  kind text not null,
  name text collate natural_order not null,
  path uuid[] not null,
  address text collate natural_order not null,
  note text not null default ''::text,
  tags text[] not null default '{}'::text[],
  account text,
  manager_id uuid,
  company_id uuid,
  settings jsonb not null default '{}'::jsonb,
  "position" integer not null default 0,
  created_at timestamp with time zone not null default now(),
  version integer not null default 1,
  manager_team_id uuid,
  observer_ids uuid[] not null default '{}'::uuid[],
  observer_team_ids uuid[] not null default '{}'::uuid[],
  code text,
  custom jsonb not null default '{}'::jsonb,
  constraint place_pkey PRIMARY KEY (workspace_id, id),
  constraint place_workspace_id_company_id_fkey FOREIGN KEY (workspace_id, company_id) REFERENCES company(workspace_id, id),
  constraint place_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint place_workspace_id_manager_id_fkey FOREIGN KEY (workspace_id, manager_id) REFERENCES employee(workspace_id, id),
  constraint place_workspace_id_manager_team_id_fkey FOREIGN KEY (workspace_id, manager_team_id) REFERENCES team(workspace_id, id),
  constraint place_workspace_id_parent_id_fkey FOREIGN KEY (workspace_id, parent_id) REFERENCES place(workspace_id, id),
  constraint place_code_check CHECK ((code ~ '^[[:alnum:]./-]{1,20}$'::text)),
  constraint place_custom_check CHECK ((jsonb_typeof(custom) = 'object'::text)),
  constraint place_kind_check CHECK ((kind = ANY (ARRAY['group'::text, 'quarter'::text, 'site'::text, 'entrance'::text, 'floor'::text, 'unit'::text])))
);
CREATE INDEX place_account ON public.place USING btree (workspace_id, account) WHERE (account IS NOT NULL);
CREATE INDEX place_address ON public.place USING gin (address gin_trgm_ops);
CREATE INDEX place_by_address ON public.place USING btree (workspace_id, address, id);
CREATE UNIQUE INDEX place_code ON public.place USING btree (workspace_id, lower(code)) WHERE (code IS NOT NULL);
CREATE INDEX place_company ON public.place USING btree (workspace_id, company_id) WHERE (company_id IS NOT NULL);
CREATE INDEX place_kind ON public.place USING btree (workspace_id, kind, "position", address, id);
CREATE UNIQUE INDEX place_name ON public.place USING btree (workspace_id, COALESCE(parent_id, workspace_id), kind, lower(name));
CREATE INDEX place_parent ON public.place USING btree (workspace_id, parent_id, "position", name);
CREATE INDEX place_path ON public.place USING gin (path);
alter table place enable row level security;
create policy workspace_wall on place for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
CREATE TRIGGER access_changed AFTER INSERT OR UPDATE OF path, kind ON public.place FOR EACH ROW WHEN ((new.kind = ANY (ARRAY['group'::text, 'quarter'::text, 'site'::text]))) EXECUTE FUNCTION access_changed();
CREATE TRIGGER access_gone AFTER DELETE ON public.place FOR EACH ROW WHEN ((old.kind = ANY (ARRAY['group'::text, 'quarter'::text, 'site'::text]))) EXECUTE FUNCTION access_changed();
CREATE TRIGGER configured_delete AFTER DELETE ON public.place FOR EACH ROW WHEN ((old.settings ? 'chatClosedWhenEnded'::text)) EXECUTE FUNCTION part_configured();
CREATE TRIGGER configured_insert AFTER INSERT ON public.place FOR EACH ROW WHEN ((new.settings ? 'chatClosedWhenEnded'::text)) EXECUTE FUNCTION part_configured();
CREATE TRIGGER configured_update AFTER UPDATE OF settings, kind ON public.place FOR EACH ROW WHEN ((((new.settings -> 'chatClosedWhenEnded'::text) IS DISTINCT FROM (old.settings -> 'chatClosedWhenEnded'::text)) OR ((new.kind <> old.kind) AND (new.settings ? 'chatClosedWhenEnded'::text)))) EXECUTE FUNCTION part_configured();

create table priority (
  workspace_id uuid not null,
  key text not null,
  name jsonb not null,
  colour text not null,
  "position" integer not null,
  active boolean not null default true,
  constraint priority_pkey PRIMARY KEY (workspace_id, key),
  constraint priority_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id) ON DELETE CASCADE,
  constraint priority_key_check CHECK ((key ~ '^[a-z][a-z0-9_]{0,39}$'::text)),
  constraint priority_name_check CHECK ((jsonb_typeof(name) = 'object'::text))
);
alter table priority enable row level security;
create policy workspace_wall on priority for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
CREATE TRIGGER configured AFTER INSERT OR DELETE OR UPDATE ON public.priority FOR EACH ROW EXECUTE FUNCTION part_configured();

create table process (
  workspace_id uuid not null,
  key text not null,
  version integer not null,
  definition json not null,
  current boolean not null default true,
  created_at timestamp with time zone not null default now(),
  created_by uuid,
  note text not null default ''::text,
  constraint process_pkey PRIMARY KEY (workspace_id, key, version),
  constraint process_workspace_id_created_by_fkey FOREIGN KEY (workspace_id, created_by) REFERENCES employee(workspace_id, id),
  constraint process_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE UNIQUE INDEX process_current ON public.process USING btree (workspace_id, key) WHERE current;
alter table process enable row level security;
create policy workspace_wall on process for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
CREATE TRIGGER configured AFTER INSERT OR DELETE OR UPDATE ON public.process FOR EACH ROW EXECUTE FUNCTION part_configured();

create table process_draft (
  workspace_id uuid not null,
  key text not null,
  base integer,
  definition json not null,
  version integer not null default 1,
  updated_at timestamp with time zone not null,
  updated_by uuid not null,
  constraint process_draft_pkey PRIMARY KEY (workspace_id, key),
  constraint process_draft_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint process_draft_workspace_id_updated_by_fkey FOREIGN KEY (workspace_id, updated_by) REFERENCES employee(workspace_id, id)
);
alter table process_draft enable row level security;
create policy workspace_wall on process_draft for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table process_migration (
  workspace_id uuid not null,
  id uuid not null,
  process_key text not null,
  from_version integer,
  to_version integer not null,
  map jsonb not null default '{}'::jsonb,
  total integer not null,
  moved integer not null default 0,
  left_out integer not null default 0,
  after_id uuid,
  started_by uuid not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint process_migration_pkey PRIMARY KEY (workspace_id, id),
  constraint process_migration_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint process_migration_workspace_id_process_key_to_version_fkey FOREIGN KEY (workspace_id, process_key, to_version) REFERENCES process(workspace_id, key, version),
  constraint process_migration_workspace_id_started_by_fkey FOREIGN KEY (workspace_id, started_by) REFERENCES employee(workspace_id, id)
);
CREATE INDEX process_migration_of ON public.process_migration USING btree (workspace_id, process_key, started_at DESC);
CREATE UNIQUE INDEX process_migration_running ON public.process_migration USING btree (workspace_id, process_key) WHERE (ended_at IS NULL);
alter table process_migration enable row level security;
create policy workspace_wall on process_migration for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table rehearsal (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  days integer not null,
  proposal jsonb not null,
  total integer not null,
  looked integer not null default 0,
  changed integer not null default 0,
  tally jsonb not null default '{}'::jsonb,
  after_at timestamp with time zone,
  after_id uuid,
  started_by uuid not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  cancelled boolean not null default false,
  failure jsonb,
  broken jsonb not null default '[]'::jsonb,
  constraint rehearsal_pkey PRIMARY KEY (workspace_id, id),
  constraint rehearsal_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint rehearsal_workspace_id_started_by_fkey FOREIGN KEY (workspace_id, started_by) REFERENCES employee(workspace_id, id),
  constraint rehearsal_days_check CHECK (((days >= 1) AND (days <= 365))),
  constraint rehearsal_kind_check CHECK ((kind = ANY (ARRAY['sla'::text, 'routing'::text, 'trigger'::text, 'calendar'::text, 'process'::text])))
);
CREATE INDEX rehearsal_latest ON public.rehearsal USING btree (workspace_id, started_at DESC);
alter table rehearsal enable row level security;
create policy workspace_wall on rehearsal for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table rehearsal_ticket (
  workspace_id uuid not null,
  rehearsal_id uuid not null,
  place integer not null,
  ticket_id uuid not null,
  before jsonb not null,
  after jsonb not null,
  counted_by text[] not null default '{}'::text[],
  constraint rehearsal_ticket_pkey PRIMARY KEY (workspace_id, rehearsal_id, place),
  constraint rehearsal_ticket_workspace_id_rehearsal_id_fkey FOREIGN KEY (workspace_id, rehearsal_id) REFERENCES rehearsal(workspace_id, id) ON DELETE CASCADE,
  constraint rehearsal_ticket_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX rehearsal_ticket_of ON public.rehearsal_ticket USING btree (workspace_id, ticket_id);
alter table rehearsal_ticket enable row level security;
create policy workspace_wall on rehearsal_ticket for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table reminder (
  workspace_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  employee_id uuid not null,
  at timestamp with time zone not null,
  hides boolean not null,
  text text not null default ''::text,
  created_at timestamp with time zone not null,
  came text,
  came_at timestamp with time zone,
  constraint reminder_pkey PRIMARY KEY (workspace_id, id),
  constraint reminder_workspace_id_employee_id_ticket_id_key UNIQUE (workspace_id, employee_id, ticket_id),
  constraint reminder_workspace_id_employee_id_fkey FOREIGN KEY (workspace_id, employee_id) REFERENCES employee(workspace_id, id),
  constraint reminder_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint reminder_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket(workspace_id, id) ON DELETE CASCADE,
  constraint reminder_came_check CHECK ((came = ANY (ARRAY['time'::text, 'client'::text]))),
  constraint reminder_check CHECK (((came IS NULL) = (came_at IS NULL))),
  constraint reminder_text_check CHECK ((length(text) <= 500))
);
CREATE INDEX reminder_snoozed ON public.reminder USING btree (workspace_id, ticket_id) WHERE (hides AND (came IS NULL));
alter table reminder enable row level security;
create policy workspace_wall on reminder for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table role (
  workspace_id uuid not null,
  id uuid not null,
  key text not null,
  name text not null,
  permissions text[] not null default '{}'::text[],
  notices jsonb not null default '{}'::jsonb,
  "position" integer not null default 0,
  created_at timestamp with time zone not null default now(),
  version integer not null default 1,
  constraint role_pkey PRIMARY KEY (workspace_id, id),
  constraint role_workspace_id_key_key UNIQUE (workspace_id, key),
  constraint role_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
alter table role enable row level security;
create policy workspace_wall on role for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
CREATE TRIGGER access_changed AFTER DELETE OR UPDATE OF permissions ON public.role FOR EACH ROW EXECUTE FUNCTION access_changed();

create table rule (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  "position" integer not null,
  name text not null,
  enabled boolean not null default true,
  condition text not null default ''::text,
  result jsonb not null default '{}'::jsonb,
  active_from timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  updated_by uuid,
  constraint rule_pkey PRIMARY KEY (workspace_id, id),
  constraint rule_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint rule_kind_check CHECK ((kind = ANY (ARRAY['sla'::text, 'routing'::text, 'trigger'::text])))
);
CREATE INDEX rule_order ON public.rule USING btree (workspace_id, kind, "position");
alter table rule enable row level security;
create policy workspace_wall on rule for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
CREATE TRIGGER configured AFTER INSERT OR DELETE OR UPDATE ON public.rule FOR EACH ROW EXECUTE FUNCTION part_configured();

create table rule_run (
  workspace_id uuid not null,
  id uuid not null,
  rule_id uuid not null,
  ticket_id uuid not null,
  at timestamp with time zone not null,
  event text not null,
  cascade uuid not null,
  depth integer not null,
  result text not null,
  reason text,
  actions jsonb not null default '[]'::jsonb,
  constraint rule_run_pkey PRIMARY KEY (workspace_id, id),
  constraint rule_run_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint rule_run_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket(workspace_id, id) ON DELETE CASCADE,
  constraint rule_run_result_check CHECK ((result = ANY (ARRAY['done'::text, 'partly'::text, 'failed'::text, 'skipped'::text, 'stopped'::text])))
);
CREATE INDEX rule_run_age ON public.rule_run USING btree (at);
CREATE INDEX rule_run_cascade ON public.rule_run USING btree (workspace_id, cascade);
CREATE INDEX rule_run_rule ON public.rule_run USING btree (workspace_id, rule_id, id DESC);
CREATE INDEX rule_run_ticket ON public.rule_run USING btree (workspace_id, ticket_id);
alter table rule_run enable row level security;
create policy workspace_wall on rule_run for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table rule_version (
  workspace_id uuid not null,
  rule_id uuid not null,
  version integer not null,
  at timestamp with time zone not null,
  by_id uuid,
  note text not null default ''::text,
  name text not null,
  enabled boolean not null,
  condition text not null,
  result jsonb not null,
  active_from timestamp with time zone,
  constraint rule_version_pkey PRIMARY KEY (workspace_id, rule_id, version),
  constraint rule_version_workspace_id_rule_id_fkey FOREIGN KEY (workspace_id, rule_id) REFERENCES rule(workspace_id, id) ON DELETE CASCADE
);
alter table rule_version enable row level security;
create policy workspace_wall on rule_version for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table rule_waited (
  workspace_id uuid not null,
  rule_id uuid not null,
  ticket_id uuid not null,
  since timestamp with time zone not null,
  constraint rule_waited_pkey PRIMARY KEY (workspace_id, rule_id, ticket_id),
  constraint rule_waited_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint rule_waited_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX rule_waited_ticket ON public.rule_waited USING btree (workspace_id, ticket_id);
alter table rule_waited enable row level security;
create policy workspace_wall on rule_waited for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table saved_view (
  workspace_id uuid not null,
  id uuid not null,
  employee_id uuid not null,
  name text not null,
  condition text not null,
  settings jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  team_id uuid,
  for_all boolean not null default false,
  version integer not null default 1,
  constraint saved_view_pkey PRIMARY KEY (workspace_id, id),
  constraint saved_view_team FOREIGN KEY (workspace_id, team_id) REFERENCES team(workspace_id, id) ON DELETE SET NULL (team_id),
  constraint saved_view_workspace_id_employee_id_fkey FOREIGN KEY (workspace_id, employee_id) REFERENCES employee(workspace_id, id) ON DELETE CASCADE,
  constraint saved_view_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint saved_view_one_audience CHECK (((NOT for_all) OR (team_id IS NULL)))
);
CREATE UNIQUE INDEX saved_view_name ON public.saved_view USING btree (workspace_id, employee_id, lower(name));
CREATE UNIQUE INDEX saved_view_name_all ON public.saved_view USING btree (workspace_id, lower(name)) WHERE for_all;
CREATE UNIQUE INDEX saved_view_name_team ON public.saved_view USING btree (workspace_id, team_id, lower(name)) WHERE (team_id IS NOT NULL);
alter table saved_view enable row level security;
create policy workspace_wall on saved_view for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table service (
  workspace_id uuid not null,
  id uuid not null,
  type_id uuid not null,
  category_id uuid,
  team_id uuid,
  name text not null,
  internal_name text not null default ''::text,
  note text not null default ''::text,
  annotation text not null default ''::text,
  tags text[] not null default '{}'::text[],
  form jsonb not null default '[]'::jsonb,
  options jsonb not null default '{}'::jsonb,
  max_assignees integer not null default 1,
  portal boolean not null default true,
  paid boolean not null default false,
  active boolean not null default true,
  "position" integer not null default 0,
  rating_sum bigint not null default 0,
  rating_count integer not null default 0,
  created_at timestamp with time zone not null default now(),
  version integer not null default 1,
  process_key text,
  constraint service_pkey PRIMARY KEY (workspace_id, id),
  constraint service_workspace_id_category_id_fkey FOREIGN KEY (workspace_id, category_id) REFERENCES service_category(workspace_id, id),
  constraint service_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint service_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES team(workspace_id, id),
  constraint service_workspace_id_type_id_fkey FOREIGN KEY (workspace_id, type_id) REFERENCES service_type(workspace_id, id),
  constraint service_max_assignees_check CHECK (((max_assignees >= 1) AND (max_assignees <= 4)))
);
CREATE UNIQUE INDEX service_name ON public.service USING btree (workspace_id, lower(name));
CREATE INDEX service_of_category ON public.service USING btree (workspace_id, category_id) WHERE (category_id IS NOT NULL);
CREATE INDEX service_of_type ON public.service USING btree (workspace_id, type_id);
CREATE INDEX service_order ON public.service USING btree (workspace_id, "position", name, id);
alter table service enable row level security;
create policy workspace_wall on service for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
CREATE TRIGGER configured AFTER INSERT OR DELETE OR UPDATE OF type_id, team_id, name, internal_name, form, options, max_assignees, portal, active ON public.service FOR EACH ROW EXECUTE FUNCTION part_configured();
CREATE TRIGGER configured_process AFTER UPDATE OF process_key ON public.service FOR EACH ROW EXECUTE FUNCTION part_configured();

create table service_category (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  icon text,
  "position" integer not null default 0,
  version integer not null default 1,
  updated_at timestamp with time zone,
  updated_by uuid,
  constraint service_category_pkey PRIMARY KEY (workspace_id, id),
  constraint service_category_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE UNIQUE INDEX service_category_name ON public.service_category USING btree (workspace_id, lower(name));
alter table service_category enable row level security;
create policy workspace_wall on service_category for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table service_role (
  workspace_id uuid not null,
  service_id uuid not null,
  role_id uuid not null,
  constraint service_role_pkey PRIMARY KEY (workspace_id, service_id, role_id),
  constraint service_role_workspace_id_role_id_fkey FOREIGN KEY (workspace_id, role_id) REFERENCES role(workspace_id, id) ON DELETE CASCADE,
  constraint service_role_workspace_id_service_id_fkey FOREIGN KEY (workspace_id, service_id) REFERENCES service(workspace_id, id) ON DELETE CASCADE
);
alter table service_role enable row level security;
create policy workspace_wall on service_role for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
CREATE TRIGGER access_changed AFTER INSERT OR DELETE OR UPDATE ON public.service_role FOR EACH ROW EXECUTE FUNCTION access_changed();
CREATE TRIGGER configured AFTER INSERT OR DELETE OR UPDATE ON public.service_role FOR EACH ROW EXECUTE FUNCTION part_configured();

create table service_type (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  process_key text not null,
  common boolean not null default false,
  internal boolean not null default false,
  "position" integer not null default 0,
  active boolean not null default true,
  version integer not null default 1,
  updated_at timestamp with time zone,
  updated_by uuid,
  incident boolean not null default false,
  constraint service_type_pkey PRIMARY KEY (workspace_id, id),
  constraint service_type_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE UNIQUE INDEX service_type_name ON public.service_type USING btree (workspace_id, lower(name));
alter table service_type enable row level security;
create policy workspace_wall on service_type for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
CREATE TRIGGER configured AFTER INSERT OR DELETE OR UPDATE ON public.service_type FOR EACH ROW EXECUTE FUNCTION part_configured();

create table setup_token (
  hash bytea not null,
  created_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint setup_token_pkey PRIMARY KEY (hash)
);
-- pult_app may: nothing

create table sla_run (
  workspace_id uuid not null,
  id uuid not null,
  calendar_id uuid,
  from_at timestamp with time zone,
  total integer not null,
  seen integer not null default 0,
  moved integer not null default 0,
  after_id uuid,
  started_at timestamp with time zone not null,
  started_by uuid,
  finished_at timestamp with time zone,
  failed_at timestamp with time zone,
  constraint sla_run_pkey PRIMARY KEY (workspace_id, id),
  constraint sla_run_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE INDEX sla_run_started ON public.sla_run USING btree (workspace_id, started_at DESC);
alter table sla_run enable row level security;
create policy workspace_wall on sla_run for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table sms_gateway (
  workspace_id uuid not null,
  kind text not null,
  login text not null default ''::text,
  sender text not null default ''::text,
  secret text not null,
  recipe jsonb,
  active boolean not null default true,
  daily_limit integer not null,
  day date,
  day_parts integer not null default 0,
  limited_on date,
  error text,
  error_detail text,
  failed_at timestamp with time zone,
  sent_at timestamp with time zone,
  constraint sms_gateway_pkey PRIMARY KEY (workspace_id),
  constraint sms_gateway_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint sms_gateway_check CHECK (((recipe IS NULL) = (kind <> 'other'::text))),
  constraint sms_gateway_daily_limit_check CHECK (((daily_limit >= 1) AND (daily_limit <= 100000))),
  constraint sms_gateway_kind_check CHECK ((kind = ANY (ARRAY['smsc'::text, 'smsru'::text, 'twilio'::text, 'other'::text])))
);
alter table sms_gateway enable row level security;
create policy workspace_wall on sms_gateway for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table sms_out (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  ticket_id uuid,
  employee_id uuid not null,
  to_phone text not null,
  to_name text not null,
  text text not null,
  parts integer not null,
  once text not null,
  state text not null default 'queued'::text,
  error text,
  error_detail text,
  attempts integer not null default 0,
  gateway_id text,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  constraint sms_out_pkey PRIMARY KEY (workspace_id, id),
  constraint sms_out_workspace_id_once_key UNIQUE (workspace_id, once),
  constraint sms_out_workspace_id_employee_id_fkey FOREIGN KEY (workspace_id, employee_id) REFERENCES employee(workspace_id, id),
  constraint sms_out_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint sms_out_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket(workspace_id, id) ON DELETE CASCADE,
  constraint sms_out_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text])))
);
CREATE INDEX sms_out_ticket ON public.sms_out USING btree (workspace_id, ticket_id);
alter table sms_out enable row level security;
create policy workspace_wall on sms_out for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table split (
  workspace_id uuid not null,
  id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  split_by uuid not null,
  split_at timestamp with time zone not null,
  messages integer not null,
  notes integer not null,
  files integer not null,
  back jsonb not null,
  undone_by uuid,
  undone_at timestamp with time zone,
  constraint split_pkey PRIMARY KEY (workspace_id, id),
  constraint split_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint split_workspace_id_from_id_fkey FOREIGN KEY (workspace_id, from_id) REFERENCES ticket(workspace_id, id) ON DELETE CASCADE,
  constraint split_workspace_id_split_by_fkey FOREIGN KEY (workspace_id, split_by) REFERENCES employee(workspace_id, id),
  constraint split_workspace_id_to_id_fkey FOREIGN KEY (workspace_id, to_id) REFERENCES ticket(workspace_id, id) ON DELETE CASCADE,
  constraint split_workspace_id_undone_by_fkey FOREIGN KEY (workspace_id, undone_by) REFERENCES employee(workspace_id, id),
  constraint split_check CHECK (((undone_by IS NULL) = (undone_at IS NULL)))
);
CREATE INDEX split_from ON public.split USING btree (workspace_id, from_id);
CREATE UNIQUE INDEX split_to ON public.split USING btree (workspace_id, to_id);
alter table split enable row level security;
create policy workspace_wall on split for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table team (
  workspace_id uuid not null,
  id uuid not null,
  name text not null,
  hidden boolean not null default false,
  created_at timestamp with time zone not null default now(),
  version integer not null default 1,
  assignment jsonb not null default '{}'::jsonb,
  constraint team_pkey PRIMARY KEY (workspace_id, id),
  constraint team_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE UNIQUE INDEX team_name ON public.team USING btree (workspace_id, lower(name));
alter table team enable row level security;
create policy workspace_wall on team for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
CREATE TRIGGER configured AFTER INSERT OR DELETE OR UPDATE ON public.team FOR EACH ROW EXECUTE FUNCTION part_configured();

create table team_member (
  workspace_id uuid not null,
  team_id uuid not null,
  employee_id uuid not null,
  notified boolean not null default false,
  constraint team_member_pkey PRIMARY KEY (workspace_id, team_id, employee_id),
  constraint team_member_workspace_id_employee_id_fkey FOREIGN KEY (workspace_id, employee_id) REFERENCES employee(workspace_id, id) ON DELETE CASCADE,
  constraint team_member_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES team(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX team_member_workspace_id_employee_id_idx ON public.team_member USING btree (workspace_id, employee_id);
alter table team_member enable row level security;
create policy workspace_wall on team_member for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
CREATE TRIGGER notified_configured AFTER INSERT OR DELETE OR UPDATE ON public.team_member FOR EACH ROW EXECUTE FUNCTION part_configured();

create table team_turn (
  workspace_id uuid not null,
  team_id uuid not null,
  employee_id uuid,
  at timestamp with time zone,
  constraint team_turn_pkey PRIMARY KEY (workspace_id, team_id),
  constraint team_turn_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES team(workspace_id, id) ON DELETE CASCADE
);
alter table team_turn enable row level security;
create policy workspace_wall on team_turn for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table ticket (
  workspace_id uuid not null,
  id uuid not null,
  number integer not null,
  version integer not null,
  process_key text not null,
  process_version integer not null,
  status text not null,
  category text not null,
  subject text not null,
  description text not null default ''::text,
  channel text not null,
  priority text,
  service_id uuid,
  service_type_id uuid,
  place_id uuid,
  contact_id uuid,
  client jsonb,
  company_id uuid,
  form jsonb not null default '{}'::jsonb,
  custom jsonb not null default '{}'::jsonb,
  external_id text,
  linked_to uuid,
  team_id uuid,
  assignee_ids uuid[] not null default '{}'::uuid[],
  past_assignee_ids uuid[] not null default '{}'::uuid[],
  controller_ids uuid[] not null default '{}'::uuid[],
  observer_ids uuid[] not null default '{}'::uuid[],
  observer_team_ids uuid[] not null default '{}'::uuid[],
  approval jsonb,
  approver_ids uuid[] not null default '{}'::uuid[],
  approved_at timestamp with time zone,
  status_comment text not null default ''::text,
  status_comment_for text,
  resume_at timestamp with time zone,
  cancel_reasons text[] not null default '{}'::text[],
  cancel_comment text not null default ''::text,
  reopen_reason text not null default ''::text,
  was_reopened boolean not null default false,
  created_at timestamp with time zone not null,
  created_by_kind text not null,
  created_by uuid,
  updated_at timestamp with time zone not null,
  accepted_by uuid,
  accepted_at timestamp with time zone,
  resolved_at timestamp with time zone,
  closed_by uuid,
  closed_at timestamp with time zone,
  reaction_started_at timestamp with time zone not null,
  reaction_stopped_at timestamp with time zone,
  resolution_since timestamp with time zone,
  resolution_spent integer not null default 0,
  rating integer,
  rating_comment text not null default ''::text,
  rated_at timestamp with time zone,
  unseen integer not null default 0,
  important text,
  last_message_by text,
  message_count integer not null default 0,
  note_count integer not null default 0,
  document_ids uuid[] not null default '{}'::uuid[],
  client_files integer not null default 0,
  client_news boolean not null default false,
  client_unread integer not null default 0,
  due_at timestamp with time zone,
  reaction_due_at timestamp with time zone,
  place_path uuid[] not null default '{}'::uuid[],
  group_id uuid,
  quarter_id uuid,
  site_id uuid,
  unit_id uuid,
  entrance text,
  floor text,
  unit_number text,
  address text not null default ''::text,
  contact_name text not null default ''::text,
  contact_phone text,
  service_name text not null default ''::text,
  has_attachments boolean not null generated always as (((cardinality(document_ids) > 0) OR (client_files > 0))) stored,
  search tsvector,
  event_head bytea,
  event_count integer not null default 0,
  public_document_ids uuid[] not null default '{}'::uuid[],
  other_place_ids uuid[],
  client_category_id uuid,
  resolution_runs jsonb not null default '[]'::jsonb,
  sla jsonb,
  due_by_hand jsonb,
  sla_told jsonb not null default '{"reaction": null, "resolution": null}'::jsonb,
  status_since timestamp with time zone,
  lease jsonb,
  processed_by uuid,
  processing_started_at timestamp with time zone,
  processing_ended_at timestamp with time zone,
  processing_seconds integer,
  stage text,
  stage_trail jsonb not null default '[]'::jsonb,
  invited_ids uuid[] not null default '{}'::uuid[],
  client_email text,
  client_phone text,
  first_reply_at timestamp with time zone,
  first_reply_by uuid,
  first_reply_seconds integer,
  solution_seconds integer,
  merged_into uuid,
  breached text[] not null default '{}'::text[],
  first_reply_work_seconds integer,
  solution_work_seconds integer,
  incident_id uuid,
  incident_number integer,
  attached_count integer not null default 0,
  has_important boolean not null default false,
  label_bits integer not null default 0,
  constraint ticket_pkey PRIMARY KEY (workspace_id, id),
  constraint ticket_workspace_id_number_key UNIQUE (workspace_id, number),
  constraint ticket_workspace_id_company_id_fkey FOREIGN KEY (workspace_id, company_id) REFERENCES company(workspace_id, id),
  constraint ticket_workspace_id_contact_id_fkey FOREIGN KEY (workspace_id, contact_id) REFERENCES contact(workspace_id, id),
  constraint ticket_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint ticket_workspace_id_place_id_fkey FOREIGN KEY (workspace_id, place_id) REFERENCES place(workspace_id, id),
  constraint ticket_workspace_id_process_key_process_version_fkey FOREIGN KEY (workspace_id, process_key, process_version) REFERENCES process(workspace_id, key, version),
  constraint ticket_workspace_id_service_id_fkey FOREIGN KEY (workspace_id, service_id) REFERENCES service(workspace_id, id),
  constraint ticket_workspace_id_service_type_id_fkey FOREIGN KEY (workspace_id, service_type_id) REFERENCES service_type(workspace_id, id),
  constraint ticket_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES team(workspace_id, id),
  constraint ticket_category_check CHECK ((category = ANY (ARRAY['new'::text, 'open'::text, 'paused'::text, 'resolved'::text, 'closed'::text, 'cancelled'::text]))),
  constraint ticket_check CHECK (((category = ANY (ARRAY['new'::text, 'open'::text, 'paused'::text])) OR (resolution_since IS NULL))),
  constraint ticket_check1 CHECK (((cardinality(assignee_ids) <= 4) AND (cardinality(controller_ids) <= 5) AND (cardinality(document_ids) <= 15))),
  constraint ticket_check2 CHECK ((public_document_ids <@ document_ids)),
  constraint ticket_check3 CHECK (((processing_started_at IS NOT NULL) OR ((processing_ended_at IS NULL) AND (lease IS NULL)))),
  constraint ticket_created_by_kind_check CHECK ((created_by_kind = ANY (ARRAY['employee'::text, 'client'::text, 'system'::text]))),
  constraint ticket_incident_whole CHECK (((incident_id IS NULL) = (incident_number IS NULL))) NOT VALID,
  constraint ticket_other_places CHECK (((other_place_ids IS NULL) OR ((place_id IS NOT NULL) AND ((cardinality(other_place_ids) >= 1) AND (cardinality(other_place_ids) <= 20)) AND (place_id <> ALL (other_place_ids))))),
  constraint ticket_processing_seconds_check CHECK ((processing_seconds >= 0)),
  constraint ticket_rating_check CHECK (((rating >= 1) AND (rating <= 5)))
);
CREATE INDEX ticket_address ON public.ticket USING gin (address gin_trgm_ops);
CREATE INDEX ticket_assignee_1 ON public.ticket USING btree (workspace_id, (assignee_ids[1]), updated_at DESC, id DESC) INCLUDE (assignee_ids, site_id, service_id, place_id, place_path, other_place_ids, incident_id) WHERE (assignee_ids[1] IS NOT NULL);
CREATE INDEX ticket_assignee_2 ON public.ticket USING btree (workspace_id, (assignee_ids[2]), updated_at DESC, id DESC) WHERE (assignee_ids[2] IS NOT NULL);
CREATE INDEX ticket_assignee_3 ON public.ticket USING btree (workspace_id, (assignee_ids[3]), updated_at DESC, id DESC) WHERE (assignee_ids[3] IS NOT NULL);
CREATE INDEX ticket_assignee_4 ON public.ticket USING btree (workspace_id, (assignee_ids[4]), updated_at DESC, id DESC) WHERE (assignee_ids[4] IS NOT NULL);
CREATE INDEX ticket_category ON public.ticket USING btree (workspace_id, category, updated_at DESC, id DESC);
CREATE INDEX ticket_client_email ON public.ticket USING btree (workspace_id, client_email, created_at DESC) WHERE (client_email IS NOT NULL);
CREATE INDEX ticket_client_phone ON public.ticket USING btree (workspace_id, client_phone, created_at DESC) WHERE (client_phone IS NOT NULL);
CREATE INDEX ticket_closed_changed ON public.ticket USING btree (workspace_id, closed_at, updated_at) WHERE (closed_at IS NOT NULL);
CREATE INDEX ticket_company ON public.ticket USING btree (workspace_id, company_id, created_at DESC) WHERE (company_id IS NOT NULL);
CREATE INDEX ticket_contact ON public.ticket USING btree (workspace_id, contact_id, created_at DESC) WHERE (contact_id IS NOT NULL);
CREATE INDEX ticket_contact_name ON public.ticket USING gin (contact_name gin_trgm_ops);
CREATE INDEX ticket_created ON public.ticket USING btree (workspace_id, created_at DESC, id DESC);
CREATE INDEX ticket_elsewhere ON public.ticket USING gin (workspace_id, place_path) WHERE (other_place_ids IS NOT NULL);
CREATE INDEX ticket_external ON public.ticket USING btree (workspace_id, external_id) WHERE (external_id IS NOT NULL);
CREATE INDEX ticket_filters ON public.ticket USING gin (service_type_id, team_id, group_id, quarter_id, accepted_by, closed_by, channel, entrance, floor, rating);
CREATE INDEX ticket_incident ON public.ticket USING btree (workspace_id, incident_id, number) WHERE (incident_id IS NOT NULL);
CREATE INDEX ticket_incident_number ON public.ticket USING btree (workspace_id, incident_number) WHERE (incident_number IS NOT NULL);
CREATE INDEX ticket_invited ON public.ticket USING gin (invited_ids) WHERE (invited_ids <> '{}'::uuid[]);
CREATE INDEX ticket_label_sets ON public.ticket USING btree (workspace_id, label_bits, unseen DESC, updated_at DESC, id DESC) INCLUDE (has_important, breached, category, site_id, service_id, place_id, place_path, other_place_ids, assignee_ids, incident_id) WHERE (label_bits <> 0);
CREATE INDEX ticket_linked ON public.ticket USING btree (workspace_id, linked_to) WHERE (linked_to IS NOT NULL);
CREATE INDEX ticket_new ON public.ticket USING btree (workspace_id, site_id) WHERE (category = 'new'::text);
CREATE INDEX ticket_no_site ON public.ticket USING btree (workspace_id, updated_at DESC, id DESC) WHERE (site_id IS NULL);
CREATE INDEX ticket_promised ON public.ticket USING btree (workspace_id, id) WHERE ((sla IS NOT NULL) AND (category = ANY (ARRAY['new'::text, 'open'::text, 'paused'::text])));
CREATE INDEX ticket_reported ON public.ticket USING btree (workspace_id, closed_at, created_at) INCLUDE (category, channel, team_id, service_type_id, service_id, client_category_id, assignee_ids, first_reply_by, first_reply_seconds, first_reply_work_seconds, solution_seconds, solution_work_seconds, rating, was_reopened, breached);
CREATE INDEX ticket_resume ON public.ticket USING btree (workspace_id, resume_at) WHERE (resume_at IS NOT NULL);
CREATE INDEX ticket_service ON public.ticket USING btree (workspace_id, service_id, updated_at DESC);
CREATE INDEX ticket_site ON public.ticket USING btree (workspace_id, site_id, updated_at DESC, id DESC) INCLUDE (incident_id);
CREATE INDEX ticket_status ON public.ticket USING btree (workspace_id, status, updated_at DESC, id DESC);
CREATE INDEX ticket_unit ON public.ticket USING btree (workspace_id, unit_id, created_at DESC) WHERE (unit_id IS NOT NULL);
CREATE INDEX ticket_unseen ON public.ticket USING btree (workspace_id, site_id) WHERE (unseen > 0);
CREATE INDEX ticket_updated ON public.ticket USING btree (workspace_id, updated_at DESC, id DESC) INCLUDE (incident_id);
CREATE INDEX ticket_waits ON public.ticket USING btree (workspace_id, status_since) WHERE (category = ANY (ARRAY['new'::text, 'open'::text, 'paused'::text, 'resolved'::text]));
CREATE INDEX ticket_words ON public.ticket USING gin (search);
alter table ticket enable row level security;
create policy workspace_wall on ticket for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table ticket_export (
  workspace_id uuid not null,
  id uuid not null,
  employee_id uuid not null,
  scopes text[] not null default '{}'::text[],
  mode text not null,
  format text not null,
  condition text not null,
  sort text,
  fields text[] not null,
  language text not null,
  name text not null,
  total integer,
  written integer not null default 0,
  size bigint,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  cancelled boolean not null default false,
  fault text,
  expires_at timestamp with time zone,
  removed boolean not null default false,
  asked jsonb not null default '{}'::jsonb,
  constraint ticket_export_pkey PRIMARY KEY (workspace_id, id),
  constraint ticket_export_workspace_id_employee_id_fkey FOREIGN KEY (workspace_id, employee_id) REFERENCES employee(workspace_id, id),
  constraint ticket_export_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint ticket_export_fault_check CHECK ((fault = ANY (ARRAY['no-permission'::text, 'broken'::text]))),
  constraint ticket_export_fields_check CHECK (((cardinality(fields) >= 1) AND (cardinality(fields) <= 300))),
  constraint ticket_export_format_check CHECK ((format = ANY (ARRAY['xlsx'::text, 'csv'::text, 'jsonl'::text]))),
  constraint ticket_export_language_check CHECK ((language = ANY (ARRAY['ru'::text, 'en'::text, 'id'::text, 'fa'::text]))),
  constraint ticket_export_mode_check CHECK ((mode = ANY (ARRAY['tickets'::text, 'contacts'::text, 'companies'::text, 'places'::text])))
);
CREATE INDEX ticket_export_kept ON public.ticket_export USING btree (expires_at) WHERE ((NOT removed) AND (expires_at IS NOT NULL));
CREATE INDEX ticket_export_latest ON public.ticket_export USING btree (workspace_id, employee_id, started_at DESC, id);
alter table ticket_export enable row level security;
create policy workspace_wall on ticket_export for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table ticket_person (
  workspace_id uuid not null,
  ticket_id uuid not null,
  employee_id uuid not null,
  part text not null,
  unread boolean not null default false,
  at_work boolean not null default true,
  constraint ticket_person_pkey PRIMARY KEY (workspace_id, ticket_id, part, employee_id),
  constraint ticket_person_workspace_id_employee_id_fkey FOREIGN KEY (workspace_id, employee_id) REFERENCES employee(workspace_id, id),
  constraint ticket_person_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket(workspace_id, id) ON DELETE CASCADE,
  constraint ticket_person_part_check CHECK ((part = ANY (ARRAY['assignee'::text, 'controller'::text, 'observer'::text])))
);
CREATE INDEX ticket_person_at_work ON public.ticket_person USING btree (workspace_id, employee_id, part, ticket_id) WHERE at_work;
CREATE INDEX ticket_person_mine ON public.ticket_person USING btree (workspace_id, employee_id, part, ticket_id);
CREATE INDEX ticket_person_unread ON public.ticket_person USING btree (workspace_id, employee_id, ticket_id) WHERE unread;
alter table ticket_person enable row level security;
create policy workspace_wall on ticket_person for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table ticket_touched (
  workspace_id uuid not null,
  ticket_id uuid not null,
  txid xid8 not null default pg_current_xact_id(),
  at timestamp with time zone not null default now(),
  constraint ticket_touched_pkey PRIMARY KEY (workspace_id, ticket_id, txid),
  constraint ticket_touched_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id)
);
CREATE INDEX ticket_touched_at ON public.ticket_touched USING btree (workspace_id, at);
CREATE INDEX ticket_touched_order ON public.ticket_touched USING btree (workspace_id, txid);
alter table ticket_touched enable row level security;
create policy workspace_wall on ticket_touched for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table ticket_window (
  workspace_id uuid not null,
  ticket_id uuid not null,
  id uuid not null,
  employee_id uuid not null,
  until timestamp with time zone not null,
  constraint ticket_window_pkey PRIMARY KEY (workspace_id, ticket_id, id),
  constraint ticket_window_workspace_id_employee_id_fkey FOREIGN KEY (workspace_id, employee_id) REFERENCES employee(workspace_id, id) ON DELETE CASCADE,
  constraint ticket_window_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket(workspace_id, id) ON DELETE CASCADE
);
alter table ticket_window enable row level security;
create policy workspace_wall on ticket_window for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table time_entry (
  workspace_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  employee_id uuid not null,
  minutes integer not null,
  text text not null,
  worked_on date not null,
  created_at timestamp with time zone not null,
  constraint time_entry_pkey PRIMARY KEY (workspace_id, id),
  constraint time_entry_workspace_id_employee_id_fkey FOREIGN KEY (workspace_id, employee_id) REFERENCES employee(workspace_id, id),
  constraint time_entry_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint time_entry_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES ticket(workspace_id, id) ON DELETE CASCADE,
  constraint time_entry_minutes_check CHECK (((minutes >= 1) AND (minutes <= 1440))),
  constraint time_entry_text_check CHECK (((length(text) >= 1) AND (length(text) <= 2000)))
);
CREATE INDEX time_entry_employee ON public.time_entry USING btree (workspace_id, employee_id, worked_on DESC);
CREATE INDEX time_entry_ticket ON public.time_entry USING btree (workspace_id, ticket_id, worked_on DESC, id DESC);
alter table time_entry enable row level security;
create policy workspace_wall on time_entry for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table view_pin (
  workspace_id uuid not null,
  employee_id uuid not null,
  view_id uuid not null,
  pinned_at timestamp with time zone not null,
  constraint view_pin_pkey PRIMARY KEY (workspace_id, employee_id, view_id),
  constraint view_pin_workspace_id_employee_id_fkey FOREIGN KEY (workspace_id, employee_id) REFERENCES employee(workspace_id, id) ON DELETE CASCADE,
  constraint view_pin_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint view_pin_workspace_id_view_id_fkey FOREIGN KEY (workspace_id, view_id) REFERENCES saved_view(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX view_pin_of ON public.view_pin USING btree (workspace_id, view_id);
alter table view_pin enable row level security;
create policy workspace_wall on view_pin for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table working_time (
  workspace_id uuid not null,
  id uuid not null,
  employee_id uuid not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  corrected_by uuid,
  corrected_at timestamp with time zone,
  was_started_at timestamp with time zone,
  was_ended_at timestamp with time zone,
  constraint working_time_pkey PRIMARY KEY (workspace_id, id),
  constraint working_time_workspace_id_corrected_by_fkey FOREIGN KEY (workspace_id, corrected_by) REFERENCES employee(workspace_id, id),
  constraint working_time_workspace_id_employee_id_fkey FOREIGN KEY (workspace_id, employee_id) REFERENCES employee(workspace_id, id),
  constraint working_time_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace(id),
  constraint working_time_check CHECK ((ended_at >= started_at)),
  constraint working_time_check1 CHECK ((((corrected_by IS NULL) = (corrected_at IS NULL)) AND ((corrected_by IS NULL) = (was_started_at IS NULL))))
);
CREATE INDEX working_time_employee ON public.working_time USING btree (workspace_id, employee_id, started_at DESC);
CREATE UNIQUE INDEX working_time_open ON public.working_time USING btree (workspace_id, employee_id) WHERE (ended_at IS NULL);
CREATE INDEX working_time_started ON public.working_time USING btree (workspace_id, started_at);
alter table working_time enable row level security;
create policy workspace_wall on working_time for all using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));

create table workspace (
  id uuid not null,
  slug text not null,
  name text not null,
  time_zone text not null default 'Europe/Moscow'::text,
  locale text not null default 'ru'::text,
  preset text not null,
  settings jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  configuration bigint not null default 0,
  access bigint not null default 0,
  version integer not null default 1,
  updated_at timestamp with time zone,
  updated_by uuid,
  constraint workspace_pkey PRIMARY KEY (id),
  constraint workspace_slug_key UNIQUE (slug),
  constraint workspace_locale_check CHECK ((locale = ANY (ARRAY['ru'::text, 'en'::text, 'id'::text, 'fa'::text]))),
  constraint workspace_slug_check CHECK ((slug ~ '^[a-z][a-z0-9-]{1,38}$'::text))
);
alter table workspace enable row level security;
create policy workspace_wall on workspace for all using ((id = current_workspace())) with check ((id = current_workspace()));
CREATE TRIGGER begun AFTER INSERT ON public.workspace FOR EACH ROW EXECUTE FUNCTION workspace_begun();
CREATE TRIGGER configured BEFORE UPDATE OF name, time_zone, locale, settings ON public.workspace FOR EACH ROW EXECUTE FUNCTION workspace_configured();
create view shown_debt as
 SELECT c.workspace_id,
    c.id AS contact_id,
    p.id AS site_id,
    c.debt
   FROM (contact c
     JOIN place p ON (((p.workspace_id = c.workspace_id) AND (p.kind = 'site'::text) AND ((p.settings ->> 'showDebt'::text))::boolean)));
