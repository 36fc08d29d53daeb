-- Further places of a ticket beside the main one, by which lists, services and clocks go. Null where there are none, as
-- in nearly all tickets. `place_path` holds what lies above all of its places, the main one's first.
alter table ticket add column other_place_ids uuid[];
alter table ticket add constraint ticket_other_places check (other_place_ids is null
  or place_id is not null and cardinality(other_place_ids) between 1 and 20 and place_id <> all(other_place_ids));
-- Those few for employees who have access to another of its places only.
create index ticket_elsewhere on ticket using gin (workspace_id, place_path) where other_place_ids is not null;
