import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";

let app: TestApp;
before(async () => {
  app = await testApp();
});
after(() => app.close());

const path = (key: string) => `/drafts/${encodeURIComponent(key)}` as const;
const keys = async (name: "ben" | "ada" | "dina", prefix = "") =>
  (await app.as(name).get(`/drafts?prefix=${encodeURIComponent(prefix)}`)).body.items.map((item) => item.key);

describe("drafts", () => {
  it("are given back as they were put, latest first, by the beginning of their key", async () => {
    const body = { text: "Здравствуйте,\nзавтра в 10", files: [], nested: { a: [1, null] } };
    await app.as("ben").put(path("ticket/1/message"), { body: { text: "Здравствуйте" } });
    app.clock.pass(1000);
    await app.as("ben").put(path("ticket/1/message"), { body });
    app.clock.pass(1000);
    assert.equal((await app.as("ben").put(path("ticket/10%_/note"), { body: "текст" })).status, 204);
    assert.deepEqual(await keys("ben"), ["ticket/10%_/note", "ticket/1/message"]);
    assert.deepEqual(await keys("ben", "ticket/1/"), ["ticket/1/message"]);
    const [kept] = (await app.as("ben").get("/drafts?prefix=ticket/1/")).body.items;
    assert.deepEqual(kept?.body, body);
    await app.as("ben").delete(path("ticket/1/message"));
    assert.equal((await app.as("ben").delete(path("ticket/1/message"))).status, 204);
    assert.deepEqual(await keys("ben"), ["ticket/10%_/note"]);
  });

  it("are nobody else's, clients have theirs too", async () => {
    await app.as("ada").put(path("order"), { body: { service: "x" } });
    assert.deepEqual(await keys("ada"), ["order"]);
    await app.as("dina").delete(path("order"));
    await app.as("dina").put(path("order"), { body: 1 });
    assert.deepEqual((await app.as("ada").get("/drafts")).body.items[0]?.body, { service: "x" });
    assert.equal((await app.as(null).get("/drafts")).status, 401);
  });

  it("have at most 200 KB, and take a zero character without breaking", async () => {
    assert.equal((await app.as("ben").put(path("long"), { body: "я".repeat(102_399) })).status, 204);
    const refused = await app.as("ben").put(path("long"), { body: "я".repeat(102_400) });
    assert.deepEqual([refused.status, refused.problem.refusals?.[0]?.field], [422, "body"]);
    await app.as("ben").put(path("long"), { body: "a\0b" });
    assert.equal((await app.as("ben").get("/drafts?prefix=long")).body.items[0]?.body, "ab");
  });

  it("are at most 500 for each person: the oldest give way", async () => {
    const { workspaceId: workspace_id, people } = app.cast;
    const rows = Array.from({ length: 500 }, (_, n) => ({
      workspace_id,
      person_id: people.carl.id,
      key: `old/${n}`,
      body: "{}",
      updated_at: new Date(app.clock.now().getTime() - (n + 1) * 1000),
    }));
    await app.owner.insertInto("draft").values(rows).execute();
    await app.as("carl").put(path("new"), { body: {} });
    const { items } = (await app.as("carl").get("/drafts")).body;
    assert.deepEqual([items.length, items[0]?.key, items.at(-1)?.key], [500, "new", "old/498"]);
  });
});
