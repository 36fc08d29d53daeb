import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Backup } from "./backup.ts";

/** What is noted of the last backup that was made and checked. */
export type LastBackup = { readonly at: string; readonly path: string; readonly bytes: number; readonly hash: string };

const fileOf = (dataFolder: string): string => join(dataFolder, "last-backup.json");

/** Notes a backup for `pult doctor`. Not in the database: a restored desk must not speak of it. */
export async function noteBackup(dataFolder: string, { path, bytes, manifest }: Backup): Promise<void> {
  const note: LastBackup = { at: manifest.takenAt, path, bytes, hash: manifest.content.hash };
  const making = `${fileOf(dataFolder)}.${process.pid}`;
  await writeFile(making, JSON.stringify(note, null, 2), { mode: 0o600 });
  await rename(making, fileOf(dataFolder));
}

/** Null when none was made from this data folder. */
export async function readLastBackup(dataFolder: string): Promise<LastBackup | null> {
  try {
    return JSON.parse(await readFile(fileOf(dataFolder), "utf8")) as LastBackup;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
