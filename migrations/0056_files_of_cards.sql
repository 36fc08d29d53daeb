-- Files in fields of contacts, companies and places: they belong to the card as those of fields of tickets to the ticket.
alter table file add column subject text check (subject in ('contact', 'company', 'place'));
alter table file add column subject_id uuid;
alter table file add constraint file_subject_whole check ((subject is null) = (subject_id is null));
create index file_subject on file (workspace_id, subject_id) where subject_id is not null;
