-- All that reports count of tickets, told by one index: a period is the stretch of what was closed since it began, and
-- what is not closed at all stands behind that.
create index ticket_reported on ticket (workspace_id, closed_at, created_at)
  include (category, channel, team_id, service_type_id, service_id, client_category_id, assignee_ids, first_reply_by,
    first_reply_seconds, solution_seconds, rating, was_reopened, breached);

-- Who sets up the workspace, or its people, sees how they work.
update role set permissions = permissions || '{section.reports}'
  where permissions && '{section.settings,section.employees}' and not 'section.reports' = any (permissions);
