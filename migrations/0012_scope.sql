-- Counters and lists of employees who are limited to some sites.
create index ticket_new on ticket (workspace_id, site_id) where category = 'new';
drop index ticket_unseen;
create index ticket_unseen on ticket (workspace_id, site_id) where unseen > 0;
create index ticket_no_site on ticket (workspace_id, updated_at desc, id desc) where site_id is null;
