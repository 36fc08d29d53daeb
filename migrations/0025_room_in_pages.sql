-- A ticket is changed some ten times in its life, mostly in columns that no index reads. With room left in its page the
-- new version lies beside the old one, and none of the twenty-six indexes takes note of it; in full pages each change
-- writes to all of them. Pages that are full already get their room as they are vacuumed.
alter table ticket set (fillfactor = 80);
-- The load of employees goes up and down with each ticket that is given.
alter table employee set (fillfactor = 70);
