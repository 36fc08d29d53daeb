import type { WorkspaceSettings } from "../../contract/settings.ts";
import type { Process, Status } from "../../core/process/process.ts";

import type { Tx } from "../platform/database.ts";
import { loadProcess } from "./load-process.ts";
import { loadSettings } from "./load-settings.ts";

type Names = NonNullable<WorkspaceSettings["statusNames"]>;

/** By the settings that say so, for as long as these are in force: a process is named anew once. */
const known = new WeakMap<Names, Map<Process, Process>>();

/**
 * The process with the workspace's own names of statuses in place of those that it came with ([U-SYS-10]); keys and
 * everything else stay as they are.
 */
export function renamed(process: Process, names: Names): Process {
  if (Object.keys(names).length === 0) return process;
  const done = known.get(names) ?? new Map<Process, Process>();
  known.set(names, done);
  const before = done.get(process);
  if (before) return before;
  const statuses = Object.entries(process.statuses).map(([key, status]) => [
    key,
    withName(status, names[`${process.key}.${key}`]),
  ]);
  const own: Process = { ...process, statuses: Object.fromEntries(statuses) };
  done.set(process, own);
  return own;
}

function withName(status: Status, given: Names[string] | undefined): Status {
  const set = Object.fromEntries(Object.entries(given ?? {}).filter(([, text]) => text.trim() !== ""));
  return Object.keys(set).length === 0 ? status : { ...status, name: { ...status.name, ...set } };
}

/** A process as people read it: `loadProcess` with the workspace's own names of statuses. */
export async function loadNamedProcess(tx: Tx, workspaceId: string, key: string, version?: number): Promise<Process> {
  const { settings } = await loadSettings(tx, workspaceId);
  return renamed(await loadProcess(tx, workspaceId, key, version), settings.statusNames);
}
