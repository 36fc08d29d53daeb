-- Words of other letters than Latin have no Indonesian forms: the same tickets, looked for once.
create or replace function search_query(p_query text) returns tsquery
  language sql stable strict parallel safe set search_path = public as $$
  select case when plain ~ '[^\x01-\x7F]' then to_tsquery('russian', plain)
    else to_tsquery('russian', plain) || to_tsquery('indonesian', plain) end
  from (select search_plain(p_query) as plain) words
$$;

-- How common words are is told by the tickets that changed last, and no more by the planner, which takes words for
-- independent of each other.
drop function search_estimate(text, text, int);
drop function search_some(text, text, int, int);
drop function search_tickets(text, text, int, int);

-- Operators of text search may not use an index under row-level security (they are not leak-proof), so this holds the
-- wall itself: the tickets with the words, the latest or, for counting, any so many.
create function search_tickets(p_query text, p_part text, p_number int, p_limit int, p_latest boolean) returns uuid[]
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare found uuid[];
begin
  execute 'select array(select id from ticket where ' || search_condition(p_query, p_part, p_number)
    || case when p_latest then ' order by updated_at desc' else '' end || ' limit ' || p_limit || ')' into found;
  return found;
end $$;
revoke execute on function search_tickets from public;
