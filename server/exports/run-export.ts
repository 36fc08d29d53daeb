import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { ExportFormat } from "../../contract/exports.ts";
import type { FieldDef } from "../../core/fields/field.ts";
import { tellPerson } from "../live/tell-person.ts";
import { findEmployee } from "../people/authenticate.ts";
import { inWorkspace, type Tx } from "../platform/database.ts";
import { Problem } from "../platform/http/problem.ts";
import type { JobPayload, JobRun } from "../platform/jobs.ts";
import { languageOf } from "../settings/load-settings.ts";
import type { ExportDeps } from "./deps.ts";
import { titleOf } from "./lines.ts";
import { openList } from "./listed.ts";
import { type ExportMode, fieldsOfMode, SEEING } from "./modes.ts";
import { type OutFile, openOutFile } from "./out-file.ts";
import type { ExportRow } from "./read-exports.ts";
import { openTable } from "./writers.ts";

/** Rows that are read and written together: few enough to be forgotten by quick collections of garbage. */
const BATCH = 250;
/** How often it is told how far it is, ms. */
const TELL_EVERY = 500;
/** How long the file can be had, ms. */
const KEPT_MS = 24 * 3_600_000;

/** It was cancelled meanwhile, or somebody may not do it any more: nothing is left to do. */
class GivenUp extends Error {}
type Job = Pick<JobRun, "signal" | "isLast">;

/**
 * Writes what the list shows the person who asked for it, by the rights that he has now: one read-only transaction walks
 * through it, so that the file is of one moment and memory holds a few hundred rows. What was broken off begins anew.
 */
export async function runExport(deps: ExportDeps, payload: JobPayload, job: Job): Promise<void> {
  const { workspaceId, export: id } = payload as JobPayload & { export: string };
  const row = await inWorkspace(deps.db, workspaceId, (tx) => openRow(tx, workspaceId, id), { reads: true });
  if (!row) return;
  await mkdir(deps.storage.scratch, { recursive: true, mode: 0o700 });
  const path = join(deps.storage.scratch, `export-${id}`);
  try {
    const done = await inWorkspace(deps.db, workspaceId, (tx) => writeFile(deps, tx, row, path, job.signal), {
      reads: true,
    });
    await deps.storage.keep({ workspaceId, id }, path);
    const ended = await settle(deps, row, {
      ...done,
      total: done.written,
      expires_at: new Date(deps.now().getTime() + KEPT_MS),
    });
    // Cancelled in the last moment.
    if (!ended) await deps.storage.remove({ workspaceId, id });
  } catch (error) {
    if (error instanceof GivenUp) return;
    // What the condition names may have gone since it was asked: another try would find it no better.
    const isFinal = error instanceof Problem || (job.isLast && !job.signal.aborted);
    if (isFinal) await settle(deps, row, { fault: "broken" });
    if (!(error instanceof Problem)) throw error;
  }
}

async function writeFile(deps: ExportDeps, tx: Tx, row: ExportRow, path: string, signal: AbortSignal) {
  const { workspace_id: workspaceId } = row;
  // The database allows these alone.
  const mode = row.mode as ExportMode;
  const person = (await findEmployee(tx, workspaceId, row.employee_id, row.scopes))?.person;
  if (!person || !["report.export" as const, ...SEEING[mode]].every((needed) => person.permissions.has(needed))) {
    await settle(deps, row, { fault: "no-permission" });
    throw new GivenUp();
  }
  const ctx = { workspaceId, person, now: row.started_at };
  const offered = await fieldsOfMode(tx, ctx, mode);
  // Hidden from his role since he asked: left out, as in the list.
  const fields: FieldDef[] = row.fields.flatMap((key) => offered.get(key) ?? []);
  const language = languageOf(row.language);
  const texts = deps.texts(language);
  const asked = { mode, where: row.condition || undefined, sort: row.sort ?? undefined, ...narrowedBy(row) };
  const list = await openList(tx, ctx, asked, { fields, language, texts, publicUrl: deps.publicUrl });
  const tell = teller(deps, row, await list.total());
  await tell(0);
  // The transaction may be run again: the file is begun anew with it.
  const file: OutFile = openOutFile(path);
  try {
    const table = await openTable(row.format as ExportFormat, {
      file,
      fields,
      titles: fields.map((field) => titleOf(field, language)),
      language,
      name: texts(`export:file.${mode}`),
      now: row.started_at,
    });
    let written = 0;
    for await (const lines of list.lines(BATCH)) {
      signal.throwIfAborted();
      await table.write(lines);
      written += lines.length;
      await tell(written);
    }
    return { written, size: await table.end() };
  } catch (error) {
    await file.remove();
    throw error;
  }
}

/** What the list is narrowed by beside its condition, as `startExport` has kept it. */
const narrowedBy = ({ asked }: ExportRow) => asked as { search?: string; company?: string; category?: string };

const openRow = (tx: Tx, workspaceId: string, id: string): Promise<ExportRow | undefined> =>
  tx
    .selectFrom("ticket_export")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .executeTakeFirst();

/** Notes how far it is, now and then, and stops where it was cancelled. */
function teller(deps: ExportDeps, row: ExportRow, total: number): (written: number) => Promise<void> {
  let told = Number.NEGATIVE_INFINITY;
  return async (written) => {
    if (performance.now() - told < TELL_EVERY) return;
    told = performance.now();
    if (!(await change(deps, row, { total, written }))) throw new GivenUp();
  };
}

const settle = (deps: ExportDeps, row: ExportRow, end: Parameters<typeof change>[2]): Promise<boolean> =>
  change(deps, row, { ...end, ended_at: deps.now() });

/** Changes the row while it is open, and tells the person; answers false when it is not open any more. */
function change(
  { db }: ExportDeps,
  { workspace_id: workspaceId, id, employee_id: personId }: ExportRow,
  set: Partial<Pick<ExportRow, "total" | "written" | "size" | "expires_at" | "ended_at" | "fault">>,
): Promise<boolean> {
  return inWorkspace(db, workspaceId, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable("ticket_export")
      .set(set)
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .where("ended_at", "is", null)
      .executeTakeFirst();
    await tellPerson(tx, { workspaceId, personId, event: "export", data: { id, ended: set.ended_at !== undefined } });
    return numUpdatedRows > 0n;
  });
}
