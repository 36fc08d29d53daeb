-- Which sites close conversations with the ticket is asked of each card and each new ticket, and hardly ever changes:
-- it is kept with the configuration, so a site that changes it has to tell.
create trigger configured_insert after insert on place for each row
  when (new.settings ? 'chatClosedWhenEnded') execute function part_configured();
create trigger configured_update after update of settings, kind on place for each row
  when (new.settings -> 'chatClosedWhenEnded' is distinct from old.settings -> 'chatClosedWhenEnded'
    or (new.kind <> old.kind and new.settings ? 'chatClosedWhenEnded')) execute function part_configured();
create trigger configured_delete after delete on place for each row
  when (old.settings ? 'chatClosedWhenEnded') execute function part_configured();
