-- Documents of the card that the client may see; all others are for employees.
alter table ticket add column public_document_ids uuid[] not null default '{}';
alter table ticket add check (public_document_ids <@ document_ids);
-- The usual order of the list: what asks for attention first, then what changed last.
create index ticket_attention on ticket (workspace_id, (important is not null) desc, unseen desc, updated_at desc, id desc);
