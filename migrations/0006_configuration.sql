-- What administrators set up changes rarely and is read with each request, so servers keep it. The version tells them
-- whether what they keep still holds; it is read with the opening of each transaction.
alter table workspace add column configuration bigint not null default 0;

create function workspace_configured() returns trigger language plpgsql as $$
begin
  new.configuration := old.configuration + 1;
  return new;
end $$;
create trigger configured before update of name, time_zone, locale, settings on workspace
  for each row execute function workspace_configured();

create function part_configured() returns trigger language plpgsql as $$
begin
  update workspace set configuration = configuration + 1 where id = coalesce(new.workspace_id, old.workspace_id);
  return null;
end $$;
create trigger configured after insert or update or delete on process for each row execute function part_configured();
create trigger configured after insert or update or delete on custom_field for each row execute function part_configured();
create trigger configured after insert or update or delete on service_type for each row execute function part_configured();

-- Sets the workspace of the transaction and answers the version of what is set up there; null: no such workspace.
create function open_workspace(p_workspace uuid) returns bigint language plpgsql as $$
begin
  perform set_config('pult.workspace', p_workspace::text, true);
  return (select configuration from workspace where id = p_workspace);
end $$;
