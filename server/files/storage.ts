import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { makeScanner, type Scanner } from "./scanner.ts";

/** Which bytes are meant: those of a file, or a copy made from it (`variant`, for example `480.webp`). */
export interface FileKey {
  readonly workspaceId: string;
  readonly id: string;
  readonly variant?: string;
}

/** Bytes from `start` to `end`, both included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Where the bytes of files are kept. What is written is there whole or not at all. */
export interface FileStorage {
  /** A local folder for what is not finished yet; made when it is missing. */
  readonly scratch: string;
  /** Looks into a file of `scratch` before it is kept for people; absent where no scanner is set. */
  readonly scan?: Scanner;
  /** Takes over a finished local file from `scratch`, which is gone then. */
  keep(key: FileKey, path: string): Promise<void>;
  /** Null when there is nothing under the key. `size` is that of all bytes, also when a range is read. */
  open(key: FileKey, range?: ByteRange): Promise<{ stream: Readable; size: number } | null>;
  /** Removes the file and every copy of it; nothing happens when it is not there. */
  remove(key: FileKey): Promise<void>;
}

/**
 * Files on the local disk: `<folder>/<workspace>/<last two of the id>/<id>`. `scanner`: the address of one that looks into
 * what people bring in, before it is kept.
 */
export function diskStorage(folder: string, scanner: string | null = null): FileStorage {
  const scratch = join(folder, "unfinished");
  // The beginning of an id is its time, so that the end spreads them over folders.
  const shelf = ({ workspaceId, id }: FileKey) => join(folder, workspaceId, id.slice(-2));
  const pathOf = (key: FileKey) => join(shelf(key), key.variant ? `${key.id}.${key.variant}` : key.id);
  return {
    scratch,
    ...(scanner === null ? {} : { scan: makeScanner(scanner) }),
    async keep(key, path) {
      const file = await open(path, "r+");
      try {
        await file.datasync();
      } finally {
        await file.close();
      }
      await mkdir(shelf(key), { recursive: true, mode: 0o700 });
      await rename(path, pathOf(key));
      await syncFolder(shelf(key));
    },
    async open(key, range) {
      const path = pathOf(key);
      const found = await stat(path).catch(unlessMissing);
      return found && { stream: createReadStream(path, range ?? {}), size: found.size };
    },
    async remove(key) {
      const names = (await readdir(shelf(key)).catch(unlessMissing)) ?? [];
      for (const name of names.filter((it) => it === key.id || it.startsWith(`${key.id}.`))) {
        await rm(join(shelf(key), name), { force: true });
      }
    },
  };
}

/** The name is on the disk too: without it a loss of power could leave the row in the database and no file. */
async function syncFolder(folder: string): Promise<void> {
  // Windows knows no such thing, and needs none.
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function unlessMissing(error: unknown): null {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
  throw error;
}
