import type { Process } from "../../core/process/process.ts";
import { perConfiguration } from "../platform/configuration.ts";
import type { Tx } from "../platform/database.ts";
import { notFound } from "../platform/http/problem.ts";

/** Versions never change once written, so they are read once per server. Enough for hundreds of workspaces. */
const KEPT = 2_000;
const known = new Map<string, Process>();

/**
 * A process of the workspace: the version that a ticket stands on, or the current one. 404 `process/not-found` when
 * there is none.
 */
export async function loadProcess(tx: Tx, workspaceId: string, key: string, version?: number): Promise<Process> {
  if (version !== undefined) {
    const kept = known.get(nameOf(workspaceId, key, version));
    if (kept) return kept;
  }
  const wanted = version ?? (await currentVersion(tx, workspaceId, key));
  const name = nameOf(workspaceId, key, wanted);
  const kept = known.get(name);
  if (kept) return kept;
  const row = await tx
    .selectFrom("process")
    .select("definition")
    .where("workspace_id", "=", workspaceId)
    .where("key", "=", key)
    .where("version", "=", wanted)
    .executeTakeFirst();
  if (!row) throw notFound("process");
  const process = readDefinition(row.definition);
  if (known.size >= KEPT) known.clear();
  known.set(name, process);
  return process;
}

/** The process as new tickets start on it. */
export const currentProcess = (tx: Tx, workspaceId: string, key: string): Promise<Process> =>
  loadProcess(tx, workspaceId, key);

/** The current versions of all processes, by key. */
export const loadProcesses = (tx: Tx, workspaceId: string): Promise<Process[]> =>
  perConfiguration(tx, workspaceId, "processes", () => readProcesses(tx, workspaceId));

async function readProcesses(tx: Tx, workspaceId: string): Promise<Process[]> {
  const rows = await tx
    .selectFrom("process")
    .select("definition")
    .where("workspace_id", "=", workspaceId)
    .where("current", "=", true)
    .orderBy("key")
    .limit(200)
    .execute();
  return rows.map((row) => readDefinition(row.definition));
}

const nameOf = (workspaceId: string, key: string, version: number): string => `${workspaceId}/${key}/${version}`;

const currentVersion = (tx: Tx, workspaceId: string, key: string): Promise<number> =>
  perConfiguration(tx, workspaceId, `version of ${key}`, async () => {
    const row = await tx
      .selectFrom("process")
      .select("version")
      .where("workspace_id", "=", workspaceId)
      .where("key", "=", key)
      .where("current", "=", true)
      .executeTakeFirst();
    if (!row) throw notFound("process");
    return row.version;
  });

/** Definitions are checked before they are stored, see create-workspace.ts. */
export const readDefinition = (definition: unknown): Process => definition as Process;
