-- The lists of contacts, companies and places are written to files, too: `asked` holds what they are narrowed by beside
-- the condition.
alter table ticket_export drop constraint ticket_export_mode_check;
alter table ticket_export add constraint ticket_export_mode_check
  check (mode in ('tickets', 'contacts', 'companies', 'places'));
alter table ticket_export add column asked jsonb not null default '{}';
