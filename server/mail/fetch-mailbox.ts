import { sql } from "kysely";
import { LETTER_LIMITS } from "../channels/email/letter.ts";
import { type Db, inWorkspace, type Tx } from "../platform/database.ts";
import { Problem } from "../platform/http/problem.ts";
import type { JobPayload, JobRun, ScheduledTask } from "../platform/jobs.ts";
import { acceptFetched, type Fetched } from "./accept-letter.ts";
import {
  type Claim,
  claimMailbox,
  holdMailbox,
  Overtaken,
  passwordPlace,
  promiseRun,
  type RunEnd,
  releaseMailbox,
} from "./claim-mailbox.ts";
import { FETCH_MAILBOX, type MailDeps } from "./deps.ts";
import { ImapFailure, type LetterThere, type OpenMailbox, withMailbox } from "./imap.ts";

/** Letters of one run; then others have their turn. */
const LETTERS_A_RUN = 200;
/** Runs of one process at once: a job that waits for a silent server keeps others from running. */
const RUNS_AT_ONCE = 2;
const PUT_OFF_MS = 5_000;
/** When a letter has broken off so many runs one after the other, it is put aside and the others go on ([B-MAIL-04]). */
const STUCK_TIMES = 10;
/** The clock of the mail server may be behind ours by this, ms. */
const SKEW_MS = 10 * 60_000;
/** A run that was due so long ago was lost with its process, ms. */
const LOST_MS = 30_000;

let running = 0;

/** The job: fetches what is new in a mailbox and promises the next run. */
export async function fetchMailbox(deps: MailDeps, payload: JobPayload, job: JobRun): Promise<void> {
  const { workspaceId, mailboxId } = payload as JobPayload & { mailboxId: string };
  if (running >= RUNS_AT_ONCE) {
    const later = new Date(deps.now().getTime() + PUT_OFF_MS);
    await inWorkspace(deps.db, workspaceId, (tx) => promiseRun(tx, workspaceId, mailboxId, later));
    return;
  }
  running += 1;
  try {
    await runMailbox(deps, workspaceId, mailboxId, job.signal);
  } finally {
    running -= 1;
  }
}

/**
 * Takes the letters that came after the last one taken, in their order, each in one transaction with the note that it is
 * taken: whenever the connection, the process or the database goes away, none is lost and none comes twice. Only a
 * fault of our own side is thrown ([O-MAIL-01]).
 */
export async function runMailbox(deps: MailDeps, workspaceId: string, id: string, signal: AbortSignal): Promise<void> {
  const claim = await claimMailbox(deps, workspaceId, id);
  if (!claim) return;
  const run: Run = { claim, taken: 0, uid: null };
  try {
    const end = await fetchAll(deps, run, signal);
    await releaseMailbox(deps, run.claim, end);
  } catch (error) {
    // Changed or taken over meanwhile: whoever did that goes on.
    if (!(error instanceof Overtaken)) throw error;
  }
}

/** The state of a run: the claim with its lease, letters taken, and the letter that is on its way. */
type Run = { claim: Claim; taken: number; uid: number | null };

async function fetchAll(deps: MailDeps, run: Run, signal: AbortSignal): Promise<RunEnd> {
  const { mailbox } = run.claim;
  const password = deps.secrets.open(mailbox.password, passwordPlace(mailbox.workspace_id, mailbox.id));
  if (password === null) return { fault: { code: "secret-unreadable", detail: "" }, uid: null, taken: 0, more: false };
  try {
    const more = await withMailbox({ ...mailbox, password }, deps.imap, signal, (open) => takeNew(deps, run, open));
    return { fault: null, uid: null, taken: run.taken, more };
  } catch (error) {
    if (!(error instanceof ImapFailure)) throw error;
    // The process stops: that is nobody's fault, and the next one goes on.
    if (signal.aborted) return { fault: null, uid: null, taken: run.taken, more: true };
    return { fault: error.fault, uid: run.uid, taken: run.taken, more: false };
  }
}

