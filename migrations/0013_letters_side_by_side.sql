-- Letters that belong together (of one sender, of one conversation) are taken in the order in which they came, all
-- others side by side. `ties` says to what a letter belongs; it waits for the earlier ones that share any of it.
alter table letter_in add column ties text[] not null default '{}';
create index letter_in_waiting on letter_in (workspace_id, id) where state = 'received';

-- A letter that waits to be taken, held with all that share a tie with it until the transaction ends, and the first of
-- those that wait, which is to be taken before it. No row: it does not wait (any more).
create function hold_letter(p_letter uuid)
  returns table (first_id uuid, envelope_from text, envelope_to text[], raw_file_id uuid)
  language plpgsql set search_path = public, pg_temp as $$
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
end $$;

-- Letters ask for the addresses each time; they change rarely.
create trigger configured after insert or update or delete on mail_address for each row execute function part_configured();

-- With each letter it is asked whom we have acknowledged lately.
create index letter_out_acknowledged on letter_out (workspace_id, to_address, created_at desc)
  where kind = 'acknowledgement';
