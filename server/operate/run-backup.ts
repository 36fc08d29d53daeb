import { dirname, join } from "node:path";
import { diskStorage } from "../files/storage.ts";
import type { Config } from "../platform/config.ts";
import { backupPath, makeBackup } from "./backup.ts";
import { type Keys, keysToKeep } from "./keys.ts";
import { noteBackup } from "./last-backup.ts";
import { deleteOldest, deletePieces } from "./old-backups.ts";
import { readRelease } from "./release.ts";
import { restoreBackup } from "./restore.ts";

/** What the commands need of the settings. */
export type Place = Pick<Config, "dataFolder" | "secret" | "secretKey" | "backup">;

export const keysOf = ({ secret, secretKey }: Place): Keys => ({ secret, "secret-key": secretKey });
export const filesFolderOf = ({ dataFolder }: Place): string => join(dataFolder, "files");

/** `pult backup`: makes one and says what is in it. `keep`: so many of its folder are left, the oldest are deleted. */
export async function runBackup(
  place: Place,
  url: string,
  options: { to?: string; keep?: string; withoutKeys: boolean; now: Date },
): Promise<string> {
  const { dataFolder } = place;
  const most = options.keep === undefined ? null : Number(options.keep);
  if (most !== null && !(Number.isInteger(most) && most > 0)) throw new Error("--keep is a whole number above 0.");
  const keys = keysOf(place);
  const kept = options.withoutKeys ? {} : await keysToKeep(dataFolder, keys);
  const { version: release } = await readRelease();
  const storage = diskStorage(filesFolderOf(place));
  const path = await backupPath(place.backup.folder, options.to, options.now);
  const backup = await makeBackup({ url, storage, keys, kept, release }, path);
  await noteBackup(dataFolder, backup);
  const folder = dirname(path);
  await deletePieces(folder, options.now);
  const gone = most === null ? [] : await deleteOldest(folder, most);
  const { content, faultyFiles } = backup.manifest;
  const rows = Object.values(content.tables).reduce((sum, { count }) => sum + count, 0);
  const missing = Object.entries(backup.manifest.keys).flatMap(([name, key]) => (key.kept ? [] : [name]));
  return [
    `${path}: ${rows} rows, ${content.files.count} files, ${content.jobs.count} jobs, ${megabytes(backup.bytes)}, checked.`,
    `Content hash ${content.hash}.`,
    ...(missing.length > 0
      ? [`Without the ${missing.join(" and the ")}: keep what PULT_SECRET… is set to elsewhere.`]
      : []),
    ...(faultyFiles > 0 ? [`${faultyFiles} files were not as they were stored: pult verify names them.`] : []),
    ...gone.map((name) => `${name} was deleted, being older than the last ${most}.`),
  ].join("\n");
}

/** `pult restore`: says what was restored and what is left to do. */
export async function runRestore(
  place: Place,
  url: string,
  options: { file: string; force: boolean },
): Promise<string> {
  const filesFolder = filesFolderOf(place);
  const { manifest, migrated, left } = await restoreBackup(options.file, {
    url,
    filesFolder,
    storage: diskStorage(filesFolder),
    dataFolder: place.dataFolder,
    keys: keysOf(place),
    force: options.force,
  });
  const { content, takenAt, release } = manifest;
  return [
    `Restored as it stood at ${takenAt} (Pult ${release}): ${content.tables.ticket?.count ?? 0} tickets, ` +
      `${content.files.count} files, ${content.jobs.count} jobs. Content hash ${content.hash}, equal to the backup's.`,
    ...(migrated.length > 0 ? [`Brought up to this version by ${migrated.join(", ")}.`] : []),
    ...left,
  ].join("\n");
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
