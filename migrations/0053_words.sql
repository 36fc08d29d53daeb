-- Beside a word, the workspace costs more than it saves: its list in the index is of all its tickets, and each ticket
-- with the word was looked for in it. Tickets of other workspaces with the word are left out when they are read.
create index ticket_words on ticket using gin (search);
drop index ticket_search;

-- As before, the latest in the order of the list, ties too.
create or replace function search_tickets(p_query text, p_part text, p_number int, p_limit int, p_latest boolean)
  returns uuid[] language plpgsql stable security definer set search_path = public, pg_temp as $$
declare found uuid[];
begin
  execute 'select array(select id from ticket where ' || search_condition(p_query, p_part, p_number)
    || case when p_latest then ' order by updated_at desc, id desc' else '' end || ' limit ' || p_limit || ')' into found;
  return found;
end $$;
