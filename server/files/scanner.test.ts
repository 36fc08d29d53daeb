import assert from "node:assert/strict";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { createServer } from "node:net";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { upload } from "../../test/upload.ts";
import { diskStorage } from "./storage.ts";
import { storeFile } from "./store-file.ts";

/** Reads what is streamed to its end as clamd does, and answers by what is in it. */
const scanner = createServer((socket) => {
  let heard = Buffer.alloc(0);
  socket.on("error", () => {});
  socket.on("data", (piece: Buffer) => {
    heard = Buffer.concat([heard, piece]);
    if (!heard.subarray(-4).equals(Buffer.alloc(4))) return;
    assert.ok(heard.toString("latin1").startsWith("zINSTREAM\0"));
    socket.end(heard.includes("EICAR") ? "stream: Eicar-Test FOUND\0" : "stream: OK\0");
  });
});

describe("a scanner of files", () => {
  let app: TestApp;
  let address = "";
  before(async () => {
    await once(scanner.listen(0, "127.0.0.1"), "listening");
    const at = scanner.address();
    address = `tcp://127.0.0.1:${at && typeof at === "object" ? at.port : 0}`;
    app = await testApp({ options: { scanner: address } });
  });
  after(async () => {
    scanner.close();
    await app.close();
  });

  async function refused(content: string): Promise<unknown[]> {
    const answer = await app.server.inject({
      method: "POST",
      url: "/api/v1/uploads",
      headers: {
        authorization: `Bearer ${app.cast.people.ada.token}`,
        "tus-resumable": "1.0.0",
        "upload-length": String(Buffer.byteLength(content)),
        "content-type": "application/offset+octet-stream",
      },
      payload: content,
    });
    const problem = answer.json();
    return [answer.statusCode, problem.code, problem.refusals[0].code];
  }

  it("[B-SEC-05] throws away what it finds something in, tells the sender, and takes the rest; away, nothing is taken", async () => {
    await upload(app, "ada", { name: "a.txt", content: Buffer.from("Течёт кран") });
    const files = () => app.owner.selectFrom("file").select("id").execute();
    const before = await files();
    assert.deepEqual(await refused("X5O EICAR"), [422, "file/infected", "infected"]);
    const storage = diskStorage(app.filesFolder, address);
    const letter = { workspaceId: app.cast.workspaceId, purpose: "upload", by: null, now: app.clock.now() } as const;
    const stored = storeFile(app.db, storage, { ...letter, name: "b.txt", content: Buffer.from("EICAR") });
    await assert.rejects(stored, { code: "file/infected" });
    scanner.close();
    assert.deepEqual(await refused("Течёт снова"), [503, "file/scanner-away", "scanner-away"]);
    assert.deepEqual(await files(), before, "of what was refused no row is left");
    assert.deepEqual(await readdir(storage.scratch), [], "nor a byte");
  });
});
