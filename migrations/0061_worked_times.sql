-- What the first reply and the solution took in working time, by the calendar of the ticket's promise: whole seconds, for
-- reports. Null on tickets without a promise, and on those from before until they change.
alter table ticket
  add column first_reply_work_seconds int,
  add column solution_work_seconds int;

-- The index of reports tells these too.
drop index ticket_reported;
create index ticket_reported on ticket (workspace_id, closed_at, created_at)
  include (category, channel, team_id, service_type_id, service_id, client_category_id, assignee_ids, first_reply_by,
    first_reply_seconds, first_reply_work_seconds, solution_seconds, solution_work_seconds, rating, was_reopened,
    breached);
