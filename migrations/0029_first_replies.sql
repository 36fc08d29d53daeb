-- What a ticket took: when the client was answered first and by whom, and how long the solution took once there is one.
-- Null on tickets from before until they change: nothing is counted over all of them at once.
alter table ticket
  add column first_reply_at timestamptz,
  add column first_reply_by uuid,
  -- whole seconds from the opening
  add column first_reply_seconds int,
  -- whole seconds in which the resolution clock ran
  add column solution_seconds int;
