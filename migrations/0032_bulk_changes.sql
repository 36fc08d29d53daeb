-- The versions of what servers keep went up with each row. Fifty thousand residents who get access in one transaction
-- made fifty thousand versions of one row, each found by walking over those before it. Once a transaction says as much;
-- a savepoint that is rolled back takes the mark back with it.
create or replace function access_changed() returns trigger language plpgsql as $$
declare
  changed uuid := coalesce(new.workspace_id, old.workspace_id);
begin
  if current_setting('pult.access_changed', true) is distinct from changed::text then
    update workspace w set access = w.access + 1 where w.id = changed;
    perform set_config('pult.access_changed', changed::text, true);
  end if;
  return null;
end $$;

create or replace function part_configured() returns trigger language plpgsql as $$
declare
  changed uuid := coalesce(new.workspace_id, old.workspace_id);
begin
  if current_setting('pult.configured', true) is distinct from changed::text then
    update workspace set configuration = configuration + 1 where id = changed;
    perform set_config('pult.configured', changed::text, true);
  end if;
  return null;
end $$;
