import assert from "node:assert/strict";
import { readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { Upload } from "tus-js-client";
import { NOW, type TestApp, testApp } from "../../test/app.ts";
import { upload } from "../../test/upload.ts";
import { cleanUploads } from "./clean-uploads.ts";
import { diskStorage } from "./storage.ts";

const MB = 1024 * 1024;
const filesFolder = join(tmpdir(), `pult-uploads-${process.pid}`);
let app: TestApp;
let address: string;

before(async () => {
  app = await testApp({ options: { filesFolder } });
  address = await app.server.listen({ port: 0, host: "127.0.0.1" });
});
after(async () => {
  await app.close();
  await rm(filesFolder, { recursive: true, force: true });
});

const bearer = (name: "ben" | "ada" | "eve") => ({ authorization: `Bearer ${app.cast.people[name].token}` });
const row = (id: string) => app.owner.selectFrom("file").selectAll().where("id", "=", id).executeTakeFirst();

/** Asks the uploads' door as programs do; problems as they come. */
async function ask(method: string, path: string, headers: Record<string, string>, body?: Buffer) {
  const answer = await fetch(`${address}/api/v1/uploads${path}`, {
    method,
    headers: { "tus-resumable": "1.0.0", ...headers },
    ...(body ? { body: new Uint8Array(body) } : {}),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    problem: text.startsWith("{") ? JSON.parse(text) : null,
  };
}

describe("uploads", () => {
  it("[H-DOC-02, H-RCHT-02] refuses 40.1 MB before a byte is sent, and names the limit", async () => {
    const length = Math.round(40.1 * MB);
    for (const name of ["ben", "ada"] as const) {
      const refused = await ask("POST", "", { ...bearer(name), "upload-length": String(length) });
      assert.equal(refused.status, 413);
      assert.equal(refused.problem.code, "file/too-large");
      assert.match(refused.problem.title, /at most 40 MB \(41943040 bytes\)/);
      assert.equal(refused.problem.refusals[0].params.limit, 41_943_040);
    }
    const begun = await ask("POST", "", { ...bearer("ben"), "upload-length": String(40 * MB) });
    assert.equal(begun.status, 201);
  });

  it("lets a file of 40 MB to the byte go with a message", async () => {
    const { body: ticket } = await app
      .as("dina")
      .post("/tickets", { subject: "Кран", channel: "call", contact: app.cast.people.ada.id });
    const content = Buffer.alloc(40 * MB, "a");
    const first = await upload(app, "dina", { name: "видео.mp4", content });
    assert.equal(first.size, 41_943_040);
    const said = await app.as("dina").post(`/tickets/${ticket.id}/messages`, { files: [first.id] });
    assert.equal(said.body.files[0]?.size, 41_943_040);
  });

  it("refuses more than 40 MB also when the length is told at the end", async () => {
    const begun = await ask("POST", "", { ...bearer("ben"), "upload-defer-length": "1" });
    const id = begun.headers.get("location")?.split("/").pop();
    const declared = { ...bearer("ben"), "content-type": "application/offset+octet-stream", "upload-offset": "0" };
    const refused = await ask(
      "PATCH",
      `/${id}`,
      { ...declared, "upload-length": String(40 * MB + 1) },
      Buffer.alloc(1),
    );
    assert.equal(refused.status, 413);
    assert.equal(refused.problem.code, "file/too-large");
  });

  it("[H-DOC-03] takes files of every kind, and tells the kind by the bytes and not by the name", async () => {
    const png = Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    );
    const kinds: [name: string, content: Buffer, type: string][] = [
      ["photo.exe", png, "image/png"],
      ["договор.pdf", Buffer.from("%PDF-1.7\n%âãÏÓ\n"), "application/pdf"],
      ["видео.mp4", Buffer.from("\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "latin1"), "video/mp4"],
      ["смета.xls", Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]), "application/x-cfb"],
      ["показания.csv", Buffer.from("кв;вода\n12;34\n"), "text/plain"],
      ["page.png", Buffer.from("<html><script>alert(1)</script>"), "text/plain"],
      ["bytes.bin", Buffer.from([0, 1, 2, 3, 255, 254]), "application/octet-stream"],
      ["пусто.txt", Buffer.alloc(0), "text/plain"],
    ];
    const { body: ticket } = await app.as("dina").post("/tickets", { subject: "Кран", channel: "call" });
    const ids: string[] = [];
    for (const [name, content, type] of kinds) {
      const view = await upload(app, "ben", { name, content });
      assert.deepEqual({ name: view.name, type: view.type, size: view.size }, { name, type, size: content.length });
      assert.equal(view.image, type === "image/png");
      ids.push(view.id);
    }
    const attached = await app.as("ben").post(`/tickets/${ticket.id}/documents`, { files: ids });
    assert.deepEqual(
      attached.body.items.map((item) => item.name),
      kinds.map(([name]) => name),
    );
  });

  it("makes names safe: no path, no control characters, no turned writing, at most 150 characters", async () => {
    const named = async (name: string) => (await upload(app, "ben", { name, content: Buffer.from("x") })).name;
    assert.equal(await named("../../etc/passwd"), "passwd");
    assert.equal(await named("C:\\Users\\ada\\счёт.pdf"), "счёт.pdf");
    assert.equal(await named("invoice\u202Efdp.exe"), "invoicefdp.exe");
    assert.equal(await named("a\0b\r\n\u200Bc.txt"), "abc.txt");
    const long = await named(`${"я".repeat(300)}.jpeg`);
    assert.equal([...long].length, 150);
    assert.match(long, /\.jpeg$/);
    assert.equal(await named("\u202E/"), "file");
  });

  it("resumes where it broke off, and ends as one file", async () => {
    const content = Buffer.from(Array.from({ length: 300_000 }, (_, n) => n % 251));
    const begun = await ask("POST", "", {
      ...bearer("ada"),
      "upload-length": String(content.length),
      "upload-metadata": `filename ${Buffer.from("видео.bin").toString("base64")}`,
    });
    const id = begun.headers.get("location")?.split("/").pop() ?? "";
    const bytes = { ...bearer("ada"), "content-type": "application/offset+octet-stream" };
    await ask("PATCH", `/${id}`, { ...bytes, "upload-offset": "0" }, content.subarray(0, 100_000));
    assert.equal((await row(id))?.complete, false);
    const elsewhere = await ask("PATCH", `/${id}`, { ...bytes, "upload-offset": "7" }, content.subarray(7));
    assert.deepEqual([elsewhere.status, elsewhere.problem.code], [409, "upload/wrong-offset"]);

    const resumed = new Upload(content, {
      uploadUrl: `${address}/api/v1/uploads/${id}`,
      chunkSize: 64 * 1024,
      headers: bearer("ada"),
      onSuccess: () => done.resolve(),
      onError: (error) => done.reject(error),
    });
    const done = Promise.withResolvers<void>();
    resumed.start();
    await done.promise;
    const stored = await row(id);
    assert.deepEqual([stored?.complete, stored?.size, stored?.name], [true, content.length, "видео.bin"]);
    const file = await app.as("ada").get(`/files/${id}`);
    assert.ok(file.bytes.equals(content));
    // One who lost the last answer asks again and hears that all has come.
    const again = await ask("HEAD", `/${id}`, bearer("ada"));
    assert.deepEqual([again.status, again.headers.get("upload-offset")], [200, String(content.length)]);
  });

  it("shows an upload to nobody else, and none to people who are not signed in", async () => {
    const begun = await ask("POST", "", { ...bearer("ben"), "upload-length": "10" });
    const id = begun.headers.get("location")?.split("/").pop() ?? "";
    const bytes = { "content-type": "application/offset+octet-stream", "upload-offset": "0" };
    for (const method of ["HEAD", "PATCH", "DELETE"]) {
      const body = method === "PATCH" ? Buffer.alloc(10) : undefined;
      const headers = method === "PATCH" ? bytes : {};
      assert.equal((await ask(method, `/${id}`, { ...headers, ...bearer("ada") }, body)).status, 404, method);
      assert.equal((await ask(method, `/${id}`, headers, body)).status, 401, method);
    }
    assert.equal((await ask("POST", "", { "upload-length": "10" })).status, 401);
    assert.equal((await ask("HEAD", "/..%2F..%2Fsecret", bearer("ben"))).status, 404);
    assert.equal((await ask("DELETE", `/${id}`, bearer("ben"))).status, 204);
    assert.equal(await row(id), undefined);
  });

  it("speaks in problems, and without the protocol's version refuses", async () => {
    const refused = await fetch(`${address}/api/v1/uploads`, {
      method: "POST",
      headers: { ...bearer("ben"), "upload-length": "1" },
    });
    assert.equal(refused.status, 412);
    assert.match(refused.headers.get("content-type") ?? "", /problem\+json/);
  });

  it("lets at most 100 uploads of one person wait", async () => {
    const begin = () => ask("POST", "", { ...bearer("eve"), "upload-length": "1" });
    for (let n = 0; n < 100; n++) assert.equal((await begin()).status, 201);
    const refused = await begin();
    assert.deepEqual([refused.status, refused.problem.code], [429, "file/too-many-uploads"]);
  });

  it("deletes what was not attached within a day, from the disk too", async () => {
    const storage = diskStorage(filesFolder);
    const used = await upload(app, "ben", { name: "used.txt", content: Buffer.from("used") });
    const ticket = await app.as("dina").post("/tickets", { subject: "Кран", channel: "call" });
    await app.owner
      .updateTable("file")
      .set({ ticket_id: ticket.body.id, purpose: "note" })
      .where("id", "=", used.id)
      .execute();
    const unused = await upload(app, "ben", { name: "unused.txt", content: Buffer.from("unused") });
    const key = (id: string) => ({ workspaceId: app.cast.workspaceId, id });

    assert.equal(await cleanUploads(app.owner, storage, new Date(NOW.getTime() + 23 * 3_600_000)), 0);
    assert.ok((await cleanUploads(app.owner, storage, new Date(NOW.getTime() + 25 * 3_600_000))) > 100);
    assert.equal(await row(unused.id), undefined);
    assert.equal(await storage.open(key(unused.id)), null);
    const kept = await storage.open(key(used.id));
    assert.ok(kept);
    kept.stream.destroy();
    assert.deepEqual(await readdir(storage.scratch), []);
  });
});
