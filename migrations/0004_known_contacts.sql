-- Contacts with one of these addresses (small letters) or phones (last ten digits), for an import: `lower` and
-- `regexp_replace` may not use an index under row-level security, so the question holds the wall itself.
create function contacts_known(p_emails text[], p_phones text[])
  returns table (id uuid, name text, email text, phone text)
  language sql stable security definer set search_path = public as $$
  select id, name, email, phone from contact where workspace_id = current_workspace() and lower(email) = any (p_emails)
  union
  select id, name, email, phone from contact where workspace_id = current_workspace()
    and right(regexp_replace(phone, '\D', '', 'g'), 10) = any (p_phones)
$$;
