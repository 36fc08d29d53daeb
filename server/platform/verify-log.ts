import { sql } from "kysely";
import type { Db, Tx } from "./database.ts";
import { verifyChain } from "./event-chain.ts";
import { readTicketLogs } from "./log-of-events.ts";
import { sealHash } from "./seal.ts";

/** One place where the log is not what was written. */
export interface LogFault {
  readonly workspaceId: string;
  /** Null: the fault is in the seals themselves. */
  readonly ticketId: string | null;
  /** The number that people know, if the ticket's row is still there. */
  readonly number: number | null;
  /** Number of the event within its ticket, from 1; null when the whole ticket or a seal is meant. */
  readonly at: number | null;
  /**
   * `missing`: no such event; `changed`: its content is not what was hashed; `untied`: it does not follow the one
   * before; `rewritten`: its chain holds, but it is another one than was sealed; `ticket-removed`: events or seals speak
   * of a ticket that is not there; `seal-changed`: the seal does not fit to what it holds or to the seal before.
   */
  readonly problem: "missing" | "changed" | "untied" | "rewritten" | "ticket-removed" | "seal-changed";
  /** The seal that shows it. */
  readonly sealedAt: Date | null;
}

/** What was walked, and every fault found. */
export interface LogReport {
  readonly tickets: number;
  readonly events: number;
  readonly seals: number;
  readonly faults: LogFault[];
}

const PROBLEMS: Record<LogFault["problem"], string> = {
  missing: "is missing",
  changed: "is not what was written",
  untied: "does not follow the event before it",
  rewritten: "is another one than was sealed",
  "ticket-removed": "was removed",
  "seal-changed": "does not fit to what it holds or to the seal before it",
};

/** A fault in one line: where it is, and what is wrong there. */
export function describeFault({ workspaceId, ticketId, number, at, problem, sealedAt }: LogFault): string {
  const ticket = ticketId === null ? "" : number === null ? `ticket ${ticketId}` : `ticket ${number} (${ticketId})`;
  const seal = sealedAt === null ? "" : `seal of ${sealedAt.toISOString()}`;
  const place = [at === null ? "" : `event ${at} of`, ticket || `the ${seal}`].filter(Boolean).join(" ");
  const shown = ticket && seal ? `, as the ${seal} shows` : "";
  return `Workspace ${workspaceId}: ${place} ${PROBLEMS[problem]}${shown}`;
}

/** So many tickets are checked at once. */
const BATCH = 200;

/**
 * Walks every ticket's chain, its head, and every seal of one workspace or of all, and names each place where the log
 * was altered ([B-TIME-03]). As the owner; reads in one snapshot, so a desk at work does not look altered.
 */
export async function verifyLog(owner: Db, workspaceId?: string): Promise<LogReport> {
  return owner
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (tx) => {
      const { rows } = await sql<{ id: string }>`select id from workspace
        where ${workspaceId ?? null}::uuid is null or id = ${workspaceId ?? null}::uuid order by id`.execute(tx);
      const report = { tickets: 0, events: 0, seals: 0, faults: [] as LogFault[] };
      for (const { id } of rows) {
        const chains = await verifyChains(tx, id);
        const seals = await verifySeals(tx, id);
        report.tickets += chains.tickets;
        report.events += chains.events;
        report.seals += seals.seals;
        // An event that is gone is told once: by its chain, if that shows it.
        const told = new Set(chains.faults.map((fault) => fault.ticketId));
        report.faults.push(...chains.faults, ...seals.faults.filter((f) => !f.ticketId || !told.has(f.ticketId)));
      }
      return report;
    });
}

interface Head {
  id: string;
  number: number | null;
  event_head: Buffer | null;
  event_count: number | null;
}

async function verifyChains(tx: Tx, workspaceId: string) {
  const faults: LogFault[] = [];
  let tickets = 0;
  let events = 0;
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    // Every ticket that has a row or an event.
    const { rows: heads } = await sql<Head>`
      select coalesce(t.id, e.ticket_id) as id, t.number, t.event_head, t.event_count
      from (select id, number, event_head, event_count from ticket
          where workspace_id = ${workspaceId} and id > ${after} order by id limit ${BATCH}) t
        full join (select distinct ticket_id from event
          where workspace_id = ${workspaceId} and ticket_id > ${after} order by ticket_id limit ${BATCH}) e
        on e.ticket_id = t.id
      order by 1 limit ${BATCH}`.execute(tx);
    const last = heads.at(-1);
    if (!last) return { faults, tickets, events };
    after = last.id;
    const logs = await readTicketLogs(
      tx,
      workspaceId,
      heads.map((head) => head.id),
    );
    for (const head of heads) {
      const log = logs.get(head.id) ?? [];
      tickets += head.number === null ? 0 : 1;
      events += log.length;
      const place = { workspaceId, ticketId: head.id, number: head.number, sealedAt: null };
      if (head.number === null) {
        faults.push({ ...place, at: null, problem: "ticket-removed" });
        continue;
      }
      const verdict = verifyChain(log, { hash: head.event_head, count: head.event_count ?? 0 });
      if (!verdict.whole) faults.push({ ...place, at: verdict.at, problem: verdict.problem });
    }
  }
}

async function verifySeals(tx: Tx, workspaceId: string) {
  const { rows: seals } = await sql<{ at: Date; whole: boolean }>`
    select at, hash = made and prev_hash is not distinct from before as whole from (
      select s.at, s.hash, s.prev_hash, ${sealHash()} as made, lag(s.hash) over (order by s.at) as before
      from event_seal s where s.workspace_id = ${workspaceId}) walked
    order by at`.execute(tx);
  const faults: LogFault[] = seals
    .filter((seal) => !seal.whole)
    .map(({ at }) => ({
      workspaceId,
      ticketId: null,
      number: null,
      at: null,
      problem: "seal-changed" as const,
      sealedAt: at,
    }));
  const { rows: missed } = await sql<{
    ticket_id: string;
    number: number | null;
    count: number;
    sealed_at: Date;
    there: boolean;
  }>`
    select distinct on (h.ticket_id) h.ticket_id, t.number, h.count, h.sealed_at, e.hash is not null as there
    from event_seal_head h
      left join event e on e.workspace_id = h.workspace_id and e.ticket_id = h.ticket_id and e.ticket_seq = h.count
      left join ticket t on t.workspace_id = h.workspace_id and t.id = h.ticket_id
    where h.workspace_id = ${workspaceId} and e.hash is distinct from h.hash
    order by h.ticket_id, h.count`.execute(tx);
  for (const { ticket_id, number, count, sealed_at, there } of missed) {
    faults.push({
      workspaceId,
      ticketId: ticket_id,
      number,
      at: number === null ? null : count,
      problem: number === null ? "ticket-removed" : there ? "rewritten" : "missing",
      sealedAt: sealed_at,
    });
  }
  return { faults, seals: seals.length };
}
