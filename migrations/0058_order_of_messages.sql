-- Rows of one moment have ids in no order: what came and goes out is numbered, so that a chat stays in its order.
alter table messenger_in add column seq bigint not null generated always as identity;
alter table messenger_out add column seq bigint not null generated always as identity;
drop index messenger_in_waiting;
create index messenger_in_waiting on messenger_in (workspace_id, messenger_id, chat, seq) where state = 'received';
drop index messenger_out_waiting;
create index messenger_out_waiting on messenger_out (workspace_id, messenger_id, chat, seq) where state = 'queued';
