import { sql } from "kysely";
import type { Db } from "../platform/database.ts";

type JobCount = { task: string; state: "due" | "running" | "scheduled" | "given-up"; count: number; age: number };
type LetterCount = { direction: "in" | "out"; state: string; count: number };

/** Jobs of all nodes by task and state; `age`: seconds for which the oldest of them has been due. */
export async function countJobs(owner: Db, now: Date): Promise<JobCount[]> {
  const { rows } = await sql<JobCount>`
    select t.identifier as task, s.state, count(*) as count,
      greatest(0, extract(epoch from ${now}::timestamptz - min(j.run_at)))::float8 as age
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    cross join lateral (select case when j.attempts >= j.max_attempts and j.locked_at is null then 'given-up'
      when j.locked_at is not null then 'running' when j.run_at <= ${now} then 'due' else 'scheduled' end as state) s
    group by 1, 2`.execute(owner);
  return rows;
}

/**
 * Letters that are not yet where they go, or never got there. Those that are done may be millions: what passes is counted
 * as it passes.
 */
export async function countLetters(owner: Db): Promise<LetterCount[]> {
  // Looked up state by state, workspace by workspace, as the index has them.
  const { rows } = await sql<LetterCount>`
    select 'in' as direction, s.state, sum(n.count)::int8 as count
      from workspace w cross join (values ('received'), ('quarantine')) s (state)
      cross join lateral (select count(*) from letter_in l where l.workspace_id = w.id and l.state = s.state) n group by 2
    union all
    select 'out', s.state, sum(n.count)::int8
      from workspace w cross join (values ('kept'), ('queued'), ('failed')) s (state)
      cross join lateral (select count(*) from letter_out l where l.workspace_id = w.id and l.state = s.state) n group by 2
  `.execute(owner);
  return rows;
}
