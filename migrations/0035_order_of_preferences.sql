-- What a page sends while it is left may come after what the next page sends. By name of the preference: from which
-- browser the value is, and which one of its changes it was.
alter table employee add column preference_order jsonb not null default '{}';
alter table contact add column preference_order jsonb not null default '{}';
