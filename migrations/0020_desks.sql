-- The way of tickets from team to team, and who was asked in.
alter table ticket
  add column stage text,
  add column stage_trail jsonb not null default '[]',
  add column invited_ids uuid[] not null default '{}',
  -- of whoever asked, as they are compared: the address in small letters, of the number its last ten digits
  add column client_email text,
  add column client_phone text;

update ticket t set
  client_email = nullif(lower(coalesce(c.email, t.client ->> 'email')), ''),
  client_phone = nullif(right(regexp_replace(coalesce(c.phone, t.client ->> 'phone', ''), '\D', '', 'g'), 10), '')
  from ticket o left join contact c on c.workspace_id = o.workspace_id and c.id = o.contact_id
  where o.workspace_id = t.workspace_id and o.id = t.id;

-- Similar tickets: by the same address or the same telephone.
create index ticket_client_email on ticket (workspace_id, client_email, created_at desc) where client_email is not null;
create index ticket_client_phone on ticket (workspace_id, client_phone, created_at desc) where client_phone is not null;
-- Who was asked in and has not answered yet: they are few.
create index ticket_invited on ticket using gin (invited_ids) where invited_ids <> '{}';
