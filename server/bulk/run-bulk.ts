import { sql, type Updateable } from "kysely";
import { findEmployee } from "../people/authenticate.ts";
import { AccessChanged, type Db, inWorkspace, type Tx } from "../platform/database.ts";
import type { Ctx, Known } from "../platform/http/context.ts";
import { notFound, Problem, type RefusalView } from "../platform/http/problem.ts";
import type { JobPayload, JobRun } from "../platform/jobs.ts";
import type { BulkTable } from "../platform/tables.ts";
import { loadChosen, seenAmong } from "./chosen.ts";
import { type Done, doToTicket } from "./do-to-ticket.ts";
import { lookAt, refusalsOf } from "./one-ticket.ts";
import { actionOf, type BulkRow } from "./read-bulk.ts";
import { type TakenBack, undoOnTicket } from "./undo-on-ticket.ts";

/** So many are looked at in one transaction, which locks none of them. */
const LOOKED_AT = 50;
/** A ticket on which our own fault has broken the job so often is left out. */
const TRIES = 3;

type Run = { db: Db; bulk: Pick<BulkRow, "workspace_id" | "id">; now: () => Date; job: JobRun };
type Row = { place: number; ticket_id: string };

/**
 * Does what was asked of many tickets, looks at what it would do, or takes it back: whatever the row says. Each ticket
 * is changed in a transaction of its own that notes the outcome too, so that one that is broken off goes on where it
 * stood and does nothing twice; nothing of it is kept in memory. It is done by the rights that the person has now.
 */
export async function runBulkJob(db: Db, payload: JobPayload, now: () => Date, job: JobRun): Promise<void> {
  const { workspaceId, bulk: id } = payload as JobPayload & { bulk: string };
  const run: Run = { db, bulk: { workspace_id: workspaceId, id }, now, job };
  let who = await askerOf(run);
  const doing = await inWorkspace(
    db,
    workspaceId,
    async (tx) => (await loadBulk(tx, run.bulk, { lock: false }))?.state,
  );
  let after = 0;
  for (;;) {
    if (job.signal.aborted) throw new Error("Broken off between two tickets: the next try goes on");
    if (doing !== "previewing" && doing !== "running" && doing !== "undoing") return;
    if (!who) return end(run);
    try {
      const next: number | null =
        doing === "previewing" ? await lookAtSome(run, who, after) : await oneByOne(run, who, after, doing);
      if (next === null) return;
      after = next;
    } catch (error) {
      if (!(error instanceof AccessChanged)) throw error;
      who = await askerOf(run);
    }
  }
}

/** Who asked for it, with the rights that he has now; null when he may not come in any more. */
const askerOf = ({ db, bulk }: Run): Promise<Known | null> =>
  inWorkspace(db, bulk.workspace_id, async (tx) => {
    const row = await loadBulk(tx, bulk, { lock: false });
    return row ? findEmployee(tx, bulk.workspace_id, row.started_by, row.scopes) : null;
  });

