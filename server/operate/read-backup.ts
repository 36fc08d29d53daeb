import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createZstdDecompress } from "node:zlib";
import { extract } from "tar-stream";
import { type BackupHead, type EntryKind, FORMAT, kindOf, type Manifest } from "./backup-format.ts";

/** Takes an entry: its pieces must be read to the end. */
export type TakeEntry = (entry: EntryKind, pieces: AsyncIterable<Buffer>, size: number) => Promise<void>;

/** What is wrong with a file that should be a backup, in words for who gave it. */
export class BackupFault extends Error {}

const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
/** The head and the manifest are held in memory; nothing that Pult wrote is longer. */
const MOST_JSON = 64 * 1024 * 1024;

/**
 * Reads a backup from its first to its last byte, holds every entry against its sum and the whole against the manifest,
 * and answers that. Throws a `BackupFault` for what is no backup, is damaged or cut off.
 */
export async function checkBackup(path: string): Promise<Manifest> {
  const all = createHash("sha256");
  let head: BackupHead | undefined;
  let manifest: Manifest | undefined;
  let lines: string[] = [];
  let entries = 0;
  await readEntries(path, async (name, kind, pieces, size) => {
    if (manifest) throw new BackupFault(`${path} goes on after its end.`);
    if (!head && kind.kind !== "head") throw notOurs(path);
    if (kind.kind === "manifest") {
      manifest = readJson<Manifest>(path, await textOf(pieces, size));
    } else if (kind.kind === "sums") {
      const text = await textOf(pieces, size);
      if (text !== lines.join("")) throw damaged(path, `the entries before ${name} are not what was written`);
      all.update(text);
      lines = [];
    } else {
      const sum = createHash("sha256");
      const held: Buffer[] = [];
      for await (const piece of pieces) {
        sum.update(piece);
        if (!head) held.push(piece);
      }
      if (!head) head = readHead(path, Buffer.concat(held).toString());
      lines.push(`${sum.digest("hex")}  ${name}\n`);
      entries++;
    }
  });
  if (!manifest) throw damaged(path, "its end is missing");
  if (manifest.entries !== entries || manifest.sums !== all.digest("hex") || lines.length > 0) {
    throw damaged(path, "it does not hold what its manifest says");
  }
  return manifest;
}

/** Reads a backup that was checked, entry by entry. */
export const eachEntry = (path: string, take: TakeEntry): Promise<void> =>
  readEntries(path, (_name, kind, pieces, size) => take(kind, pieces, size));

async function readEntries(
  path: string,
  take: (name: string, ...entry: Parameters<TakeEntry>) => Promise<void>,
): Promise<void> {
  await refuseForeign(path);
  const archive = extract();
  const read = pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), createZstdDecompress(), archive).then(
    () => null,
    (error: unknown) => damaged(path, error),
  );
  let fault: unknown = null;
  try {
    for await (const entry of archive) {
      const { name, type, size = 0 } = entry.header;
      const kind = type === "file" ? kindOf(name) : null;
      try {
        if (!kind) throw new BackupFault(`${path} has an entry that no backup of Pult has: ${name}`);
        await take(name, kind, piecesOf(path, entry), size);
      } catch (error) {
        fault = error;
        break;
      }
    }
  } catch (error) {
    fault = damaged(path, error);
  }
  // What is not read to its end would wait for us for ever; its complaint about that is no news.
  if (fault) archive.destroy();
  const readFault = await read;
  if (fault ?? readFault) throw fault ?? readFault;
}

/** The pieces of an entry; where they break off it is the archive that is broken, and not who reads it. */
async function* piecesOf(path: string, entry: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
  try {
    for await (const piece of entry) if (Buffer.isBuffer(piece)) yield piece;
  } catch (error) {
    throw damaged(path, error);
  }
}

async function refuseForeign(path: string): Promise<void> {
  const file = await open(path, "r").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      throw new BackupFault(`There is no file ${path}.`);
    }
    throw error;
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(ZSTD.length), 0, ZSTD.length, 0);
    if (bytesRead < ZSTD.length || !buffer.equals(ZSTD)) throw notOurs(path);
  } finally {
    await file.close();
  }
}

async function textOf(pieces: AsyncIterable<Buffer>, size: number): Promise<string> {
  if (size > MOST_JSON) throw new BackupFault("The backup holds a list that is too long to be one of Pult.");
  return Buffer.concat(await Array.fromAsync(pieces)).toString();
}

function readHead(path: string, text: string): BackupHead {
  const head = readJson<BackupHead>(path, text);
  if (typeof head.format !== "number") throw notOurs(path);
  if (head.format > FORMAT) {
    throw new BackupFault(
      `${path} was written by Pult ${head.release}, which writes backups that this one cannot read.`,
    );
  }
  return head;
}

/** The sums have vouched for the text, so it has the shape that we gave it. */
function readJson<T extends object>(path: string, text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    throw notOurs(path);
  }
}

const notOurs = (path: string) => new BackupFault(`${path} is not a backup of Pult.`);
const damaged = (path: string, what: unknown) =>
  new BackupFault(
    `${path} is damaged or cut off (${what instanceof Error ? what.message : what}): take another backup.`,
  );
