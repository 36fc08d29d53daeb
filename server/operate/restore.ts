import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { FileStorage } from "../files/storage.ts";
import { MIGRATIONS, migrate, readMigrations } from "../platform/migrate.ts";
import { KEY_NAMES, type Manifest } from "./backup-format.ts";
import { contentHash, differences } from "./content-hash.ts";
import { type Keys, restoreKeys } from "./keys.ts";
import { BackupFault, checkBackup, eachEntry } from "./read-backup.ts";
import { takeRows } from "./restore-rows.ts";
import { connectForCopy } from "./snapshot.ts";
import { clearMark, clearTarget, type Target, takeTarget } from "./target.ts";

/** Where to, and how. */
export type RestoreOptions = Target & {
  readonly storage: FileStorage;
  readonly dataFolder: string;
  /** The keys in force here. */
  readonly keys: Keys;
  /** Gives up what the target holds. */
  readonly force: boolean;
};

/** What was restored, and what is left to people, in sentences. */
export type Restored = { readonly manifest: Manifest; readonly migrated: readonly string[]; readonly left: string[] };

/**
 * Makes the target hold what the backup holds, and nothing else ([B-OPS-03]): checks the whole file before anything is
 * touched, then restores, then compares by content hash, then brings the tables up to this version of Pult. Throws a
 * `BackupFault` for a file that is no good, and an `Error` with the mend for a target that must not be filled. Broken off
 * in the middle, the target says that it is half restored.
 */
export async function restoreBackup(path: string, options: RestoreOptions): Promise<Restored> {
  const manifest = await checkBackup(path);
  const known = await readMigrations();
  refuseOtherMigrations(path, manifest, new Map(known.map(({ name, checksum }) => [name, checksum])));
  const client = await connectForCopy(options.url);
  try {
    await takeTarget(client, options, options.force);
    await clearTarget(client, options, basename(path));
    const had = new Set(manifest.migrations.map(({ name }) => name));
    await migrate(options.url, MIGRATIONS, had);
    const kept = await restoreEntries(path, manifest, options, client);
    const is = await contentHash(options.url, options.storage);
    if (is.hash !== manifest.content.hash) {
      const found = differences(is, manifest.content).join("\n");
      throw new Error(`What was restored is not what the backup holds:\n${found}\nRun it again with --force.`);
    }
    const migrated = await migrate(options.url);
    const left = await restoreKeys(options.dataFolder, { present: options.keys, kept, manifest });
    await clearMark(client);
    return { manifest, migrated, left };
  } finally {
    await client.end().catch(() => {});
  }
}

function refuseOtherMigrations(path: string, manifest: Manifest, known: ReadonlyMap<string, string>): void {
  const unknown = manifest.migrations.filter(({ name }) => !known.has(name));
  if (unknown.length > 0) {
    throw new BackupFault(
      `${path} was written by a newer Pult (${manifest.release}, with ${unknown.map(({ name }) => name).join(", ")}): ` +
        "restore it with that version.",
    );
  }
  const other = manifest.migrations.filter(({ name, checksum }) => known.get(name) !== checksum);
  if (other.length > 0) {
    throw new BackupFault(
      `${path} was written by another Pult (${manifest.release}): its ${other.map(({ name }) => name).join(", ")} ` +
        "is not ours. Restore it with the version that wrote it.",
    );
  }
}

async function restoreEntries(
  path: string,
  manifest: Manifest,
  { storage }: RestoreOptions,
  client: Awaited<ReturnType<typeof connectForCopy>>,
): Promise<Partial<Keys>> {
  const kept: Partial<Record<keyof Keys, string>> = {};
  await mkdir(storage.scratch, { recursive: true, mode: 0o700 });
  const rows = await takeRows(client, manifest);
  await eachEntry(path, async (entry, pieces) => {
    if (entry.kind === "file") {
      const scratch = join(storage.scratch, entry.id);
      await pipeline(pieces, createWriteStream(scratch, { mode: 0o600 }));
      await storage.keep(entry, scratch);
    } else if (entry.kind === "rows") await rows.take(entry.table, pieces);
    else if (entry.kind === "jobs") await rows.take(null, pieces);
    else if (entry.kind === "keys") {
      const found: unknown = JSON.parse(Buffer.concat(await Array.fromAsync(pieces)).toString());
      for (const name of KEY_NAMES) {
        const key: unknown = Object.entries(found ?? {}).find(([of]) => of === name)?.[1];
        if (typeof key === "string") kept[name] = key;
      }
    } else for await (const _ of pieces);
  });
  await rows.finish();
  return kept;
}