function loadBulk(tx: Tx, { workspace_id, id }: Run["bulk"], { lock }: { lock: boolean }) {
  return tx
    .selectFrom("bulk")
    .selectAll()
    .where("workspace_id", "=", workspace_id)
    .where("id", "=", id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
}

/** What a use-case needs of a request, for one that a job asks for. */
function ctxOf({ db, bulk, now }: Run, { person }: Known): Ctx {
  const { workspace_id: workspaceId } = bulk;
  const write: Ctx["write"] = (work) => inWorkspace(db, workspaceId, work);
  const read: Ctx["read"] = (work) => inWorkspace(db, workspaceId, work, { reads: true });
  return { person, workspaceId, now: now(), ifMatch: null, read, later: read, write, writeAnew: write };
}

async function lookAtSome(run: Run, who: Known, after: number): Promise<number | null> {
  const { db, bulk } = run;
  const ctx = ctxOf(run, who);
  return inWorkspace(
    db,
    bulk.workspace_id,
    async (tx) => {
      const row = await loadBulk(tx, bulk, { lock: true });
      if (row?.state !== "previewing") return null;
      const tickets = await nextOf(tx, bulk, sql`planned is null`, after, LOOKED_AT);
      const found: { place: number; planned: string; refusals: RefusalView[] }[] = [];
      const ids = tickets.map(({ ticket_id }) => ticket_id);
      const seen = new Map((await loadChosen(tx, seenAmong(ctx, ids), LOOKED_AT)).map((one) => [one.id, one]));
      for (const { place, ticket_id } of tickets) {
        const ticket = seen.get(ticket_id);
        const looked = ticket ? await lookAt(tx, ctx, ticket, actionOf(row)) : GONE;
        found.push({
          place,
          planned: looked.outcome,
          refusals: looked.outcome === "refused" ? looked.refusals : [],
        });
      }
      await sql`update bulk_ticket b set planned = v.planned, refusals = v.refusals
        from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as v(place int, planned text, refusals jsonb)
        where b.workspace_id = ${bulk.workspace_id} and b.bulk_id = ${bulk.id} and b.place = v.place`.execute(tx);
      const count = (outcome: string) => found.filter(({ planned }) => planned === outcome).length;
      const last = tickets.length < LOOKED_AT;
      await change(tx, bulk, {
        would_done: row.would_done + count("done"),
        would_same: row.would_same + count("same"),
        would_refused: row.would_refused + count("refused"),
        ...(last ? { state: "previewed" } : {}),
      });
      return last ? null : (tickets.at(-1)?.place ?? null);
    },
    { access: who.access },
  );
}

/** Gone since it was settled, or not to be seen any more. */
const GONE = { outcome: "refused" as const, refusals: refusalsOf(notFound("ticket")) };

type Doing = "running" | "undoing";

/** The next ticket, in a transaction of its own; returns its place, or null at the end. */
async function oneByOne(run: Run, who: Known, after: number, doing: Doing): Promise<number | null> {
  const { db, bulk, job } = run;
  const opening = { access: who.access };
  const ctx = ctxOf(run, who);
  const work = (tx: Tx, broken?: RefusalView[]) => doNext(tx, ctx, { bulk, after, doing, broken });
  try {
    return await inWorkspace(db, bulk.workspace_id, (tx) => work(tx), opening);
  } catch (error) {
    if (error instanceof AccessChanged) throw error;
    // What the rules refuse while it is saved took everything of it back; the outcome is noted by itself.
    const broken = error instanceof Problem ? refusalsOf(error) : job.attempt >= TRIES ? FAULT : null;
    if (!broken) throw error;
    return inWorkspace(db, bulk.workspace_id, (tx) => work(tx, broken), opening);
  }
}

const FAULT: RefusalView[] = [
  { code: "fault", message: "Something went wrong at our side.", mend: "Try this ticket alone." },
];

type Next = { bulk: Run["bulk"]; after: number; doing: Doing; broken: RefusalView[] | undefined };

async function doNext(tx: Tx, ctx: Ctx, { bulk, after, doing, broken }: Next): Promise<number | null> {
  const row = await loadBulk(tx, bulk, { lock: true });
  if (row?.state !== doing) return null;
  const open = doing === "running" ? sql`outcome is null` : sql`outcome = 'done' and undo is null`;
  // What came last is taken back first.
  const [next] = await nextOf(tx, bulk, open, after, 1, doing === "undoing");
  if (!next) {
    await change(tx, bulk, { state: doing === "running" ? "done" : "undone", ended_at: ctx.now });
    return null;
  }
  if (doing === "running") {
    const done: Done = broken
      ? { outcome: "refused", refusals: broken }
      : await doToTicket(tx, ctx, row, next.ticket_id);
    await noteDone(tx, bulk, next.place, done);
    await change(tx, bulk, { [done.outcome]: row[done.outcome] + 1 });
  } else {
    const back: TakenBack = broken ? { undo: "left", refusals: broken } : await undoOnTicket(tx, ctx, row, next.place);
    await noteUndone(tx, bulk, next.place, back);
    await change(tx, bulk, back.undo === "undone" ? { undone: row.undone + 1 } : { left_out: row.left_out + 1 });
  }
  return next.place;
}

async function nextOf(
  tx: Tx,
  bulk: Run["bulk"],
  open: ReturnType<typeof sql>,
  after: number,
  limit: number,
  backwards = false,
): Promise<Row[]> {
  const beyond = backwards ? (after === 0 ? sql`true` : sql`place < ${after}`) : sql`place > ${after}`;
  const { rows } = await sql<Row>`select place, ticket_id from bulk_ticket
    where workspace_id = ${bulk.workspace_id} and bulk_id = ${bulk.id} and ${beyond} and ${open}
    order by place ${backwards ? sql`desc` : sql`asc`} limit ${limit}`.execute(tx);
  return rows;
}

const change = (tx: Tx, bulk: Run["bulk"], set: Updateable<BulkTable>) =>
  tx.updateTable("bulk").set(set).where("workspace_id", "=", bulk.workspace_id).where("id", "=", bulk.id).execute();

const ofTicket = (tx: Tx, { workspace_id, id }: Run["bulk"], place: number) =>
  tx
    .updateTable("bulk_ticket")
    .where("workspace_id", "=", workspace_id)
    .where("bulk_id", "=", id)
    .where("place", "=", place);

async function noteDone(tx: Tx, bulk: Run["bulk"], place: number, done: Done): Promise<void> {
  const refusals = done.outcome === "refused" ? JSON.stringify(done.refusals) : null;
  await ofTicket(tx, bulk, place)
    .set({
      outcome: done.outcome,
      refusals,
      back: done.outcome === "done" ? JSON.stringify(done.back) : null,
    })
    .execute();
}

async function noteUndone(tx: Tx, bulk: Run["bulk"], place: number, back: TakenBack): Promise<void> {
  const refusals = back.undo === "left" ? JSON.stringify(back.refusals) : null;
  await ofTicket(tx, bulk, place).set({ undo: back.undo, undo_refusals: refusals }).execute();
}

/** Nobody is there any more who may do it. */
async function end({ db, bulk, now }: Run): Promise<void> {
  await inWorkspace(db, bulk.workspace_id, (tx) => change(tx, bulk, { state: "cancelled", ended_at: now() }));
}
