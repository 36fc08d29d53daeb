-- What is attached to an incident is also asked for by its number; attached tickets are few.
create index ticket_incident_number on ticket (workspace_id, incident_number) where incident_number is not null;
