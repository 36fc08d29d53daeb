-- What people filter by beside status, site and service: any of it together by one index, which costs a new ticket little
-- (what comes is filed in batches).
create index ticket_filters on ticket using gin
  (service_type_id, team_id, group_id, quarter_id, accepted_by, closed_by, channel, entrance, floor, rating);
create index ticket_closed on ticket (workspace_id, closed_at) where closed_at is not null;
