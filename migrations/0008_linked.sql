-- The tickets that are linked to one: asked for with every card.
create index ticket_linked on ticket (workspace_id, linked_to) where linked_to is not null;

-- Services are set up, too; their ratings, which tickets change, are not.
create trigger configured after insert or delete
  or update of type_id, team_id, name, internal_name, form, options, max_assignees, portal, active on service
  for each row execute function part_configured();
create trigger configured after insert or update or delete on service_role for each row execute function part_configured();
