-- Every key begins with the workspace, so that rows can be sharded by it as they are. What these two held over the
-- whole house is held otherwise.

-- A token is random and never given twice. It is found before anybody knows its workspace, by an index that is no key.
alter table api_token drop constraint api_token_hash_key;
alter table api_token add constraint api_token_hash_key unique (workspace_id, hash);
create index api_token_hash on api_token (hash);

-- A letter finds its workspace by its address, so an address is taken once in the house: whoever takes it waits for the
-- last one who did, and looks then whether somebody has it.
drop index mail_address_address;
create unique index mail_address_address on mail_address (workspace_id, lower(address));
create index mail_address_anywhere on mail_address (lower(address));
create function mail_address_once() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
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
end $$;
revoke execute on function mail_address_once() from public, pult_app;
create trigger taken_once before insert or update of address, workspace_id, id on mail_address
  for each row execute function mail_address_once();
