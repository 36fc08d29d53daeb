import { type Selectable, sql } from "kysely";
import type { Actor } from "../../../core/process/commands.ts";
import { decideMigrate, statusMap } from "../../../core/process/decide-migrate.ts";
import { UNDER_WAY } from "../../../core/process/process.ts";
import { type Db, inWorkspace, type Tx } from "../../platform/database.ts";
import type { JobPayload } from "../../platform/jobs.ts";
import type { ProcessMigrationTable } from "../../platform/tables.ts";
import { loadProcess } from "../../settings/load-process.ts";
import { stateOf, type TicketRowFull } from "../columns.ts";
import { loadFacts } from "../load-facts.ts";
import { saveDecision } from "../save-decision.ts";
import { readMap } from "./read-migrations.ts";

type Row = Selectable<ProcessMigrationTable>;
/** So many tickets are locked at once: whoever works on one of them waits for a moment at most. */
const BATCH = 50;

/**
 * Moves the tickets of a migration, batch by batch, each in a transaction of its own; a job that is broken off goes on
 * where it stood. A ticket that came to a status without a place in the other version stays where it is.
 */
export async function runMigration(db: Db, payload: JobPayload, now: Date, signal: AbortSignal): Promise<void> {
  const { workspaceId, migration } = payload as JobPayload & { migration: string };
  for (;;) {
    if (signal.aborted) throw new Error("Broken off between two batches: the next try goes on");
    const isThereMore = await inWorkspace(db, workspaceId, (tx) => runBatch(tx, workspaceId, migration, now));
    if (!isThereMore) return;
  }
}

async function runBatch(tx: Tx, workspaceId: string, id: string, now: Date): Promise<boolean> {
  const migration = await tx
    .selectFrom("process_migration")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .forUpdate()
    .executeTakeFirst();
  if (!migration) return false;
  const rows = await nextTickets(tx, migration);
  const moved: string[] = [];
  for (const row of rows) if (await moveTicket(tx, migration, row, now)) moved.push(row.id);
  if (moved.length > 0) {
    await sql`update ticket set process_version = ${migration.to_version}
      where workspace_id = ${workspaceId} and id = any(${moved}::uuid[])`.execute(tx);
  }
  const last = rows.at(-1);
  await tx
    .updateTable("process_migration")
    .set({
      moved: migration.moved + moved.length,
      left_out: migration.left_out + rows.length - moved.length,
      ...(last ? { after_id: last.id } : { ended_at: now }),
    })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .execute();
  return last !== undefined;
}

/** The next tickets in the order of their ids, locked in that order. */
function nextTickets(tx: Tx, migration: Row): Promise<TicketRowFull[]> {
  const { workspace_id, process_key, from_version, to_version, after_id } = migration;
  return tx
    .selectFrom("ticket")
    .selectAll()
    .where("workspace_id", "=", workspace_id)
    .where("process_key", "=", process_key)
    .where("process_version", "!=", to_version)
    .$if(from_version !== null, (query) => query.where("process_version", "=", from_version ?? 0))
    .$if(after_id !== null, (query) => query.where("id", ">", after_id ?? ""))
    .where("category", "in", [...UNDER_WAY])
    .orderBy("id")
    .limit(BATCH)
    .forUpdate()
    .execute();
}

async function moveTicket(tx: Tx, migration: Row, row: TicketRowFull, now: Date): Promise<boolean> {
  const { workspace_id: workspaceId, process_key: key, to_version, started_by } = migration;
  const from = await loadProcess(tx, workspaceId, key, row.process_version);
  const to = await loadProcess(tx, workspaceId, key, to_version);
  const status = statusMap(from, to, readMap(migration.map))[row.status];
  if (!status) return false;
  const actor: Actor = { kind: "employee", id: started_by, permissions: new Set() };
  const facts = await loadFacts(tx, workspaceId, {
    serviceId: row.service_id,
    placeId: row.place_id,
    teamId: row.team_id,
    named: [],
  });
  const why = [
    {
      rule: "process.migrated",
      facts: { migration: migration.id, from: from.version, to: to.version, status: { from: row.status, to: status } },
    },
  ];
  const decision = decideMigrate({ from, to, status, state: stateOf(row), actor, facts, now, why });
  await saveDecision(tx, row, decision, actor, now, to, from);
  return true;
}
