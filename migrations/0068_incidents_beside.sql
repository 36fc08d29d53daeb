-- Where a desk leads incidents, every list leaves out what is attached to them: told by the index that is counted or
-- gone through, without reading each ticket.
drop index ticket_updated;
create index ticket_updated on ticket (workspace_id, updated_at desc, id desc) include (incident_id);
drop index ticket_site;
create index ticket_site on ticket (workspace_id, site_id, updated_at desc, id desc) include (incident_id);
