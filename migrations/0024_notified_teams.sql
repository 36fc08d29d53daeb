-- Which teams have somebody on their lists for notices is kept by servers as what administrators set up is: what is told
-- to a team where nobody is takes no job for each ticket that is opened, given or changed.
create trigger notified_configured after insert or update or delete on team_member
  for each row execute function part_configured();
