/** Input that nobody sends by mistake: each is refused with its field and its mend, or defused, and never answers 500. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { BASE } from "../server/platform/http/doors.ts";
import { type TestApp, testApp } from "./app.ts";
import type { CastName } from "./cast-people.ts";
import { ticketInWork, ticketOf } from "./ticket-of.ts";
import { upload } from "./upload.ts";

let app: TestApp;
before(async () => {
  app = await testApp();
});
after(() => app.close());

/** Sends a body as it stands, which no program of ours would write. */
async function send(name: CastName, method: "GET" | "POST" | "PUT" | "PATCH", path: string, payload?: string) {
  const answer = await app.server.inject({
    method,
    url: BASE + path,
    headers: {
      authorization: `Bearer ${app.cast.people[name].token}`,
      ...(payload === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: answer.statusCode, text: answer.payload, fault: () => answer.json().refusals?.[0] };
}

const asCursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
/** A body of a ticket as text; `more` is JSON that is put at its end. */
function ticketBody(more = ""): string {
  const { people, places, services } = app.cast;
  const body = { channel: "call", contact: people.ada.id, place: places.flat12, service: services.plumbing };
  return `${JSON.stringify({ ...body, form: { room: "Кухня" } }).slice(0, -1)}${more}}`;
}

describe("texts", () => {
  it("names the field that holds U+0000", async () => {
    const inPath = await send("boss", "PUT", "/drafts/a%00b", '{"body":1}');
    assert.equal(inPath.fault().field, "key");
    const inQuery = await send("boss", "GET", "/employees?search=%00");
    assert.equal(inQuery.fault().field, "search");
    const inBody = await send("dina", "POST", "/tickets", ticketBody(',"subject":"a\\u0000b"'));
    assert.deepEqual([inBody.status, inBody.fault().field, inBody.fault().code], [422, "subject", "zero-character"]);
    const deeper = await send("boss", "PATCH", "/me", '{"preferences":{"list":["x\\u0000"]}}');
    assert.equal(deeper.fault().field, "preferences.list.0");
    assert.ok(deeper.fault().mend);
  });

  it("takes the half of an emoji for an unknown character", async () => {
    const opened = await send(
      "dina",
      "POST",
      "/tickets",
      ticketBody(',"subject":"кран \\ud83d","description":"\\ude00"'),
    );
    assert.equal(opened.status, 201, opened.text);
    assert.match(opened.text, /"subject":"кран \ufffd"/u);
    const kept = await send("boss", "PATCH", "/me", '{"preferences":{"a\\ud83d":["b\\ude00"]}}');
    assert.match(kept.text, /"a\ufffd":\["b\ufffd"\]/u);
  });

  it("gives script, turned writing, emoji and quotes back as they were written", async () => {
    const text = `<script>alert(1)</script><img src=x onerror=alert(1)>"'--;\u202e😀👩‍👩‍👧`;
    const ticket = await ticketOf(app, { subject: text, description: text });
    const say = app.as("dina");
    await say.post(`/tickets/${ticket.number}/messages`, { text });
    await say.post(`/tickets/${ticket.number}/notes`, { text });
    const card = (await say.get(`/tickets/${ticket.number}`)).body;
    const [message] = (await say.get(`/tickets/${ticket.number}/messages`)).body.items;
    const [note] = (await say.get(`/tickets/${ticket.number}/notes`)).body.items;
    assert.deepEqual([card.subject, card.description, message?.text, note?.text], [text, text, text, text]);
  });

  it("is answered as JSON that no browser takes for a page", async () => {
    const ticket = await ticketOf(app, { subject: "<script>alert(1)</script>" });
    const { headers } = await app.as("dina").get(`/tickets/${ticket.number}`);
    assert.match(String(headers["content-type"]), /^application\/json/);
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.match(String(headers["content-security-policy"]), /script-src 'self';/);
  });
});

describe("JSON", () => {
  const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
  const bodies = (): [CastName, "POST" | "PUT" | "PATCH", string, string][] => [
    ["boss", "PUT", "/drafts/x", `{"body":${deep}}`],
    ["boss", "PATCH", "/me", `{"preferences":{"a":${deep}}}`],
    ["dina", "POST", "/views", `{"name":"a","condition":"","settings":{"a":${deep}}}`],
    ["dina", "POST", "/tickets", ticketBody(`,"custom":{"a":${deep}}`)],
  ];

  it("is refused where it is nested 50,000 deep", async () => {
    for (const [name, method, path, body] of bodies()) {
      const answer = await send(name, method, path, body);
      assert.deepEqual([answer.status, answer.fault().code], [422, "too-deep"], path);
    }
    assert.equal((await send("boss", "PUT", "/drafts/x", `{"body":${"[".repeat(20)}${"]".repeat(20)}}`)).status, 204);
  });

  it("is refused where it is too long, in parts and whole", async () => {
    const megabyte = JSON.stringify("x".repeat(1_000_000));
    assert.equal(
      (await send("boss", "PATCH", "/me", `{"preferences":{"a":${megabyte}}}`)).fault().field,
      "preferences",
    );
    assert.equal((await send("boss", "PUT", "/drafts/x", `{"body":${megabyte}}`)).fault().field, "body");
    assert.equal(
      (await send("dina", "POST", "/tickets", ticketBody(`,"subject":${megabyte}`))).fault().field,
      "subject",
    );
    const whole = await send("boss", "PUT", "/drafts/x", JSON.stringify({ body: "x".repeat(7_000_000) }));
    assert.deepEqual([whole.status, whole.fault().field], [413, "body"]);
  });

  it("is refused where it is none, or would change what objects are", async () => {
    for (const body of [
      '{"a"',
      '{"preferences":{"__proto__":{"admin":true}}}',
      '{"preferences":{"constructor":{"prototype":1}}}',
    ]) {
      const answer = await send("boss", "PATCH", "/me", body);
      assert.deepEqual([answer.status, answer.fault().field], [400, "body"], body);
      assert.ok(answer.fault().mend);
    }
    for (const body of ["null", "[]", '"x"', "1"]) assert.equal((await send("boss", "PATCH", "/me", body)).status, 422);
    const named = await send("dina", "POST", "/tickets", ticketBody(',"custom":{"constructor":"x","toString":"y"}'));
    assert.equal(named.fault().field, "custom.constructor");
    assert.equal("admin" in {}, false);
  });

  it("writes no field that the contract does not name", async () => {
    const { number } = await ticketOf(app);
    const tries: [CastName, "POST" | "PATCH", string, object, string][] = [
      ["dina", "PATCH", `/tickets/${number}`, { status: "done" }, "status"],
      ["dina", "PATCH", `/tickets/${number}`, { channel: "email" }, "channel"],
      ["dina", "POST", "/contacts", { name: "x", portalAccess: true }, "portalAccess"],
      ["boss", "PATCH", `/employees/${app.cast.people.eve.id}`, { user_id: app.cast.people.boss.userId }, "user_id"],
      ["ben", "PATCH", "/me", { permissions: ["section.settings"] }, "permissions"],
      ["ada", "POST", `/tickets/${number}/messages`, { text: "x", author: app.cast.people.dina.id }, "author"],
    ];
    for (const [name, method, path, body, field] of tries) {
      const answer = await send(name, method, path, JSON.stringify(body));
      assert.deepEqual([answer.status, answer.fault().field], [422, field], path);
    }
  });
});

describe("numbers and days", () => {
  it("have the bounds of their fields", async () => {
    const { number } = await ticketInWork(app);
    const move = (resumeAt: unknown) =>
      send("dina", "POST", `/tickets/${number}/move`, JSON.stringify({ to: "suspended", comment: "Ждём", resumeAt }));
    // The tests play on 14 October 2026.
    for (const [day, code] of [
      ["2028-10-15", "resume-date-too-far"],
      ["2026-02-30", "resume-date-invalid"],
      ["+275760-09-13", "resume-date-invalid"],
      ["2026-10-13", "resume-date-past"],
    ]) {
      const answer = await move(day);
      assert.deepEqual([answer.status, answer.fault().field, answer.fault().code], [422, "resumeAt", code]);
      assert.ok(answer.fault().mend);
    }
    assert.equal((await move("2028-10-14")).status, 200, "two years to the day");
    const calendar = JSON.stringify({ name: "К", exceptions: [{ day: "2026-02-30", hours: [] }] });
    assert.equal((await send("boss", "POST", "/calendars", calendar)).fault().field, "exceptions.0.day");
    const close = (autoCloseAfter: string) =>
      send("boss", "PATCH", "/workspace", JSON.stringify({ settings: { autoCloseAfter } }));
    for (const never of ["P99999999999999999D", "PT9999999H", "P"]) {
      assert.equal((await close(never)).fault().field, "settings.autoCloseAfter", never);
    }
    assert.equal((await close("P3DT12H")).status, 200);
  });

  it("name an employee of this workspace in a field that holds one", async () => {
    await app.as("boss").post("/fields", { key: "witness", name: "Свидетель", type: "person" });
    const witness = (id: string) =>
      send("dina", "POST", "/tickets", ticketBody(`,"subject":"x","custom":{"witness":"${id}"}`));
    const { max, ada, ben } = app.cast.people;
    for (const { id } of [max, ada]) assert.equal((await witness(id)).fault().field, "custom.witness");
    assert.equal((await witness(ben.id)).status, 201);
  });
});

describe("lists", () => {
  it("refuse cursors that they have not given", async () => {
    const id = app.cast.people.ada.id;
    const big = 99_999_999_999;
    const paths = [
      ["/tickets?sort=created", ["created", ["abc", id], ["timestamp with time zone", "uuid"]]],
      ["/tickets?sort=created", ["created", ["1", "2"], ["integer", "integer"]]],
      ["/tickets?sort=created", ["created", ["\0", id], ["text", "uuid"]]],
      ["/tickets?sort=created", ["created", ["1); drop table ticket", id], ["text) or (true", "uuid"]]],
      ["/places?", [1, big, "a", id]],
      ["/places?search=a", [big, 1, "a", id]],
      ["/services?", [big, "a", id]],
      ["/employees?", ["a", "x"]],
      ["/contacts?search=a", [1, 2]],
    ] as const;
    for (const [path, cursor] of paths) {
      const answer = await send("boss", "GET", `${path}&cursor=${asCursor(cursor)}`);
      assert.match(answer.text, /"code":"cursor\/invalid"/, `${path} ${JSON.stringify(cursor)}: ${answer.text}`);
    }
    for (const path of ["/letters/in", "/letters/out"]) {
      assert.match((await send("boss", "GET", `${path}?cursor=x`)).text, /"code":"cursor\/invalid"/);
    }
  });

  it("go on after a name of 200 letters", async () => {
    for (const name of ["Я".repeat(200), `${"Я".repeat(199)}я`]) await app.as("boss").post("/contacts", { name });
    const first = (await app.as("boss").get("/contacts?search=яяя&limit=1")).body;
    const second = (await app.as("boss").get(`/contacts?search=яяя&limit=1&cursor=${first.next}`)).body;
    assert.notEqual(second.items[0]?.id, first.items[0]?.id);
  });

  it("say which part of a question is wrong", async () => {
    const fault = async (query: string) => (await send("dina", "GET", `/tickets?${query}`)).fault();
    assert.deepEqual([(await fault("sort=__proto__")).field, (await fault("where=nosuch:1")).field], ["sort", "where"]);
    for (const limit of ["1e9", "abc", "-1"]) assert.equal((await fault(`limit=${limit}`)).field, "limit");
  });

  it("answer every condition, whatever stands in it", async () => {
    const conditions = [
      "(".repeat(9_000),
      "not ".repeat(2_000),
      `subject:"${"a".repeat(9_000)}`,
      `${"a ".repeat(4_900)}"`,
      `"${"%_\\".repeat(3_000)}"`,
      "created>-99999999999999999999d",
      "created:2026-02-30",
      "number:99999999999999999999",
      "rating>1e309",
      "a'b:*&|!<->",
      "x or 1=1; drop table ticket --",
      "\u202e😀",
    ];
    for (const where of conditions) {
      const { status } = await send("dina", "GET", `/tickets?where=${encodeURIComponent(where)}`);
      assert.ok([200, 414, 422].includes(status), `${where.slice(0, 30)}: ${status}`);
    }
  });
});

describe("files", () => {
  it("are refused with the header of the upload that is wrong", async () => {
    const begin = (headers: Record<string, string>) =>
      app.server.inject({
        method: "POST",
        url: `${BASE}/uploads`,
        headers: { authorization: `Bearer ${app.cast.people.ada.token}`, "tus-resumable": "1.0.0", ...headers },
      });
    for (const length of ["-1", "abc", "1.5", "0x10"]) {
      const answer = await begin({ "upload-length": length });
      assert.deepEqual([answer.statusCode, answer.json().refusals[0].field], [400, "upload-length"], length);
    }
    const named = await begin({ "upload-length": "3", "upload-metadata": "__proto__ eA==" });
    assert.deepEqual([named.statusCode, named.json().refusals[0].field], [400, "upload-metadata"]);
  });

  it("[H-DOC-01] are at most 15 on a card, the 16th is refused", async () => {
    const { number } = await ticketOf(app);
    const put = async (count: number) => {
      const files: string[] = [];
      while (files.length < count) {
        files.push((await upload(app, "dina", { name: "a.txt", content: Buffer.from("x") })).id);
      }
      return app.as("dina").post(`/tickets/${number}/documents`, { files });
    };
    assert.equal((await put(15)).status, 201);
    const { status, problem } = await put(1);
    assert.equal(status, 422);
    assert.ok(problem.refusals?.[0]?.field && problem.refusals[0].mend);
    assert.equal((await app.as("dina").get(`/tickets/${number}/documents`)).body.items.length, 15);
  });
});
