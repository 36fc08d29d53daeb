-- Finding places and clients by words. As with tickets: the operators of trigrams and arrays may not use an index under
-- row-level security, so these questions go through functions that hold the wall themselves and answer ids with the
-- values of the order alone; the rows are read under the wall. The texts of the queries are made of fixed pieces, all
-- values are parameters. `p_patterns` are LIKE patterns, the longest first: an index takes the first, the rest filter.
create index place_account on place (workspace_id, account) where account is not null;
create index place_kind on place (workspace_id, kind, position, address, id);
create index place_company on place (workspace_id, company_id) where company_id is not null;
create index contact_order on contact (workspace_id, name, id);
create index contact_account on contact (workspace_id, account) where account is not null;
create index contact_email_words on contact using gin (email gin_trgm_ops);
create index contact_digits on contact using gin (regexp_replace(phone, '\D', '', 'g') gin_trgm_ops);
create index company_order on company (workspace_id, name, id);
create unique index service_category_name on service_category (workspace_id, lower(name));
create unique index custom_field_name on custom_field (workspace_id, lower(name));
create index service_order on service (workspace_id, position, name, id);
create index service_of_type on service (workspace_id, type_id);
create index service_of_category on service (workspace_id, category_id) where category_id is not null;

-- Places in the order of depth, position and address. `p_within`: these and what lies beneath; `p_exactly`: these
-- alone; both null: all of the workspace.
create function find_places(
  p_patterns text[], p_account text, p_under uuid, p_kind text, p_only uuid[], p_within uuid[], p_exactly uuid[],
  p_after_depth int, p_after_position int, p_after_address text, p_after_id uuid, p_limit int
) returns table (id uuid, depth int, "position" int, address text)
  language plpgsql stable security definer set search_path = public as $$
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
end $$;

-- All places beneath (and these themselves), with what their addresses are made of.
create function places_beneath(p_ids uuid[])
  returns table (id uuid, parent_id uuid, kind text, name text, path uuid[], address text, account text)
  language sql stable security definer set search_path = public as $$
  select id, parent_id, kind, name, path, address, account from place
    where workspace_id = current_workspace() and path && p_ids order by cardinality(path)
$$;

-- Contacts in the order of their names, by words of name, email or address, by digits of the phone, by account.
-- `p_within`: those without a place, and those with one at or beneath these.
create function find_contacts(
  p_patterns text[], p_digits text, p_account text, p_company uuid, p_place uuid, p_within uuid[],
  p_after_name text, p_after_id uuid, p_limit int
) returns table (id uuid, name text)
  language plpgsql stable security definer set search_path = public as $$
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
end $$;

-- Companies in the order of their names, by words of the name, by domain, email or digits of the phone.
create function find_companies(
  p_patterns text[], p_digits text, p_exact text, p_category uuid, p_after_name text, p_after_id uuid, p_limit int
) returns table (id uuid, name text)
  language plpgsql stable security definer set search_path = public as $$
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
end $$;

-- The contact with an address; one at most, by the unique index.
create function contact_of_email(p_email text) returns uuid
  language sql stable security definer set search_path = public as $$
  select id from contact where workspace_id = current_workspace() and lower(email) = lower(p_email)
$$;
-- Contacts whose phone ends with these ten digits, two at most: two mean that the phone does not say who it is.
create function contacts_of_phone(p_digits text) returns table (id uuid)
  language sql stable security definer set search_path = public as $$
  select id from contact where workspace_id = current_workspace()
    and right(regexp_replace(phone, '\D', '', 'g'), 10) = right(p_digits, 10) limit 2
$$;
-- The company that a mail domain belongs to; of several the first one made.
create function company_of_domain(p_domain text) returns uuid
  language sql stable security definer set search_path = public as $$
  select id from company where workspace_id = current_workspace() and domains @> array[lower(p_domain)]
    order by created_at, id limit 1
$$;

-- The address that lets the first administrator in: only its hash is kept, and it opens once.
create table setup_token (hash bytea primary key, created_at timestamptz not null, used_at timestamptz);
revoke all on setup_token from pult_app;
