import { once } from "node:events";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Client } from "pg";
import type { FileStorage } from "../files/storage.ts";
import { FORMAT, fileEntry, HEAD, KEYS, type Manifest } from "./backup-format.ts";
import { addFile, type Content, contentOf, type Part, toPart } from "./content-hash.ts";
import { type Keys, markOf } from "./keys.ts";
import { type Packer, packBackup } from "./pack-backup.ts";
import { checkBackup } from "./read-backup.ts";
import { RowsHash, rowsHashOfCopy } from "./rows-hash.ts";
import {
  connectForCopy,
  copyJobs,
  copyTable,
  inSnapshot,
  type KnownFile,
  readApplied,
  readFiles,
  readSequences,
  readTables,
  type TableShape,
} from "./snapshot.ts";

/** What a backup is made of. */
export type BackupSource = {
  /** The database, as the owner of its tables. */
  readonly url: string;
  readonly storage: FileStorage;
  /** The keys in force, and those that go into the backup. */
  readonly keys: Keys;
  readonly kept: Partial<Keys>;
  readonly release: string;
};

/** What was written. */
export type Backup = { readonly path: string; readonly bytes: number; readonly manifest: Manifest };

/**
 * Writes everything that a desk holds, as it stood at one moment, into one file ([B-OPS-03]). The desk may be at work.
 * The file is read again and checked before it gets its name, so whatever has the name is whole. Throws when there is
 * such a file, and leaves nothing behind when it fails.
 */
export async function makeBackup(source: BackupSource, path: string): Promise<Backup> {
  if (await exists(path)) throw new Error(`There is a file ${path} already: give another name.`);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const partial = `${path}.partial`;
  try {
    const manifest = await writeBackup(source, partial);
    const found = await checkBackup(partial);
    if (JSON.stringify(found) !== JSON.stringify(manifest)) throw new Error(`${partial} is not what was written.`);
    const { size } = await stat(partial);
    await rename(partial, path);
    await syncFolder(dirname(path));
    return { path, bytes: size, manifest };
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function writeBackup(source: BackupSource, path: string): Promise<Manifest> {
  const archive = packBackup(path);
  try {
    return await inSnapshot(source.url, async (client) => {
      const head = await readHead(client, source.release);
      await archive.add(HEAD, Buffer.from(JSON.stringify(head)));
      const tables = await readTables(client);
      await holdTables(client, tables);
      // The files come first: the sooner they are read, the fewer are cleared away meanwhile.
      const files = await addFiles(client, source, archive);
      if (Object.keys(source.kept).length > 0) await archive.add(KEYS, Buffer.from(JSON.stringify(source.kept)));
      const content = await addRows(client, archive, tables, files);
      const migrations = await readApplied(client);
      const keys = {
        secret: { mark: markOf(source.keys.secret), kept: source.kept.secret !== undefined },
        "secret-key": { mark: markOf(source.keys["secret-key"]), kept: source.kept["secret-key"] !== undefined },
      };
      const finishedAt = new Date().toISOString();
      const said = { ...head, finishedAt, migrations, tables, content, faultyFiles: files.faulty, keys };
      let manifest: Manifest | undefined;
      await archive.finish((sums) => {
        manifest = { ...said, ...sums };
        return manifest;
      });
      if (!manifest) throw new Error("The backup ended without a manifest");
      return manifest;
    });
  } catch (error) {
    await archive.abort();
    throw error;
  }
}

async function readHead(client: Client, release: string) {
  const { rows } = await client.query<{ now: Date; version: string }>(
    "select now() as now, current_setting('server_version') as version",
  );
  const [row] = rows;
  if (!row) throw new Error("The database does not tell its time");
  return { format: FORMAT, release, takenAt: row.now.toISOString(), postgres: row.version };
}

/** No migration may change a table between the look at its columns and the reading of its rows. */
async function holdTables(client: Client, tables: readonly TableShape[]): Promise<void> {
  const names = tables.map(({ name }) => client.escapeIdentifier(name)).join(", ");
  if (names !== "") await client.query(`lock table ${names} in access share mode`);
}

type PackedFiles = { sum: RowsHash; faulty: number; gone: KnownFile[] };

async function addFiles(client: Client, { url, storage }: BackupSource, archive: Packer): Promise<PackedFiles> {
  const packed: PackedFiles = { sum: new RowsHash(), faulty: 0, gone: [] };
  for await (const file of readFiles(client)) {
    const { workspaceId, id } = file;
    const found = await openFile(storage, file);
    if (found) {
      const sum = await archive.add(fileEntry(workspaceId, id), found);
      addFile(packed.sum, file, sum);
      if (file.sha256 && file.sha256.toString("hex") !== sum) packed.faulty++;
    } else if (await isGone(url, file)) packed.gone.push(file);
    else packed.faulty++;
  }
  return packed;
}

/** Null when there is nothing; a file that is open stays readable when it is cleared away. */
async function openFile(storage: FileStorage, { workspaceId, id }: KnownFile) {
  const found = await storage.open({ workspaceId, id });
  if (!found) return null;
  try {
    await once(found.stream, "readable");
    return found;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/** An upload that nobody used may be cleared away after the snapshot: then its row is gone by now too. */
async function isGone(url: string, { workspaceId, id }: KnownFile): Promise<boolean> {
  const client = await connectForCopy(url);
  try {
    const { rowCount } = await client.query("select from file where workspace_id = $1 and id = $2", [workspaceId, id]);
    return rowCount === 0;
  } finally {
    await client.end();
  }
}

async function addRows(
  client: Client,
  archive: Packer,
  shapes: readonly TableShape[],
  { sum: files, gone }: PackedFiles,
): Promise<Content> {
  const tables: Record<string, Part> = {};
  for (const shape of shapes) {
    const list = gone.map(({ workspaceId, id }) => `('${workspaceId}', '${id}')`).join(", ");
    const where = shape.name === "file" && list !== "" ? `(workspace_id, id) not in (${list})` : undefined;
    const rows = rowsHashOfCopy();
    await archive.addParts(`tables/${shape.name}`, copyTable(client, shape, where), rows.add);
    tables[shape.name] = toPart(rows.result);
  }
  const jobs = rowsHashOfCopy();
  await archive.addParts("jobs", copyJobs(client), jobs.add);
  return contentOf({ tables, sequences: await readSequences(client), jobs: toPart(jobs.result), files });
}

/** `pult-2026-11-21T09-30-00Z.tar.zst`: names of backups sort by their time. */
export const backupName = (at: Date): string =>
  `pult-${at
    .toISOString()
    .replace(/\.\d+Z$/, "Z")
    .replaceAll(":", "-")}.tar.zst`;

/** Where a backup goes: the file that was named, or a file in the folder that was named, or in the one of the settings. */
export async function backupPath(folder: string, to: string | undefined, at: Date): Promise<string> {
  const name = backupName(at);
  if (to === undefined) return join(folder, name);
  const found = await stat(to).catch(() => null);
  if (found?.isDirectory() || to.endsWith("/")) return join(to, name);
  return join(dirname(to), basename(to));
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/** The new name itself must survive a loss of power. Windows has no such thing. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
