import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { inWorkspace } from "../platform/database.ts";
import { freeKey } from "./free-key.ts";
import { loadRegistry } from "./load-registry.ts";

describe("fields", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const fieldOf = (answer: { problem: { refusals?: { field?: string }[] } }) => answer.problem.refusals?.[0]?.field;

  it("lists the built-in fields, with the statuses of the processes, then the workspace's own", async () => {
    const boss = app.as("boss");
    for (const type of ["text", "number", "date", "yesno", "person", "money"] as const) {
      assert.equal((await boss.post("/fields", { name: `Поле ${type}`, type })).status, 201);
    }
    const { items } = (await app.as("rita").get("/fields")).body;
    const status = items.find(({ key }) => key === "status");
    assert.ok(status?.options.includes("waiting") && status.options.includes("deferred"));
    assert.deepEqual([status?.custom, status?.id, status?.sortable], [false, null, true]);
    const own = items.filter(({ custom }) => custom);
    assert.deepEqual(
      own.map(({ key, type }) => [key, type]),
      [
        ["custom.pole_text", "text"],
        ["custom.pole_number", "number"],
        ["custom.pole_date", "date"],
        ["custom.pole_yesno", "yesno"],
        ["custom.pole_person", "person"],
        ["custom.pole_money", "money"],
      ],
    );
  });

  it("retires options that are left out, and switches fields off", async () => {
    const boss = app.as("boss");
    const made = await boss.post("/fields", {
      name: "Сорт",
      key: "sort",
      type: "list",
      options: ["А", "Б"],
      clientReads: true,
    });
    assert.deepEqual([made.body.options, made.body.clientReads, made.body.required], [["А", "Б"], true, false]);
    const { id } = made.body;
    const changed = await boss.patch(`/fields/${id}`, { options: ["Б", "В"], required: true, name: "Сорт работ" });
    assert.deepEqual([changed.body.options, changed.body.required], [["Б", "В"], true]);
    assert.equal(changed.body.key, "custom.sort");
    const { workspaceId } = app.cast;
    const person = { kind: "employee" as const, roleId: app.cast.roles.admin };
    const find = () =>
      inWorkspace(app.db, workspaceId, async (tx) =>
        (await loadRegistry(tx, { workspaceId, person })).fields.find(({ key }) => key === "custom.sort"),
      );
    assert.deepEqual(
      (await find())?.options?.map(({ key, retired }) => [key, retired ?? false]),
      [
        ["Б", false],
        ["В", false],
        ["А", true],
      ],
    );
    assert.equal((await boss.patch(`/fields/${id}`, { active: false })).body.active, false);
    assert.equal(await find(), undefined);
  });

  it("hides from clients what they may not read", async () => {
    const { workspaceId } = app.cast;
    const person = { kind: "contact" as const, roleId: null };
    const keys = await inWorkspace(app.db, workspaceId, async (tx) =>
      (await loadRegistry(tx, { workspaceId, person })).fields.map(({ key }) => key),
    );
    assert.ok(keys.includes("status"));
    assert.ok(!keys.includes("custom.pole_text") && !keys.includes("assignees"));
  });

  it("makes a free key of a name", () => {
    assert.equal(freeKey("Номер договора", new Set()), "nomer_dogovora");
    assert.equal(freeKey("Номер договора", new Set(["nomer_dogovora", "nomer_dogovora_2"])), "nomer_dogovora_3");
    assert.equal(freeKey("2-й этаж", new Set()), "y_etazh");
    assert.equal(freeKey("文書", new Set()), "field");
    assert.match(freeKey("щ".repeat(60), new Set()), /^[a-z][a-z0-9_]{0,38}$/);
  });

  it("names what is wrong", async () => {
    const boss = app.as("boss");
    const key = await boss.post("/fields", { name: "Ещё сорт", key: "sort", type: "text" });
    assert.deepEqual([key.status, key.problem.code, fieldOf(key)], [409, "field/key-taken", "key"]);
    const name = await boss.post("/fields", { name: "поле TEXT", type: "text" });
    assert.deepEqual([name.status, name.problem.code, fieldOf(name)], [409, "field/name-taken", "name"]);
    const list = await boss.post("/fields", { name: "Пустой", type: "lists" });
    assert.deepEqual([list.status, list.problem.code, fieldOf(list)], [422, "field/options-required", "options"]);
    assert.equal(fieldOf(await boss.post("/fields", { name: "А", type: "colour" })), "type");
    assert.equal(fieldOf(await boss.post("/fields", { name: "А", type: "text", key: "Ключ" })), "key");
    assert.equal(fieldOf(await boss.post("/fields", { name: "А", type: "list", options: ["x", "x"] })), "options");
  });

  it("keeps out those without the section, and other workspaces", async () => {
    const made = await app.as("boss").post("/fields", { name: "Закрытое", type: "text" });
    const path = `/fields/${made.body.id}`;
    assert.equal((await app.as("rita").patch(path, { name: "А" })).status, 403);
    assert.equal((await app.as("dina").post("/fields", { name: "А", type: "text" })).status, 403);
    assert.equal((await app.as("ada").get("/fields")).status, 403);
    assert.equal((await app.as(null).get("/fields")).status, 401);
    assert.equal((await app.as("max").patch(path, { name: "А" })).status, 404);
    assert.ok(!(await app.as("max").get("/fields")).body.items.some(({ custom }) => custom));
  });
});
