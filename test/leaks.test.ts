/** What people must not learn or touch, by ways around the doors: conditions, orders, searches, ids and old keys. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { BASE } from "../server/platform/http/doors.ts";
import { type TestApp, testApp } from "./app.ts";
import { type CastName, PASSWORD, ROLE_PERMISSIONS } from "./cast-people.ts";
import { ticketOf } from "./ticket-of.ts";
import { upload } from "./upload.ts";

let app: TestApp;
before(async () => {
  app = await testApp();
});
after(() => app.close());

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
const where = (text: string) => encodeURIComponent(text);

describe("a client's list", () => {
  const HIDDEN = [
    ...["client", "contact", "company", "assignee", "controller", "observer", "acceptedBy", "closedBy", "approver"],
    ...["priority", "channel", "externalId", "siteGroup", "quarter", "entrance", "floor", "team", "due", "resumeAt"],
    ...["unseen", "important", "reopened"],
  ];

  it("is not asked by fields that are hidden from him, nor ordered by them, nor shown with them", async () => {
    await ticketOf(app, { assignees: [app.cast.people.ben.id], externalId: "S-1" });
    await app.as("boss").post("/fields", { key: "secret", name: "Тайна", type: "text" });
    for (const field of [...HIDDEN, "custom.secret", "Тайна"]) {
      const { problem } = await app.as("ada").get(`/tickets?where=${where(`"${field}":1`.replaceAll('"', ""))}`);
      assert.equal(problem.refusals?.[0]?.code, "unknown-field", field);
      assert.equal((await app.as("ada").get(`/tickets?sort=${where(field)}`)).problem.code, "sort/invalid", field);
    }
    assert.equal((await app.as("ada").get("/tickets?sort=attention")).problem.code, "sort/invalid");
    const [row] = (await app.as("ada").get(`/tickets?fields=status,${HIDDEN.join()},custom.secret`)).body.items;
    assert.deepEqual(Object.keys(row?.fields ?? {}), ["status"]);
    for (const key of ["client", "team", "controllers", "unseen", "important", "priority", "channel"]) {
      assert.equal(row && key in row, false, key);
    }
  });

  it("does not tell by names which places, services and types there are besides his own", async () => {
    await ticketOf(app);
    const code = async (name: CastName, condition: string) => {
      const { status, text } = await app.as(name).get(`/tickets?where=${where(condition)}`);
      return status === 200 ? "found" : JSON.parse(text).refusals[0].code;
    };
    assert.equal(await code("dina", "serviceType:Внутренняя"), "found");
    assert.equal(await code("ada", "serviceType:Внутренняя"), "unknown-name");
    assert.equal(await code("ada", 'serviceType:"Нет такого"'), "unknown-name");
    // Places and services are found by the words on his own tickets, whether or not there is such a thing.
    for (const name of ['site:"Мира 8"', 'site:"Нет такой 8"', "service:Лифт", "service:Нет"]) {
      assert.deepEqual((await app.as("ada").get(`/tickets?where=${where(name)}`)).body.items, [], name);
    }
    for (const own of ['site:"Ленина 5"', "service:Сантехника"]) {
      assert.equal((await app.as("ada").get(`/tickets?where=${where(own)}`)).body.items.length > 0, true, own);
    }
  });

  it("holds no words of notes and of other people's tickets", async () => {
    const mine = await ticketOf(app, { subject: "Батарея холодная" });
    await app.as("dina").post(`/tickets/${mine.number}/notes`, { text: "Должник-скандалист" });
    await ticketOf(app, { subject: "Запах газа", contact: app.cast.people.vera.id });
    for (const words of ["скандалист", "газа"]) {
      assert.deepEqual((await app.as("ada").get(`/tickets?where=${where(words)}`)).body.items, [], words);
    }
  });
});

describe("an engineer with one site", () => {
  before(async () => {
    const permissions = [...ROLE_PERMISSIONS.engineer, "section.clients"];
    await app.as("boss").patch(`/roles/${app.cast.roles.engineer}`, { permissions });
    await app.as("boss").patch(`/services/${app.cast.services.lift}`, { roles: [app.cast.roles.admin] });
  });

  it("finds nobody and nothing of the others, by no search", async () => {
    const eve = app.as("eve");
    const found = async (q: string) => (await eve.get(`/search?q=${where(q)}`)).body.items.map(({ kind }) => kind);
    assert.deepEqual(await found("Ada"), []);
    assert.deepEqual(await found("911 111"), []);
    assert.deepEqual(await found("Ленина"), []);
    assert.deepEqual(await found("Лифт"), []);
    assert.ok((await app.as("ben").get("/search?q=Ada")).body.items.some(({ kind }) => kind === "contact"));
    assert.deepEqual((await eve.get("/contacts?search=ada")).body.items, []);
    assert.deepEqual((await eve.get(`/places?contact=${app.cast.people.ada.id}`)).body.items, []);
    assert.deepEqual((await eve.get(`/places?search=${where("Ленина")}`)).body.items, []);
    assert.deepEqual((await eve.get(`/services?search=${where("Лифт")}`)).body.items, []);
    for (const path of [`/contacts/${app.cast.people.ada.id}`, `/places/${app.cast.places.flat12}`] as const) {
      assert.equal((await eve.get(path)).status, 404, path);
    }
  });

  it("reads no file, talk, history or past of a ticket elsewhere", async () => {
    const { number, id } = await ticketOf(app);
    const file = (await upload(app, "ada", { name: "tap.png", content: PNG })).id;
    await app.as("ada").post(`/tickets/${number}/messages`, { text: "Вот", files: [file] });
    const moment = app.clock.now().toISOString();
    const eve = app.as("eve");
    for (const key of [String(number), id]) {
      assert.equal((await eve.get(`/tickets/${key}`)).status, 404);
      assert.equal((await eve.get(`/tickets/${key}/messages`)).status, 404);
      assert.equal((await eve.get(`/tickets/${key}/notes`)).status, 404);
      assert.equal((await eve.get(`/tickets/${key}/events`)).status, 404);
      assert.equal((await eve.get(`/tickets/${key}/at/${moment}`)).status, 404);
      assert.equal((await eve.post(`/tickets/${key}/looking`, {})).status, 404);
    }
    for (const name of ["eve", "vera", "max"] as const) {
      assert.equal((await app.as(name).get(`/files/${file}`)).status, 404, name);
      assert.equal((await app.as(name).get(`/files/${file}/preview`)).status, 404, name);
    }
  });
});

describe("what is somebody's own", () => {
  const tus = (name: CastName | null, method: "HEAD" | "PATCH" | "DELETE", url: string) =>
    app.server.inject({
      method,
      url,
      headers: {
        ...(name ? { authorization: `Bearer ${app.cast.people[name].token}` } : {}),
        "tus-resumable": "1.0.0",
        "upload-offset": "0",
        "content-type": "application/offset+octet-stream",
      },
      ...(method === "PATCH" ? { payload: "12345" } : {}),
    });

  it("an upload is not seen, written or dropped by others", async () => {
    const begun = await app.server.inject({
      method: "POST",
      url: `${BASE}/uploads`,
      headers: {
        authorization: `Bearer ${app.cast.people.ada.token}`,
        "tus-resumable": "1.0.0",
        "upload-length": "10",
      },
    });
    const url = String(begun.headers.location);
    for (const method of ["HEAD", "PATCH", "DELETE"] as const) {
      for (const name of ["vera", "boss", "max"] as const) {
        assert.equal((await tus(name, method, url)).statusCode, 404, `${name} ${method}`);
      }
      assert.equal((await tus(null, method, url)).statusCode, 401);
    }
    assert.equal((await tus("ada", "HEAD", url)).headers["upload-offset"], "0");
  });

  it("a finished upload is attached by nobody else", async () => {
    const { number } = await ticketOf(app);
    const { id } = await upload(app, "vera", { name: "act.png", content: PNG });
    for (const name of ["ada", "dina"] as const) {
      const { problem } = await app.as(name).post(`/tickets/${number}/messages`, { text: "x", files: [id] });
      assert.equal(problem.refusals?.[0]?.field, "files.0");
    }
  });

  it("a draft, a view and a token are there for nobody else", async () => {
    await app.as("dina").put("/drafts/reply", { body: { text: "черновик" } });
    const view = (await app.as("dina").post("/views", { name: "Моё", condition: "" })).body.id;
    const token = (await app.as("dina").post("/tokens", { name: "мой" })).body.id;
    for (const name of ["boss", "max"] as const) {
      const other = app.as(name);
      assert.deepEqual((await other.get("/drafts")).body.items, []);
      assert.equal((await other.patch(`/views/${view}`, { name: "x" })).status, 404);
      assert.equal((await other.delete(`/views/${view}`)).status, 404);
      assert.equal((await other.delete(`/tokens/${token}`)).status, 404);
    }
    await app.as("boss").delete("/drafts/reply");
    assert.equal((await app.as("dina").get("/drafts")).body.items.length, 1);
  });

  it("an answer kept for an Idempotency-Key is given to nobody else", async () => {
    const headers = { "idempotency-key": "the-same-key" };
    const body = { name: "Ещё моё", condition: "" };
    const first = (await app.as("dina").post("/views", body, { headers })).body.id;
    assert.equal((await app.as("dina").post("/views", body, { headers })).body.id, first);
    assert.notEqual((await app.as("boss").post("/views", body, { headers })).body.id, first);
  });
});

describe("old keys", () => {
  it("open nothing once their owner is blocked or has another password", async () => {
    const { rita, carl } = app.cast.people;
    const keyOf = ({ headers }: { headers: Record<string, string | string[]> }) => {
      const lines = [headers["set-cookie"] ?? []].flat();
      return app.with({ cookie: lines.map((line) => line.split(";")[0]).join("; ") });
    };
    const session = async (email: string) => keyOf(await app.as(null).post("/session", { email, password: PASSWORD }));
    const stolen = await session(carl.email);
    const own = await session(carl.email);
    const readers = await session(rita.email);
    assert.deepEqual([(await stolen.get("/me")).status, (await readers.get("/me")).status], [200, 200]);
    // The browser that changes it goes on with another session; the one it had is stolen goods, too.
    const renewed = keyOf(await own.put("/me/password", { current: PASSWORD, next: "quite-another-one" }));
    for (const [key, status] of [[stolen, 401] as const, [own, 401] as const, [renewed, 200] as const]) {
      assert.equal((await key.get("/me")).status, status);
    }
    await app.as("boss").post(`/employees/${rita.id}/block`, {});
    assert.deepEqual([(await readers.get("/me")).status, (await app.as("rita").get("/me")).status], [401, 401]);
    assert.equal((await app.as("rita").get("/live")).status, 401);
  });

  it("lead nowhere but to pages of the site", async () => {
    for (const next of [
      "//evil.example",
      "/\\evil.example",
      "/\t/evil.example",
      "https://evil.example",
      "javascript:x",
    ]) {
      const { problem } = await app.as(null).post("/session/links", { email: "boss@cast.example", next });
      assert.equal(problem.refusals?.[0]?.field, "next", next);
    }
  });
});