async function takeNew(deps: MailDeps, run: Run, open: OpenMailbox): Promise<boolean> {
  const { mailbox } = run.claim;
  const { uidValidity } = open;
  const isCountedAnew = mailbox.uid_validity !== uidValidity;
  const start = isCountedAnew ? 0 : mailbox.last_uid;
  if (isCountedAnew) await note(deps, run, { uid_validity: uidValidity, last_uid: 0 });
  const since = mailbox.since && new Date(mailbox.since.getTime() - SKEW_MS);
  const all = await open.after(start, since);
  const batch = all.slice(0, LETTERS_A_RUN);
  let last = start;
  for (const letter of batch.length > 0 ? await open.about(batch) : []) {
    if (!since || !letter.arrivedAt || letter.arrivedAt >= since) await take(deps, run, open, letter);
    last = letter.uid;
  }
  if (last > start) await note(deps, run, { last_uid: last, stuck_uid: null, stuck_times: 0 });
  return all.length > batch.length;
}

async function take(deps: MailDeps, run: Run, open: OpenMailbox, letter: LetterThere): Promise<void> {
  const { mailbox } = run.claim;
  const { uid, size } = letter;
  run.uid = uid;
  if (size > LETTER_LIMITS.bytes) {
    await putAside(deps, run, open, letter, "too_big");
  } else if (mailbox.stuck_uid === uid && mailbox.stuck_times >= STUCK_TIMES) {
    await putAside(deps, run, open, letter, "not_handed_over");
  } else {
    try {
      await accept(deps, run, uid, { content: open.letter(uid) });
    } catch (error) {
      // The server had said that it is smaller.
      if (!(error instanceof Problem && error.code === "file/too-large")) throw error;
      await putAside(deps, run, open, letter, "too_big");
    }
  }
  run.uid = null;
}

/** Keeps the header of a letter that is not taken whole: it is seen in the quarantine, and lies in the mailbox still. */
async function putAside(deps: MailDeps, run: Run, open: OpenMailbox, { uid, size }: LetterThere, reason: string) {
  const isStuck = reason === "not_handed_over";
  const head = isStuck ? await headIfAny(open, uid) : await open.head(uid);
  const detail = isStuck ? `letter ${uid} of ${run.claim.mailbox.folder}` : `${size} bytes`;
  const content = head.length > 0 ? head : Buffer.from(`X-Pult-Letter: ${uid}\r\n\r\n`);
  await accept(deps, run, uid, { content, aside: { reason, detail, size } });
}

/** What breaks the letter off may break its header off too. */
async function headIfAny(open: OpenMailbox, uid: number): Promise<Buffer> {
  try {
    return await open.head(uid);
  } catch (error) {
    if (error instanceof ImapFailure) return Buffer.alloc(0);
    throw error;
  }
}

async function accept(deps: MailDeps, run: Run, uid: number, letter: Pick<Fetched, "content" | "aside">) {
  const { mailbox, address } = run.claim;
  let lease = run.claim.lease;
  await acceptFetched(deps, { workspaceId: mailbox.workspace_id, address, ...letter }, async (tx, isNew) => {
    const set = { last_uid: uid, stuck_uid: null, stuck_times: 0 };
    lease = await holdMailbox(tx, run.claim, deps.now(), set);
    if (isNew) await countFetched(tx, run.claim);
  });
  // Only when it is committed: a transaction may be run once more.
  run.claim = { ...run.claim, lease };
  run.taken += 1;
}

async function note(deps: MailDeps, run: Run, set: Parameters<typeof holdMailbox>[3]): Promise<void> {
  const { claim } = run;
  const { workspace_id } = claim.mailbox;
  const lease = await inWorkspace(deps.db, workspace_id, (tx) => holdMailbox(tx, claim, deps.now(), set));
  run.claim = { ...claim, lease };
}

const countFetched = (tx: Tx, { mailbox }: Claim) =>
  tx
    .updateTable("mailbox")
    .set((eb) => ({ fetched: eb("fetched", "+", 1) }))
    .where("workspace_id", "=", mailbox.workspace_id)
    .where("id", "=", mailbox.id)
    .execute();

/** Every minute, as the owner: promises the runs that were lost with a process or by a restored database. */
export function fetchLostMailboxes(owner: Db): Record<string, ScheduledTask> {
  return {
    "fetch-lost-mailboxes": {
      cron: "* * * * *",
      run: async (at) => {
        const due = new Date(at.getTime() - LOST_MS);
        await sql`
          select pult_enqueue(${FETCH_MAILBOX}::text,
            json_build_object('workspaceId', m.workspace_id, 'mailboxId', m.id), job_key => 'fetch/' || m.id)
          from mailbox m join mail_address a on a.workspace_id = m.workspace_id and a.id = m.address_id
          where m.active and a.active and m.next_try_at <= ${due}`.execute(owner);
      },
    },
  };
}
