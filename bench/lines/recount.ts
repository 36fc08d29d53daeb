import { sql } from "kysely";
import { recounted } from "../../core/process/promises.ts";
import { type CalendarHours, workCalendar } from "../../core/sla/work-calendar.ts";
import { appDatabase, type Db, inWorkspace } from "../../server/platform/database.ts";
import { SYSTEM } from "../../server/tickets/act.ts";
import { nextClocks } from "../../server/tickets/recount/open-tickets.ts";
import { type Recounted, saveClocks } from "../../server/tickets/recount/save-clocks.ts";
import { cpuOf } from "../cpu-of.ts";
import { figure, type Line } from "../figure.ts";
import type { Stage } from "../stage.ts";

/** As the run takes them. */
const BATCH = 500;
const MOST = 10_000;
/** The first ones are counted by code that is not yet made fast. */
const WARM_UP = 1_000;
const CALENDAR = "00000000-0000-7000-8000-000000000001";
const hours = (until: string): CalendarHours => ({
  timeZone: "Europe/Moscow",
  hours: Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["09:00", until]]])),
  exceptions: [],
});

/**
 * The clocks of open tickets after their calendar was changed so that each due time moves: read, counted, recorded in the
 * chain of events and saved, batch by batch as the job does it, by the time of the processors that this process and its
 * connection use. The tickets are put back as they were.
 */
export const recount: Line = {
  name: "recount",
  about: "promised times of open tickets after a change of their calendar",
  needs: "size",
  async run(stage) {
    const db = appDatabase(stage.databaseUrl, { connections: 1, patience: 600_000 });
    try {
      await promiseAll(stage);
      const { moved, node, database } = await countAnew(db, stage.workspaceId);
      const rate = node + database > 0 ? (moved / (node + database)) * 1000 : 0;
      const must = { must: "≥ 5 000 tickets/s a core", pass: moved === 0 ? null : rate >= 5_000 };
      const parts = { moved, "node ms": Math.round(node), "database ms": database };
      return [figure("recount", `${moved} tickets`, { size: stage.size, rate, ...must, parts })];
    } finally {
      await db.destroy();
      await putBack(stage);
    }
  },
};

/** Opens tickets, and gives them terms by a calendar and due times that it does not give; what they had is laid aside. */
async function promiseAll({ owner, workspaceId }: Stage): Promise<void> {
  const terms = JSON.stringify({ rule: CALENDAR, calendar: CALENDAR, reaction: 3_600, resolution: 36_000 });
  await sql`drop table if exists bench_clock`.execute(owner);
  await sql`create table bench_clock as select * from ticket where workspace_id = ${sql.lit(workspaceId)}
    order by id limit ${sql.lit(MOST)}`.execute(owner);
  await sql`update ticket t set sla = ${terms}::jsonb, due_at = t.created_at, reaction_due_at = t.created_at,
      category = 'open', resolution_since = t.created_at, reaction_stopped_at = null
    from bench_clock b where t.workspace_id = b.workspace_id and t.id = b.id`.execute(owner);
  await sql`vacuum (analyze) ticket`.execute(owner);
}

async function putBack({ owner, sweep }: Stage): Promise<void> {
  await owner.transaction().execute(async (tx) => {
    await sql`delete from event e using bench_clock b
      where e.workspace_id = b.workspace_id and e.ticket_id = b.id and e.ticket_seq > b.event_count`.execute(tx);
    await sql`update ticket t set version = b.version, sla = b.sla, due_at = b.due_at, category = b.category,
        reaction_due_at = b.reaction_due_at, resolution_since = b.resolution_since, sla_told = b.sla_told,
        reaction_stopped_at = b.reaction_stopped_at, event_head = b.event_head, event_count = b.event_count,
        label_bits = b.label_bits, breached = b.breached
      from bench_clock b where t.workspace_id = b.workspace_id and t.id = b.id`.execute(tx);
    await sql`drop table bench_clock`.execute(tx);
  });
  // With the timers that were set.
  await sweep();
  await sql`vacuum (analyze) ticket, event`.execute(owner);
}

/** How many were moved, and the milliseconds of processors that it took. */
async function countAnew(db: Db, workspaceId: string): Promise<{ moved: number; node: number; database: number }> {
  const now = new Date();
  const calendars = new Map([[CALENDAR, workCalendar([{ from: null, ...hours("18:00") }])]]);
  const sla = { calendars, warnShare: 0.2 };
  const { rows: backends } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
  const used = () => {
    const { user, system } = process.cpuUsage();
    return { node: (user + system) / 1000, database: cpuOf(backends[0]?.pid ?? 0) };
  };
  const batch = (after: string | null) =>
    inWorkspace(db, workspaceId, async (tx) => {
      const scope = { calendar: CALENDAR, from: null };
      const rows = await nextClocks(tx, workspaceId, scope, { after, limit: BATCH, lock: true });
      const changed = rows.flatMap((row): Recounted[] => {
        const event = recounted(row.state, sla, now);
        return event ? [{ row, event }] : [];
      });
      await saveClocks(tx, workspaceId, changed, { actor: SYSTEM, now, sla });
      return { last: rows.at(-1)?.id ?? null, seen: rows.length, moved: changed.length };
    });
  let before = used();
  let moved = 0;
  let seen = 0;
  for (let after: string | null = null; ; ) {
    const done = await batch(after);
    after = done.last;
    seen += done.seen;
    if (seen <= WARM_UP) before = used();
    else moved += done.moved;
    if (done.seen < BATCH) break;
  }
  const end = used();
  return { moved, node: end.node - before.node, database: end.database - before.database };
}
