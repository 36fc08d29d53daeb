import { configurationOf, type Tx } from "./database.ts";

/** Workspaces of which something is kept. */
const MOST_WORKSPACES = 500;
const kept = new Map<string, { version: number; values: Map<string, unknown> }>();

/**
 * What `load` reads of the tables that administrators set up (settings, processes, fields, service types), kept as long
 * as nothing of it changes: for the same version of the configuration it is read once per server. The answer is shared,
 * so nobody may change it. `name` stands for what is loaded. A transaction that has itself changed something reads anew
 * (`configurationChanged`), and so does one outside of `inWorkspace`.
 */
export async function perConfiguration<T>(
  tx: Tx,
  workspaceId: string,
  name: string,
  load: () => Promise<T>,
): Promise<T> {
  const version = configurationOf(tx);
  if (version === null) return load();
  const known = kept.get(workspaceId);
  if (known?.version === version && known.values.has(name)) {
    // Whatever stands under a name was put there by the `load` of this name.
    return known.values.get(name) as T;
  }
  const value = await load();
  keep(workspaceId, version, name, value);
  return value;
}

function keep(workspaceId: string, version: number, name: string, value: unknown): void {
  const known = kept.get(workspaceId);
  if (known?.version === version) known.values.set(name, value);
  // A transaction that began before the change does not put out what was read after it.
  else if (!known || known.version < version) {
    if (kept.size >= MOST_WORKSPACES) kept.clear();
    kept.set(workspaceId, { version, values: new Map([[name, value]]) });
  }
}
