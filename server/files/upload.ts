import { rm } from "node:fs/promises";
import { join } from "node:path";
import { cleanFileName } from "../channels/email/file-name.ts";
import { type Db, inWorkspace, type Tx } from "../platform/database.ts";
import type { Person } from "../platform/http/context.ts";
import { notFound, Problem } from "../platform/http/problem.ts";
import { type FileRow, uploaderColumns } from "./file-row.ts";
import { inspectFile } from "./inspect-file.ts";
import { infected } from "./scanner.ts";
import type { FileStorage } from "./storage.ts";

/** How many uploads of one person may wait to be attached: room for several full tickets, not for a whole disk. */
const MOST_WAITING = 100;

/** An upload begins: its row. Throws 429 when too many wait already. */
export async function beginUpload(
  db: Db,
  person: Person,
  upload: { id: string; name: string | null; size: number; now: Date },
): Promise<void> {
  await inWorkspace(db, person.workspaceId, async (tx) => {
    const { waiting } = await ofPerson(tx, person)
      .select((eb) => eb.fn.countAll<number>().as("waiting"))
      .executeTakeFirstOrThrow();
    if (waiting >= MOST_WAITING) {
      const message = `${MOST_WAITING} uploads of yours wait to be attached.`;
      throw new Problem(429, "file/too-many-uploads", message, {
        refusals: [{ code: "too-many-uploads", message, mend: "Attach or delete some; unused ones go after a day." }],
      });
    }
    await tx
      .insertInto("file")
      .values({
        workspace_id: person.workspaceId,
        id: upload.id,
        name: cleanFileName(upload.name, ""),
        size: upload.size,
        purpose: "upload",
        ...uploaderColumns(person),
        created_at: upload.now,
      })
      .execute();
  });
}

/** An upload of this person that is not part of anything yet; 404 for all others. */
export async function accessUpload(db: Db, person: Person, id: string): Promise<FileRow> {
  const row = await inWorkspace(db, person.workspaceId, (tx) =>
    ofPerson(tx, person).selectAll().where("id", "=", id).executeTakeFirst(),
  );
  if (!row) throw notFound("file");
  return row;
}

/**
 * All bytes have come: looks into them, puts them in their place and says so on the row. May be called again. What the
 * scanner finds something in, or cannot look into, is gone: 422 `file/infected`, 503 `file/scanner-away`.
 */
export async function finishUpload(db: Db, storage: FileStorage, person: Person, id: string): Promise<void> {
  const { workspaceId } = person;
  const path = join(storage.scratch, id);
  try {
    const found = await storage.scan?.(path);
    if (found) throw infected(found);
  } catch (error) {
    await dropUpload(db, storage, person, id);
    throw error;
  }
  const { size, type, sha256, width, height } = await inspectFile(path);
  await storage.keep({ workspaceId, id }, path);
  await inWorkspace(db, workspaceId, (tx) =>
    tx
      .updateTable("file")
      .set({ size, type, sha256, width, height, complete: true })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .execute(),
  );
  await rm(`${path}.json`, { force: true });
}

/** Gives an upload up. 404 when it is not his, or part of a ticket by now. */
export async function dropUpload(db: Db, storage: FileStorage, person: Person, id: string): Promise<void> {
  const dropped = await inWorkspace(db, person.workspaceId, (tx) =>
    tx
      .deleteFrom("file")
      .where("workspace_id", "=", person.workspaceId)
      .where("id", "=", id)
      .where("purpose", "=", "upload")
      .where("ticket_id", "is", null)
      .where("uploaded_by", "=", person.id)
      .where("uploaded_by_kind", "=", uploaderColumns(person).uploaded_by_kind)
      .executeTakeFirst(),
  );
  if (dropped.numDeletedRows === 0n) throw notFound("file");
  await removeBytes(storage, { workspaceId: person.workspaceId, id });
}

/** What is left of an upload on the disk, finished or not. */
export async function removeBytes(storage: FileStorage, key: { workspaceId: string; id: string }): Promise<void> {
  await storage.remove(key);
  await rm(join(storage.scratch, key.id), { force: true });
  await rm(join(storage.scratch, `${key.id}.json`), { force: true });
}

const ofPerson = (tx: Tx, person: Person) =>
  tx
    .selectFrom("file")
    .where("workspace_id", "=", person.workspaceId)
    .where("purpose", "=", "upload")
    .where("ticket_id", "is", null)
    .where("deleted_at", "is", null)
    .where("uploaded_by", "=", person.id)
    .where("uploaded_by_kind", "=", uploaderColumns(person).uploaded_by_kind);
