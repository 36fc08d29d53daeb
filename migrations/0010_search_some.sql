-- For counting: any so many of the tickets with the words, as they come.
create function search_some(p_query text, p_part text, p_number int, p_limit int) returns table (ticket_id uuid)
  language plpgsql stable security definer set search_path = public as $$
begin
  return query execute 'select id from ticket where ' || search_condition(p_query, p_part, p_number)
    || ' limit ' || p_limit;
end $$;
