import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { after, before, describe, it } from "node:test";
import { NOW, type TestApp, testApp } from "../../test/app.ts";
import { inWorkspace } from "../platform/database.ts";
import { claimFiles } from "./claim-files.ts";
import { diskStorage, type FileStorage } from "./storage.ts";
import { type NewFile, storeFile } from "./store-file.ts";

let app: TestApp;
let folder: string;
let storage: FileStorage;
before(async () => {
  app = await testApp();
  folder = await mkdtemp(join(tmpdir(), "pult-store-"));
  storage = diskStorage(folder);
});
after(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const file = (more: Partial<NewFile> = {}): NewFile => ({
  workspaceId: app.cast.workspaceId,
  name: "вложение.txt",
  content: Buffer.from("из письма"),
  purpose: "upload",
  by: null,
  now: NOW,
  ...more,
});

describe("storeFile", () => {
  it("keeps what a letter brought, to be claimed by the system and by nobody else", async () => {
    const row = await storeFile(app.db, storage, file({ content: Readable.from(["из ", "письма"]) }));
    assert.deepEqual([row.type, row.size, row.complete], ["text/plain", 17, true]);
    const found = await storage.open({ workspaceId: row.workspace_id, id: row.id });
    assert.equal(found && (await text(found.stream)), "из письма");

    const { workspaceId } = app.cast;
    const ticketId = (await app.as("dina").post("/tickets", { subject: "Кран", channel: "call" })).body.id;
    const claim = { ticketId, files: [row.id], purpose: "message" as const };
    const asBoss = inWorkspace(app.db, workspaceId, (tx) =>
      claimFiles(tx, { workspaceId, person: app.cast.people.boss }, claim),
    );
    await assert.rejects(asBoss, { code: "ticket/refused" });
    const claimed = await inWorkspace(app.db, workspaceId, (tx) =>
      claimFiles(tx, { workspaceId, person: null }, claim),
    );
    assert.deepEqual(
      claimed.map((it) => [it.id, it.ticket_id]),
      [[row.id, ticketId]],
    );
  });

  it("leaves nothing behind when it is too large or breaks off", async () => {
    const before = await readdir(folder, { recursive: true });
    await assert.rejects(storeFile(app.db, storage, file({ limit: 5 })), { code: "file/too-large" });
    const broken = Readable.from(
      (function* () {
        yield "начало";
        throw new Error("the line broke");
      })(),
    );
    await assert.rejects(storeFile(app.db, storage, file({ content: broken })), /the line broke/);
    assert.deepEqual(await readdir(folder, { recursive: true }), before);
  });
});
