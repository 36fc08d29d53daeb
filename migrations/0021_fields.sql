-- Priorities of tickets, the most pressing first. A ticket holds the key; what it is called and coloured stands here.
create table priority (
  workspace_id uuid not null references workspace on delete cascade,
  key text not null check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  -- by language
  name jsonb not null check (jsonb_typeof(name) = 'object'),
  colour text not null,
  position int not null,
  -- one that is not given any more stays where tickets have it
  active boolean not null default true,
  primary key (workspace_id, key)
);
alter table priority enable row level security;
create policy workspace_wall on priority using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
create trigger configured after insert or update or delete on priority for each row execute function part_configured();

-- What a desk begins with; every workspace has them, whoever makes it.
create function first_priorities(p_workspace uuid) returns void language sql as $$
  insert into priority (workspace_id, key, name, colour, position) values
    (p_workspace, 'critical', '{"en": "Critical", "ru": "Критичный", "id": "Kritis", "fa": "بحرانی"}', 'red', 0),
    (p_workspace, 'high', '{"en": "High", "ru": "Высокий", "id": "Tinggi", "fa": "بالا"}', 'amber', 1),
    (p_workspace, 'normal', '{"en": "Normal", "ru": "Обычный", "id": "Biasa", "fa": "معمولی"}', 'blue', 2),
    (p_workspace, 'low', '{"en": "Low", "ru": "Низкий", "id": "Rendah", "fa": "پایین"}', 'grey', 3);
$$;
create function workspace_begun() returns trigger language plpgsql as $$
begin
  perform first_priorities(new.id);
  return null;
end $$;
-- Named so that it runs for a row that is there already.
create trigger begun after insert on workspace for each row execute function workspace_begun();
select first_priorities(id) from workspace;

-- Until now a priority was any text. Known words become the keys above; every other text becomes a priority of its own.
with called as (
  select distinct workspace_id, priority as word,
    case lower(trim(priority))
      when 'critical' then 'critical' when 'критичный' then 'critical' when 'критический' then 'critical'
      when 'high' then 'high' when 'высокий' then 'high'
      when 'normal' then 'normal' when 'обычный' then 'normal' when 'средний' then 'normal'
      when 'low' then 'low' when 'низкий' then 'low'
      else 'p_' || substr(md5(lower(trim(priority))), 1, 12)
    end as key
  from ticket where priority is not null
), others as (
  insert into priority (workspace_id, key, name, colour, position)
  select workspace_id, key, jsonb_build_object('en', min(trim(word)), 'ru', min(trim(word))), 'violet', 100
  from called where key like 'p\_%' group by workspace_id, key
  returning key
)
update ticket t set priority = c.key from called c
  where c.workspace_id = t.workspace_id and c.word = t.priority and t.priority <> c.key
    and (select count(*) from others) >= 0;

-- Who sees and fills in a field of the workspace's own: {"employee": "write", "client": "hidden", "roles": {"<id>": "read"}}.
alter table custom_field add column permissions jsonb not null default '{}';
update custom_field set permissions = '{"client": "read"}' where client_reads;
alter table custom_field drop column client_reads;
