-- When the last try of a run through tickets failed: it goes on by itself unless it has ended. Null while it goes well.
alter table formula_run add column failed_at timestamptz;
alter table sla_run add column failed_at timestamptz;
create index formula_run_started on formula_run (workspace_id, started_at desc);
