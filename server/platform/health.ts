import { mkdir, open, rm, statfs } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import type { Db } from "./database.ts";

type Note = "away" | "old" | "no-room" | "little-room" | "letters-wait" | "mailbox-away" | "behind" | "differs";
/**
 * A part that is not well: `degraded` does less, `down` does nothing. The note is a word that texts are kept for, the
 * mend says to who runs the desk what to do. Anybody may read it: no addresses, no paths, nothing that a server said.
 */
export type Ailing = {
  part: "database" | "disk" | "mail" | "jobs" | "clock";
  state: "degraded" | "down";
  note: Note;
  mend: string;
};

const MENDS: Record<Note, string> = {
  away: "See that PostgreSQL runs and takes connections; all goes on by itself when it is back.",
  old: "The database is older than this Pult: upgrade it by starting Pult anew, which brings it up to date first.",
  "no-room": "Make room on the disk of the data folder, and see that Pult may write there.",
  "little-room": "Make room on the disk of the data folder before it is full.",
  "letters-wait":
    "See the mail server of PULT_SMTP_URL: `pult doctor` says what it answers. What waits goes out by itself.",
  "mailbox-away": "See Settings → Mail: the mailbox says what its server answers. Fetching goes on by itself.",
  behind: "See that a worker runs: PULT_WORKERS of the server, or `npm run worker`.",
  differs: "Set the clocks of this machine and of the database's by NTP.",
};
const ill = (part: Ailing["part"], state: Ailing["state"], note: Note): Ailing => ({
  part,
  state,
  note,
  mend: MENDS[note],
});
/** What is said while the database does not answer. */
export const DATABASE_AWAY = ill("database", "down", "away");
/** What is said while migrations of this version have not run. */
export const DATABASE_OLD = ill("database", "down", "old");

/** The database must answer within this, ms. */
export const ANSWERS_WITHIN_MS = 3_000;
/** So long a due job may wait before it is said, s. */
const BEHIND_S = 60;
/** So far this machine's clock may be from the database's, ms. */
const CLOCK_MS = 60_000;
/** So little room is worth a word: bytes, and part of the whole. */
const LITTLE_BYTES = 256 * 1024 * 1024;
const LITTLE_PART = 0.03;

export type HealthOptions = {
  owner: Db;
  now: () => Date;
  /** Where files are written. */
  folder: string;
  /** The task that sends letters. */
  letterTask: string;
};

/** A look is not taken more often, however many ask, ms. */
const KEPT_MS = 2_000;

/** Looks for what is not well; those who ask within a moment share one look. */
export function makeHealthLook(options: HealthOptions): () => Promise<Ailing[]> {
  let last = { at: Number.NEGATIVE_INFINITY, found: Promise.resolve<Ailing[]>([]) };
  return () => {
    if (performance.now() - last.at > KEPT_MS) last = { at: performance.now(), found: findAiling(options) };
    return last.found;
  };
}

/** What is not well although requests can be served. Throws when the database does not answer. */
async function findAiling(options: HealthOptions): Promise<Ailing[]> {
  const [jobs, disk] = await Promise.all([lookAtJobs(options), lookAtDisk(options.folder)]);
  return [...jobs, ...disk];
}

/** The queue holds what is not done yet, and little else, so that a look is cheap. */
async function lookAtJobs({ owner, now, letterTask }: HealthOptions): Promise<Ailing[]> {
  const { rows } = await sql<{ now: Date; behind: boolean; letters: boolean; mailboxes: boolean }>`select now(),
    exists (select from mailbox where active and state = 'failing') as mailboxes,
    exists (select from graphile_worker._private_jobs where is_available and attempts = 0
      and run_at < now() - make_interval(secs => ${BEHIND_S})) as behind,
    exists (select from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = ${letterTask} and j.last_error is not null and j.attempts < j.max_attempts) as letters`.execute(
    owner,
  );
  const row = rows[0];
  const ailing: Ailing[] = [];
  if (row?.letters) ailing.push(ill("mail", "degraded", "letters-wait"));
  if (row?.mailboxes) ailing.push(ill("mail", "degraded", "mailbox-away"));
  if (row?.behind) ailing.push(ill("jobs", "degraded", "behind"));
  if (row && Math.abs(row.now.getTime() - now().getTime()) > CLOCK_MS) {
    ailing.push(ill("clock", "degraded", "differs"));
  }
  return ailing;
}

/** Whether a file can be written: no figure of the system knows of quotas and broken disks. */
async function lookAtDisk(folder: string): Promise<Ailing[]> {
  const path = join(folder, `.health-${process.pid}`);
  try {
    // A desk that has no file yet has no folder for them.
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await open(path, "w", 0o600);
    try {
      await file.write(Buffer.alloc(64 * 1024));
      await file.datasync();
    } finally {
      await file.close();
    }
    const { bsize, bavail, blocks } = await statfs(folder);
    const isLittle = bavail * bsize < LITTLE_BYTES && bavail < blocks * LITTLE_PART;
    return isLittle ? [ill("disk", "degraded", "little-room")] : [];
  } catch {
    // Whatever keeps a file from being written is what this part is there to tell.
    return [ill("disk", "down", "no-room")];
  } finally {
    await rm(path, { force: true }).catch(() => {});
  }
}
