-- Triggers, calendars and processes are rehearsed too: each kind keeps its own proposal.
alter table rehearsal drop constraint rehearsal_kind_check;
alter table rehearsal add constraint rehearsal_kind_check
  check (kind in ('sla', 'routing', 'trigger', 'calendar', 'process'));
alter table rehearsal rename column rules to proposal;
update rehearsal set proposal = jsonb_build_object('rules', proposal);
-- {"teams": {id: [before, after]}, "people": …, "counts": {"late": [before, after]}, "passedOver": [name]}
update rehearsal set tally = tally - 'late' || jsonb_build_object('counts', jsonb_build_object('late', tally -> 'late'))
  where tally ? 'late';
