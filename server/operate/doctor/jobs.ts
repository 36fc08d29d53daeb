import { age, bad, type Finding, isOlder, ok, type Patient, warning } from "./finding.ts";

/** A worker that is there takes a job at once. */
const WAIT_MINUTES = 5;
/** Given back by the queue itself after this long, so a worker was killed and nobody has come since. */
const LOCK_MINUTES = 240;

/** Jobs whose time has come and that nobody takes. */
export async function lookAtQueue({ client, now }: Patient): Promise<Finding> {
  const { rows } = await client.query<{ due: number; since: Date | null; stuck: number; later: number }>(
    `select count(*) filter (where is_available and run_at <= $1 and attempts = 0)::int as due,
      min(run_at) filter (where is_available and run_at <= $1 and attempts = 0) as since,
      count(*) filter (where locked_at < $1::timestamptz - make_interval(mins => $2))::int as stuck,
      count(*) filter (where is_available and run_at > $1)::int as later
    from graphile_worker._private_jobs`,
    [now(), LOCK_MINUTES],
  );
  const { due = 0, since = null, stuck = 0, later = 0 } = rows[0] ?? {};
  const mend = "See that Pult runs with PULT_WORKERS above 0 and what its log says.";
  if (since && isOlder(since, WAIT_MINUTES, now())) {
    return bad("queue", `${due} jobs are due and wait, the oldest for ${age(since, now())}.`, mend);
  }
  if (stuck > 0) return warning("queue", `${stuck} jobs were begun more than 4 hours ago and not ended.`, mend);
  return ok("queue", `${due} jobs are due, ${later} wait for their time.`);
}

/** Jobs that were tried as often as they may be, and those that fail just now. */
export async function lookAtFailedJobs({ client }: Patient): Promise<Finding> {
  const { rows } = await client.query<{ task: string; count: number; given_up: boolean; error: string | null }>(`
    select t.identifier as task, j.attempts >= j.max_attempts as given_up, count(*)::int as count,
      (array_agg(j.last_error order by j.updated_at desc))[1] as error
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where j.locked_at is null and j.attempts > 0 and (j.attempts >= j.max_attempts or j.attempts >= 3)
    group by 1, 2 order by given_up desc, count desc`);
  const first = rows.find(({ given_up }) => given_up) ?? rows[0];
  if (!first) return ok("failed jobs", "None.");
  const told = rows.map(({ task, count, given_up }) => `${count} × ${task}${given_up ? " (given up)" : ""}`).join(", ");
  const reason = first.error?.split("\n")[0] ?? "no reason kept";
  const mend =
    "Mend what the reason names. What is not given up is tried again by itself; a letter is sent again from the " +
    "outbox, any other job as docs/operate/doctor.md says.";
  return warning("failed jobs", `${told}. The last reason of ${first.task}: ${reason}`, mend);
}
