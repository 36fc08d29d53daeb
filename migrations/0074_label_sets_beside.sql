-- What lists ask of labelled tickets lies beside their labels, as in the other index of theirs: of the few that are new
-- among many that are late, the others are passed without reading them.
drop index ticket_label_sets;
create index ticket_label_sets on ticket (workspace_id, label_bits, unseen desc, updated_at desc, id desc)
  include (has_important, breached, category, site_id, service_id, place_id, place_path, other_place_ids, assignee_ids, incident_id)
  where label_bits <> 0;
