import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { ticketOf } from "../../test/ticket-of.ts";
import { inWorkspace, type Tx } from "../platform/database.ts";
import { Problem } from "../platform/http/problem.ts";
import { newId } from "../platform/ids.ts";
import { createWorkspace } from "./create-workspace.ts";
import { readWorkspace } from "./get-workspace.ts";
import { loadProcess } from "./load-process.ts";
import { loadSettings } from "./load-settings.ts";

describe("the workspace and its processes", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const fieldOf = (answer: { problem: { refusals?: { field?: string }[] } }) => answer.problem.refusals?.[0]?.field;
  const here = <T>(work: (tx: Tx, workspaceId: string) => Promise<T>) =>
    inWorkspace(app.db, app.cast.workspaceId, (tx) => work(tx, app.cast.workspaceId));

  it("tells which of the first steps are done by what is there", async () => {
    const steps = async () => (await app.as("boss").get("/workspace/first-steps")).body.steps;
    const there = { mail: false, people: true, clients: true, services: true, ticket: false };
    assert.deepEqual(await steps(), there);
    // Letters from elsewhere cannot reach the first address.
    await app.as("boss").post("/mail-addresses", { address: "quarter@localhost" });
    assert.deepEqual(await steps(), there);
    await app.as("boss").post("/mail-addresses", { address: "desk@firm.example" });
    await ticketOf(app);
    assert.deepEqual(await steps(), { ...there, mail: true, ticket: true });
    assert.equal((await app.as("dina").get("/workspace/first-steps")).status, 403);
  });

  it("knows whether it looks after houses", async () => {
    assert.equal((await app.as("dina").get("/workspace")).body.houses, true);
    const { id } = await createWorkspace(app.owner, { name: "Контора", slug: "firm", preset: "helpdesk" });
    const office = { workspace_id: id, id: newId(), kind: "site", name: "Офис", address: "Офис" };
    await app.owner
      .insertInto("place")
      .values({ ...office, path: [office.id] })
      .execute();
    assert.equal((await inWorkspace(app.db, id, (tx) => readWorkspace(tx, id))).houses, false);
  });

  it("shows settings with their defaults, and changes single ones", async () => {
    const before = (await app.as("rita").get("/workspace")).body;
    assert.deepEqual([before.slug, before.timeZone, before.locale], ["quarter", "Europe/Moscow", "ru"]);
    assert.deepEqual(before.settings.cancelReasons, ["Уже не нужно", "Ошибка"]);
    assert.deepEqual([before.settings.unseenCleared, before.settings.reopenWithin], ["opened", null]);
    const { dina } = app.cast.people;
    const settings = { reopenWithin: 14, autoCloseAfter: "P3D", defaultAssignee: dina.id, defaultObservers: [dina.id] };
    const after = await app.as("boss").patch("/workspace", { name: "Наш квартал", timeZone: "Asia/Omsk", settings });
    assert.deepEqual(after.body.settings, { ...before.settings, ...settings });
    assert.deepEqual([after.body.name, after.body.timeZone, after.body.locale], ["Наш квартал", "Asia/Omsk", "ru"]);
    assert.deepEqual((await app.as("rita").get("/workspace")).body, after.body);
    const loaded = await here(loadSettings);
    assert.deepEqual([loaded.zone, loaded.settings.reopenWithin], ["Asia/Omsk", 14]);
    assert.deepEqual(loaded.organisation, { name: "Наш квартал", lines: [] });
    const lines = [{ label: "Телефон", value: "112" }];
    await app
      .as("boss")
      .patch("/workspace", { settings: { organisation: { name: "ТСН", lines }, reopenWithin: null } });
    assert.deepEqual((await here(loadSettings)).organisation, { name: "ТСН", lines });
    assert.equal((await here(loadSettings)).settings.reopenWithin, null);
  });

  it("names what is wrong", async () => {
    const patch = (body: object) => app.as("boss").patch("/workspace", body);
    const zone = await patch({ timeZone: "Марс" });
    assert.deepEqual([zone.problem.code, fieldOf(zone)], ["workspace/unknown-zone", "timeZone"]);
    const wrong: [string, object][] = [
      ["settings.autoCloseAfter", { settings: { autoCloseAfter: "P" } }],
      ["settings.autoCloseAfter", { settings: { autoCloseAfter: "3 дня" } }],
      ["settings.cancelReasons", { settings: { cancelReasons: ["А", "А"] } }],
      ["settings.defaultAssignee", { settings: { defaultAssignee: app.cast.people.max.id } }],
      ["settings.defaultObservers", { settings: { defaultObservers: [app.cast.people.ada.id] } }],
      ["settings.secret", { settings: { secret: 1 } }],
      ["locale", { locale: "xx" }],
    ];
    for (const [field, body] of wrong) {
      const answer = await patch(body);
      assert.equal(answer.status, 422);
      assert.ok(fieldOf(answer)?.startsWith(field), `${fieldOf(answer)} for ${field}`);
    }
  });

  it("lists the processes, and gives a version or the one in force", async () => {
    const { items } = (await app.as("rita").get("/processes")).body;
    assert.equal(items.length, 2);
    const [first] = items;
    const key = first?.key ?? "";
    assert.deepEqual(await here((tx, id) => loadProcess(tx, id, key)), first?.definition);
    const { workspaceId: workspace_id } = app.cast;
    await app.owner
      .updateTable("process")
      .set({ current: false })
      .where("workspace_id", "=", workspace_id)
      .where("key", "=", key)
      .execute();
    const definition = JSON.stringify({ ...Object(first?.definition), version: 2 });
    await app.owner.insertInto("process").values({ workspace_id, key, version: 2, definition }).execute();
    assert.equal((await here((tx, id) => loadProcess(tx, id, key))).version, 2);
    assert.equal((await here((tx, id) => loadProcess(tx, id, key, 1))).version, 1);
    const missing = here((tx, id) => loadProcess(tx, id, "nothing"));
    await assert.rejects(missing, (error) => error instanceof Problem && error.code === "process/not-found");
  });

  it("keeps out those without the section, clients and strangers", async () => {
    assert.equal((await app.as("dina").patch("/workspace", { name: "Моя" })).status, 403);
    assert.equal((await app.as("rita").patch("/workspace", { name: "Моя" })).status, 403);
    assert.equal((await app.as("ada").get("/workspace")).status, 403);
    assert.equal((await app.as("ada").get("/processes")).status, 403);
    assert.equal((await app.as(null).get("/workspace")).status, 401);
    assert.equal((await app.as("max").get("/workspace")).body.slug, "elsewhere");
  });
});
