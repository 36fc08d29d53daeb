-- The same as search_tickets, for lists that are put in order in memory: numbers, in no order.
create function search_numbers(p_query text, p_part text, p_number int, p_limit int)
  returns int[] language plpgsql stable security definer set search_path = public, pg_temp as $$
declare found int[];
begin
  execute 'select array(select number from ticket where ' || search_condition(p_query, p_part, p_number)
    || ' limit ' || p_limit || ')' into found;
  return found;
end $$;
revoke execute on function search_numbers from public;
grant execute on function search_numbers to pult_app;
