import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { cleanFileName } from "../channels/email/file-name.ts";
import { type Db, inWorkspace } from "../platform/database.ts";
import { isDatabaseAway } from "../platform/database-away.ts";
import { newId } from "../platform/ids.ts";
import { FILE_LIMIT, type FileRow, tooLarge, type Uploader, uploaderColumns } from "./file-row.ts";
import { inspectFile } from "./inspect-file.ts";
import type { FileKey, FileStorage } from "./storage.ts";

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
}

/**
 * Writes a file to the storage and then its row, in a transaction of its own: bytes cannot be rolled back, so what is
 * stored and not claimed in the end is cleared away like any unused upload. Throws 413 over the limit.
 */
export async function storeFile(db: Db, storage: FileStorage, file: NewFile): Promise<FileRow> {
  const { workspaceId } = file;
  const id = newId();
  const path = join(storage.scratch, id);
  await mkdir(storage.scratch, { recursive: true, mode: 0o700 });
  try {
    await pipeline(
      Buffer.isBuffer(file.content) ? Readable.from([file.content]) : file.content,
      upTo(file.limit ?? FILE_LIMIT),
      createWriteStream(path, { mode: 0o600 }),
    );
    const { size, type, sha256, width, height } = await inspectFile(path);
    await storage.keep({ workspaceId, id }, path);
    return await inWorkspace(db, workspaceId, (tx) =>
      tx
        .insertInto("file")
        .values({
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
        })
        .returningAll()
        .executeTakeFirstOrThrow(),
    );
  } catch (error) {
    await rm(path, { force: true });
    // Cut off from the database it is not known whether the row is there: then its bytes must be, too.
    if (!isDatabaseAway(error)) await storage.remove({ workspaceId, id });
    throw error;
  }
}

/** Takes back a file that nothing was made of. */
export async function discardFile(db: Db, storage: FileStorage, key: FileKey): Promise<void> {
  const { workspaceId, id } = key;
  await inWorkspace(db, workspaceId, (tx) =>
    tx.deleteFrom("file").where("workspace_id", "=", workspaceId).where("id", "=", id).execute(),
  );
  await storage.remove(key);
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
