-- Tickets with the same labels lie together, those with more unseen messages and later changes first: the page of a list
-- takes the first of each set, and does not put in order all that have labels.
alter table ticket add column label_bits int not null default 0;
update ticket set label_bits = has_important::int
    + 2 * (unseen > 0)::int
    + 4 * ('reaction' = any(breached) and category in ('new', 'open', 'paused'))::int
    + 8 * ('resolution' = any(breached) and category in ('new', 'open', 'paused'))::int
  where has_important or unseen > 0 or (breached <> '{}' and category in ('new', 'open', 'paused'));
create index ticket_label_sets on ticket (workspace_id, label_bits, unseen desc, updated_at desc, id desc)
  where label_bits <> 0;
