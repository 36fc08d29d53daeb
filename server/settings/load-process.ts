import type { Process, Status } from "../../core/process/process.ts";
import { perConfiguration } from "../platform/configuration.ts";
import type { Tx } from "../platform/database.ts";
import { notFound } from "../platform/http/problem.ts";

/** Versions never change once written, so they are read once per server. Enough for hundreds of workspaces. */
const KEPT = 2_000;
const known = new Map<string, Process>();
/** Earlier versions that are looked through for statuses that are gone. */
const MOST_VERSIONS = 500;

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

/** A status that only earlier versions of a process have. */
export type PastStatus = { key: string } & Pick<Status, "name" | "category" | "colour">;

/** Statuses that only earlier versions have, as the latest of these called them, by process. */
export const loadPastStatuses = (tx: Tx, workspaceId: string): Promise<ReadonlyMap<string, PastStatus[]>> =>
  perConfiguration(tx, workspaceId, "past statuses", async () => {
    const current = new Map((await loadProcesses(tx, workspaceId)).map((process) => [process.key, process]));
    const rows = await tx
      .selectFrom("process")
      .select(["key", "definition"])
      .where("workspace_id", "=", workspaceId)
      .where("current", "=", false)
      .orderBy("version", "desc")
      .limit(MOST_VERSIONS)
      .execute();
    const past = new Map<string, Map<string, PastStatus>>();
    for (const { key, definition } of rows) {
      const known = past.get(key) ?? new Map<string, PastStatus>();
      past.set(key, known);
      for (const [status, { name, category, colour }] of Object.entries(readDefinition(definition).statuses)) {
        const isGone = !Object.hasOwn(current.get(key)?.statuses ?? {}, status);
        if (isGone && !known.has(status)) known.set(status, { key: status, name, category, colour });
      }
    }
    return new Map([...past].map(([key, statuses]) => [key, [...statuses.values()]]));
  });

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
