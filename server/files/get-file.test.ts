import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import sharp from "sharp";
import { type TestApp, testApp } from "../../test/app.ts";
import type { CastName } from "../../test/cast-people.ts";
import { upload } from "../../test/upload.ts";
import { attachment, readRange } from "./get-file.ts";

let app: TestApp;
let ticket: string;
before(async () => {
  app = await testApp();
  const { people, places } = app.cast;
  const body = { subject: "Кран", channel: "call", contact: people.ada.id, place: places.flat12 };
  ticket = (await app.as("dina").post("/tickets", body)).body.id;
});
after(() => app.close());

const text = (name: string, content = "текст") => ({ name, content: Buffer.from(content) });
const raw = (name: CastName, path: string, headers: Record<string, string> = {}) =>
  app.server.inject({
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${app.cast.people[name].token}`, ...headers },
  });

/** Who of the cast gets the file: his status by name. */
async function statuses(id: string): Promise<Record<string, number>> {
  const names = ["dina", "ben", "eve", "ada", "vera", "max"] as const;
  const answers = await Promise.all(names.map(async (name) => [name, (await raw(name, `/files/${id}`)).statusCode]));
  return Object.fromEntries(answers);
}

describe("who may open a file", () => {
  it("[H-DOC-05, H-DOC-08] documents: every employee who sees the ticket, never the client", async () => {
    const file = await upload(app, "ben", text("акт.txt"));
    await app.as("ben").post(`/tickets/${ticket}/documents`, { files: [file.id] });
    assert.deepEqual(await statuses(file.id), { dina: 200, ben: 200, eve: 404, ada: 404, vera: 404, max: 404 });
  });

  it("files of notes: employees; files of messages: both sides", async () => {
    const noted = await upload(app, "ben", text("для своих.txt"));
    await app.as("ben").post(`/tickets/${ticket}/notes`, { text: "Смотри", files: [noted.id] });
    assert.deepEqual(await statuses(noted.id), { dina: 200, ben: 200, eve: 404, ada: 404, vera: 404, max: 404 });

    const said = await upload(app, "ada", text("фото.txt"));
    await app.as("ada").post(`/tickets/${ticket}/messages`, { text: "Вот", files: [said.id] });
    assert.deepEqual(await statuses(said.id), { dina: 200, ben: 200, eve: 404, ada: 200, vera: 404, max: 404 });
  });

  it("an upload that is part of nothing yet: who uploaded it", async () => {
    const file = await upload(app, "ada", text("черновик.txt"));
    assert.deepEqual(await statuses(file.id), { dina: 404, ben: 404, eve: 404, ada: 200, vera: 404, max: 404 });
    assert.equal((await app.as(null).get(`/files/${file.id}`)).status, 401);
  });

  it("a file of a message that was taken back: nobody", async () => {
    const file = await upload(app, "dina", text("не туда.txt"));
    const { body } = await app.as("dina").post(`/tickets/${ticket}/messages`, { text: "Вот", files: [file.id] });
    assert.equal((await statuses(file.id)).ada, 200);
    assert.equal((await app.as("dina").delete(`/tickets/${ticket}/messages/${body.id}`)).status, 204);
    assert.deepEqual([...new Set(Object.values(await statuses(file.id)))], [404]);
  });
});

describe("attaching files", () => {
  it("refuses foreign, unfinished and used ones by name, and takes none of them then", async () => {
    const own = await upload(app, "ben", text("своё.txt"));
    const foreign = await upload(app, "eve", text("чужое.txt"));
    const used = await upload(app, "ben", text("взято.txt"));
    await app.as("ben").post(`/tickets/${ticket}/notes`, { text: "Вот", files: [used.id] });
    const begun = await app.server.inject({
      method: "POST",
      url: "/api/v1/uploads",
      headers: {
        authorization: `Bearer ${app.cast.people.ben.token}`,
        "tus-resumable": "1.0.0",
        "upload-length": "9",
        "upload-metadata": `filename ${Buffer.from("начато.txt").toString("base64")}`,
      },
    });
    const unfinished = String(begun.headers.location).split("/").pop() ?? "";
    const refused = await app
      .as("ben")
      .post(`/tickets/${ticket}/documents`, { files: [own.id, foreign.id, used.id, unfinished] });
    assert.equal(refused.status, 422);
    assert.deepEqual(
      refused.problem.refusals?.map(({ code, field, params }) => [code, field, params?.name]),
      [
        ["file-not-found", "files.1", undefined],
        ["file-used", "files.2", "взято.txt"],
        ["file-incomplete", "files.3", "начато.txt"],
      ],
    );
    assert.equal((await app.as("ben").post(`/tickets/${ticket}/documents`, { files: [own.id] })).status, 201);
  });
});

describe("downloads", () => {
  it("[B-SEC-05] defuses SVG and HTML: always to be saved, never run, never guessed", async () => {
    const script = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    for (const name of ["a.svg", "a.html", "a.png"]) {
      const file = await upload(app, "ben", text(name, name === "a.svg" ? `<?xml version="1.0"?>${script}` : script));
      const { headers } = await app.as("ben").get(`/files/${file.id}`);
      assert.match(String(headers["content-disposition"]), /^attachment;/);
      assert.match(String(headers["content-security-policy"]), /^sandbox; default-src 'none'/);
      assert.equal(headers["x-content-type-options"], "nosniff");
      assert.doesNotMatch(String(headers["content-type"]), /html|svg/);
      const preview = await app.as("ben").get(`/files/${file.id}/preview`);
      assert.deepEqual([preview.status, preview.problem.code], [415, "file/no-preview"]);
    }
  });

  it("gives the name to all programs, whatever is in it", () => {
    assert.equal(
      attachment('счёт "5%".pdf'),
      `attachment; filename="____ _5__.pdf"; filename*=UTF-8''%D1%81%D1%87%D1%91%D1%82%20%225%25%22.pdf`,
    );
  });

  it("gives a part of a file, and nothing twice", async () => {
    const file = await upload(app, "ben", { name: "a.txt", content: Buffer.from("0123456789") });
    const part = await raw("ben", `/files/${file.id}`, { range: "bytes=2-4" });
    assert.deepEqual([part.statusCode, part.payload, part.headers["content-range"]], [206, "234", "bytes 2-4/10"]);
    const past = await raw("ben", `/files/${file.id}`, { range: "bytes=10-" });
    assert.deepEqual([past.statusCode, past.headers["content-range"]], [416, "bytes */10"]);
    const whole = await raw("ben", `/files/${file.id}`);
    const again = await raw("ben", `/files/${file.id}`, { "if-none-match": String(whole.headers.etag) });
    assert.deepEqual([again.statusCode, again.payload], [304, ""]);
    assert.deepEqual(
      ["bytes=-3", "bytes=5-", "bytes=0-99", "bytes=0-1,3-4", "lines=1-2"].map((header) => readRange(header, 10)),
      [{ start: 7, end: 9 }, { start: 5, end: 9 }, { start: 0, end: 9 }, null, null],
    );
  });
});

describe("previews", () => {
  const photo = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: "#c33" }, limitInputPixels: false });

  it("[B-SEC-05] are drawn anew: no wider than asked, upright, without place and camera", async () => {
    const content = await photo(900, 600)
      .withExif({ IFD0: { Model: "Camera of Ada" }, IFD3: { GPSLatitude: "55/1" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const file = await upload(app, "ben", { name: "photo.jpg", content });
    assert.equal(file.image, true);
    for (const width of [480, 500]) {
      const preview = await app.as("ben").get(`/files/${file.id}/preview?width=${width}`);
      const drawn = await sharp(preview.bytes).metadata();
      assert.deepEqual([drawn.format, drawn.width, drawn.height], ["webp", 480, 720]);
      assert.deepEqual([drawn.exif, drawn.orientation], [undefined, undefined]);
      assert.equal(preview.headers["content-type"], "image/webp");
    }
    const small = await app.as("ben").get(`/files/${file.id}/preview?width=2000`);
    assert.equal((await sharp(small.bytes).metadata()).width, 600);
    assert.equal((await app.as("eve").get(`/files/${file.id}/preview`)).status, 404);
  });

  it("do not unfold bombs, and take a broken picture for a file", async () => {
    const bomb = await photo(10_000, 7_000).png().toBuffer();
    assert.ok(bomb.length < 5_000_000);
    for (const content of [bomb, Buffer.concat([bomb.subarray(0, 40)])]) {
      const file = await upload(app, "ben", { name: "bomb.png", content });
      assert.equal(file.image, false);
      const preview = await app.as("ben").get(`/files/${file.id}/preview`);
      assert.deepEqual([preview.status, preview.problem.code], [415, "file/no-preview"]);
    }
    const whole = await photo(600, 600).jpeg().toBuffer();
    const cut = await upload(app, "ben", { name: "cut.jpg", content: whole.subarray(0, whole.length / 2) });
    assert.equal((await app.as("ben").get(`/files/${cut.id}/preview`)).status, 415);
    assert.equal((await app.as("ben").get(`/files/${cut.id}`)).status, 200);
  });
});
