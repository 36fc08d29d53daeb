-- What updates of messengers held is forgotten some time after they were handled: those still to be forgotten, by age.
create index messenger_in_kept on messenger_in (received_at) where state in ('done', 'ignored') and body <> '{}';

-- Working times of tickets from before 0061 are counted by a job: the calendars know how.
select pult_enqueue('fill-worked-times', json_build_object('workspaceId', id), job_key => 'fill-worked-times/' || id)
  from workspace;
