-- Places that go by a code: offices, shops, substations. A code is a text, so that its leading zeros stay.
alter table place add column code text check (code ~ '^[[:alnum:]./-]{1,20}$');
create unique index place_code on place (workspace_id, lower(code)) where code is not null;
