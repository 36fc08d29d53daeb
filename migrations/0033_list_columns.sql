-- The clocks whose breach was told, as a list that conditions and labels read. The value for tickets that have none is
-- a constant, so nothing is rewritten but those that are late.
alter table ticket add column breached text[] not null default '{}';
update ticket set breached = array_remove(array[
    case when sla_told ->> 'reaction' = 'late' then 'reaction' end,
    case when sla_told ->> 'resolution' = 'late' then 'resolution' end], null)
  where sla_told ->> 'reaction' = 'late' or sla_told ->> 'resolution' = 'late';
-- Few tickets have labels, and each employee ranks labels as he likes: they are found by one index and put in order by
-- whoever asks; those without labels come from the index of the order below.
create index ticket_labelled on ticket (workspace_id, site_id)
  where important is not null or unseen > 0 or (breached <> '{}' and category in ('new', 'open', 'paused'));
drop index ticket_attention;

-- What clients owe, where the site lets employees see it.
create view shown_debt with (security_invoker = true) as
  select c.workspace_id, c.id as contact_id, p.id as site_id, c.debt
  from contact c join place p on p.workspace_id = c.workspace_id and p.kind = 'site'
    and (p.settings ->> 'showDebt')::boolean;
-- Of whom a tag is true is asked by the tag.
create index contact_tags on contact using gin (tags) where tags <> '{}';
