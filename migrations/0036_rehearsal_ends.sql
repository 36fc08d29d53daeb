-- How a rehearsal ended that could not be finished: {"code", "mend", "reference"}, and rules of its list in which something
-- is gone by now: [{"rule": {"id", "name"}, "problems": [...]}].
alter table rehearsal add column failure jsonb;
alter table rehearsal add column broken jsonb not null default '[]';
-- By what the totals count a ticket: ids of teams and employees, and words (late, fires …).
alter table rehearsal_ticket add column counted_by text[] not null default '{}';
