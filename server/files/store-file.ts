import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Insertable } from "kysely";
import { cleanFileName } from "../channels/email/file-name.ts";
import { type Db, inWorkspace, type Tx } from "../platform/database.ts";
import { isDatabaseAway } from "../platform/database-away.ts";
import { newId } from "../platform/ids.ts";
import type { FileTable } from "../platform/tables.ts";
import { FILE_LIMIT, type FileRow, tooLarge, type Uploader, uploaderColumns } from "./file-row.ts";
import { type Inspected, inspectFile } from "./inspect-file.ts";
import { infected } from "./scanner.ts";
import type { FileStorage } from "./storage.ts";

/** A file that comes in by another way than an upload. */
export interface NewFile {
  readonly workspaceId: string;
  /** As it came; made safe here. */
  readonly name: string;
  readonly content: Buffer | Readable;
  /** `upload` waits to be claimed (`claimFiles`) and is thrown away after a day; `letter` is a raw letter and stays. */
  readonly purpose: "upload" | "letter";
  /** Null: the system. */
  readonly by: Uploader;
  readonly now: Date;
  /** Bytes; 40 MB when not given. */
  readonly limit?: number;
  /** Where it is known already; else its bytes are looked at. */
  readonly type?: string;
}

/**
 * Writes a file to the storage and then its row, in a transaction of its own: bytes cannot be rolled back, so what is
 * stored and not claimed in the end is cleared away like any unused upload. Throws 413 over the limit, 422 when the
 * scanner finds something in it.
 */
export async function storeFile(db: Db, storage: FileStorage, file: NewFile): Promise<FileRow> {
  const { workspaceId } = file;
  const row = await layFile(storage, file);
  try {
    return await inWorkspace(db, workspaceId, (tx) => insertFile(tx, row));
  } catch (error) {
    // Cut off from the database it is not known whether the row is there: then its bytes must be, too.
    if (!isDatabaseAway(error)) await storage.remove({ workspaceId, id: row.id });
    throw error;
  }
}

/** The row of a file whose bytes are in the storage. */
export type LaidFile = Insertable<FileTable> & { id: string; size: number; sha256: Buffer };

/** Writes a file to the storage only, and answers the row that the caller has to insert. Throws 413 over the limit. */
export async function layFile(storage: FileStorage, file: NewFile): Promise<LaidFile> {
  const { workspaceId } = file;
  const id = newId();
  const path = join(storage.scratch, id);
  await mkdir(storage.scratch, { recursive: true, mode: 0o700 });
  try {
    const { size, type, sha256, width, height } = await write(file, path);
    // A raw letter is for those who set mail up, as it came; its files come by themselves.
    const found = file.purpose === "upload" ? await storage.scan?.(path) : null;
    if (found) throw infected(found);
    await storage.keep({ workspaceId, id }, path);
    return {
      workspace_id: workspaceId,
      id,
      name: cleanFileName(file.name, type),
      size,
      type,
      sha256,
      width,
      height,
      purpose: file.purpose,
      ...uploaderColumns(file.by),
      complete: true,
      created_at: file.now,
    };
  } catch (error) {
    await rm(path, { force: true });
    await storage.remove({ workspaceId, id });
    throw error;
  }
}

/** Makes a file known whose bytes are in the storage. */
export const insertFile = (tx: Tx, row: LaidFile): Promise<FileRow> =>
  tx.insertInto("file").values(row).returningAll().executeTakeFirstOrThrow();

async function write({ content, type, limit = FILE_LIMIT }: NewFile, path: string): Promise<Inspected> {
  // What is all here and known need not be read again.
  if (Buffer.isBuffer(content) && type !== undefined) {
    if (content.length > limit) throw tooLarge();
    await writeFile(path, content, { mode: 0o600 });
    const sha256 = createHash("sha256").update(content).digest();
    return { size: content.length, type, sha256, width: null, height: null };
  }
  await pipeline(
    Buffer.isBuffer(content) ? Readable.from([content]) : content,
    upTo(limit),
    createWriteStream(path, { mode: 0o600 }),
  );
  const inspected = await inspectFile(path);
  return type === undefined ? inspected : { ...inspected, type };
}

function upTo(limit: number): Transform {
  let passed = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      passed += chunk.length;
      if (passed > limit) done(tooLarge());
      else done(null, chunk);
    },
  });
}
