-- Words in one form, however they were typed: without accents; Arabic letters and digits as Persian ones, without
-- vowel signs and lengthening; what joins two parts of a Persian word parts them.
create function search_plain(p_text text) returns text
  language sql stable strict parallel safe set search_path = public as $$
  select translate(unaccent(p_text),
    U&'\0649\064A\0643\0629\06C0\0624\0625\0623\0622\0671\200C\06F0\06F1\06F2\06F3\06F4\06F5\06F6\06F7\06F8\06F9\0660\0661\0662\0663\0664\0665\0666\0667\0668\0669\0640\064B\064C\064D\064E\064F\0650\0651\0652\0670',
    U&'\06CC\06CC\06A9\0647\0647\0648\0627\0627\0627\0627\002001234567890123456789')
$$;

-- What search looks through: words without their endings, in Russian and English, and in Indonesian. Positions are
-- not asked for, so they are not kept.
create function search_vector(p_text text) returns tsvector
  language sql stable strict parallel safe set search_path = public as $$
  select strip(to_tsvector('russian', plain)
    || to_tsvector('indonesian', regexp_replace(plain, '[^\x01-\x7F]+', ' ', 'g')))
  from (select search_plain(p_text) as plain) words
$$;

-- What is looked for: `p_query` in the form of to_tsquery, such as `kran:* & kapa:*`.
create function search_query(p_query text) returns tsquery
  language sql stable strict parallel safe set search_path = public as $$
  select to_tsquery('russian', plain) || to_tsquery('indonesian', plain)
  from (select search_plain(p_query) as plain) words
$$;

drop function search_tickets(tsquery, int);

-- Where words are looked for: in the words of the ticket, as a part of the client's name or of the address, as the number.
create function search_condition(p_query text, p_part text, p_number int) returns text
  language sql stable set search_path = public as $$
  select format('workspace_id = %L and (search @@ %L::tsquery', current_workspace(), coalesce(search_query(p_query), ''))
    || case when p_part is null then '' else format(' or contact_name ilike %L or address ilike %1$L', p_part) end
    || coalesce(' or number = ' || p_number, '') || ')'
$$;

-- Operators of text search may not use an index under row-level security (they are not leak-proof), so these two hold
-- the wall themselves. The first tells by the statistics how many there may be, the second answers the latest.
create function search_estimate(p_query text, p_part text, p_number int) returns bigint
  language plpgsql security definer set search_path = public as $$
declare plan json;
begin
  execute 'explain (format json) select from ticket where ' || search_condition(p_query, p_part, p_number) into plan;
  return (plan -> 0 -> 'Plan' ->> 'Plan Rows')::bigint;
end $$;
create function search_tickets(p_query text, p_part text, p_number int, p_limit int) returns table (ticket_id uuid)
  language plpgsql stable security definer set search_path = public as $$
begin
  return query execute 'select id from ticket where ' || search_condition(p_query, p_part, p_number)
    || ' order by updated_at desc limit ' || p_limit;
end $$;

-- Which words are common is only known of as many as are counted.
alter table ticket alter column search set statistics 1000;
