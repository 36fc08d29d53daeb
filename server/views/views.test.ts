import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import type { CastName } from "../../test/cast-people.ts";
import { newId } from "../platform/ids.ts";

let app: TestApp;
before(async () => {
  app = await testApp();
});
after(() => app.close());

const view = {
  name: "Мои срочные",
  condition: "status:waiting created>-7d",
  settings: { columns: [{ key: "number", width: 90 }, { key: "subject" }], sort: "attention:unseen,-created" },
};
const mine = async (name: CastName) => (await app.as(name).get("/views")).body.items;
const names = async (name: CastName) => (await mine(name)).map((one) => one.name);
const clear = async (name: CastName) => {
  for (const { id, can } of await mine(name)) if (can.change) await app.as(name).delete(`/views/${id}`);
};

describe("saved views", () => {
  it("are kept with their columns and order, renamed, changed in parts and deleted", async () => {
    const dina = app.as("dina");
    const { body: made } = await dina.post("/views", view);
    const owner = { id: app.cast.people.dina.id, name: app.cast.people.dina.name };
    const kept = { ...view, id: made.id, sharing: null, owner, pinned: false, version: 1, can: { change: true } };
    assert.deepEqual(await mine("dina"), [kept]);
    await dina.patch(`/views/${made.id}`, { name: "  Срочные " });
    assert.deepEqual(await mine("dina"), [{ ...kept, name: "Срочные", version: 2 }]);
    await dina.patch(`/views/${made.id}`, { condition: "status:waiting", settings: {} });
    const [changed] = await mine("dina");
    assert.deepEqual([changed?.name, changed?.condition, changed?.settings], ["Срочные", "status:waiting", {}]);
    const late = await dina.patch(`/views/${made.id}`, { name: "Ещё" }, { headers: { "if-match": "2" } });
    assert.deepEqual([late.status, late.problem.code], [412, "view/changed-meanwhile"]);
    assert.deepEqual(late.problem.difference?.name, { yours: "Ещё", theirs: "Срочные" });
    assert.equal((await dina.delete(`/views/${made.id}`)).status, 204);
    assert.deepEqual(await mine("dina"), []);
  });

  it("[H-SAVF-04] stand in the order in which they were made, whatever their names and changes", async () => {
    const dina = app.as("dina");
    const { body: first } = await dina.post("/views", { ...view, name: "Я" });
    app.clock.pass(1000);
    await dina.post("/views", { ...view, name: "А" });
    await dina.patch(`/views/${first.id}`, { condition: "" });
    assert.deepEqual(await names("dina"), ["Я", "А"]);
    await clear("dina");
  });

  it("belong to one person until they are shared: for everybody else they are not there", async () => {
    const { body: made } = await app.as("dina").post("/views", view);
    for (const name of ["boss", "ben", "max"] as const) {
      assert.deepEqual(await mine(name), []);
      assert.equal((await app.as(name).patch(`/views/${made.id}`, { name: "Чужое" })).status, 404);
      assert.equal((await app.as(name).put(`/views/${made.id}/pin`, { pinned: true })).status, 404);
      assert.equal((await app.as(name).delete(`/views/${made.id}`)).status, 404);
    }
    assert.equal((await app.as("ada").get("/views")).status, 403);
    assert.equal((await app.as(null).get("/views")).status, 401);
    await clear("dina");
  });

  it("are shared with one's own team by anybody, with others and all by who may; these change them, others copy", async () => {
    const team = app.cast.teams.plumbing;
    const { body: made } = await app.as("ben").post("/views", { ...view, sharing: { team } });
    assert.deepEqual(made.sharing, { team: { id: team, name: "Сантехники" } });
    assert.deepEqual([await names("boss"), await names("eve"), await names("max")], [[view.name], [], []]);
    assert.equal((await app.as("eve").patch(`/views/${made.id}`, { name: "Чужое" })).status, 404);
    for (const sharing of [{ all: true }, { team: app.cast.teams.lifts }]) {
      const refused = await app.as("ben").patch(`/views/${made.id}`, { sharing });
      assert.deepEqual([refused.status, refused.problem.code], [403, "not-allowed"]);
    }
    const nowhere = await app.as("boss").patch(`/views/${made.id}`, { sharing: { team: made.id } });
    assert.deepEqual([nowhere.status, nowhere.problem.refusals?.[0]?.field], [422, "sharing"]);

    await app.as("boss").patch(`/views/${made.id}`, { sharing: { all: true }, name: "Общее" });
    const [seen] = await mine("eve");
    assert.deepEqual(
      [seen?.name, seen?.sharing, seen?.owner.name, seen?.can.change],
      ["Общее", { all: true }, app.cast.people.ben.name, false],
    );
    assert.equal((await app.as("eve").patch(`/views/${made.id}`, { name: "Моё" })).status, 403);
    assert.equal((await app.as("eve").delete(`/views/${made.id}`)).status, 403);
    const copy = await app.as("eve").post("/views", { name: "Моё", condition: seen?.condition });
    assert.equal(copy.status, 201);
    // Its owner changes it still, and takes it back.
    await app.as("ben").patch(`/views/${made.id}`, { name: "Опять моё" });
    await app.as("ben").patch(`/views/${made.id}`, { sharing: null });
    assert.deepEqual(await names("eve"), ["Моё"]);
    await Promise.all([clear("ben"), clear("eve")]);
  });

  it("take with them what columns anybody liked in them", async () => {
    const { body: made } = await app.as("boss").post("/views", { ...view, sharing: { all: true } });
    const [gone, kept] = [`list.columns.${made.id}`, "list.columns"];
    const liked = async () => Object.keys((await app.as("eve").get("/me")).body.person.preferences);
    await app.as("eve").patch("/me", { preferences: { [gone]: [{ key: "number" }], [kept]: [{ key: "status" }] } });
    assert.ok((await liked()).includes(gone));
    assert.equal((await app.as("boss").delete(`/views/${made.id}`)).status, 204);
    assert.deepEqual(await liked(), [kept]);
    await app.as("eve").patch("/me", { preferences: { [kept]: null } });
  });

  it("stay with their owner when their team is gone", async () => {
    const { body: team } = await app.as("boss").post("/teams", { name: "Смена", members: [] });
    await app.as("boss").post("/views", { ...view, sharing: { team: team.id } });
    await app.as("boss").delete(`/teams/${team.id}`);
    assert.deepEqual(
      (await mine("boss")).map(({ sharing }) => sharing),
      [null],
    );
    await clear("boss");
  });

  it("are refused with a name that is taken: one's own, everybody's, the team's", async () => {
    const refused = async (name: CastName, body: object) => {
      const { status, problem } = await app.as(name).post("/views", body);
      return [status, problem.code, problem.refusals?.[0]?.field];
    };
    const taken = [409, "view/name-taken", "name"];
    await app.as("dina").post("/views", view);
    assert.deepEqual(await refused("dina", { ...view, name: " мои СРОЧНЫЕ" }), taken);
    const { body: other } = await app.as("dina").post("/views", { ...view, name: "Другие" });
    const renamed = await app.as("dina").patch(`/views/${other.id}`, { name: view.name });
    assert.deepEqual([renamed.status, renamed.problem.code], [409, "view/name-taken"]);
    await app.as("boss").post("/views", { ...view, sharing: { all: true } });
    const twice = { ...view, sharing: { all: true } };
    await app.owner
      .updateTable("role")
      .set({ permissions: ["section.tickets", "view.share"] })
      .where("key", "=", "reader")
      .execute();
    assert.deepEqual(await refused("rita", twice), taken);
    assert.deepEqual((await app.as("rita").post("/views", view)).status, 201, "his own may be called so");
    const empty = await app.as("dina").post("/views", { ...view, name: "  " });
    assert.deepEqual([empty.status, empty.problem.refusals?.[0]?.code], [422, "name-required"]);
    await Promise.all([clear("dina"), clear("boss")]);
  });

  it("are refused with a condition or an order that cannot be read, each fault with its place", async () => {
    const refused = await app.as("dina").post("/views", { ...view, condition: "colour:red status:waiting" });
    assert.deepEqual([refused.status, refused.problem.code], [422, "condition/invalid"]);
    assert.deepEqual(
      [refused.problem.refusals?.[0]?.field, refused.problem.refusals?.[0]?.params?.at],
      ["condition", 0],
    );
    const { body: made } = await app.as("dina").post("/views", view);
    const changed = await app.as("dina").patch(`/views/${made.id}`, { condition: "(status:waiting" });
    assert.equal(changed.problem.code, "condition/invalid");
    const order = await app.as("dina").patch(`/views/${made.id}`, { settings: { sort: "attention:loud" } });
    assert.equal(order.problem.code, "sort/invalid");
    const unknown = await app.as("dina").patch(`/views/${made.id}`, { settings: { text: "я" } });
    assert.equal(unknown.status, 422);
    await clear("dina");
  });

  it("are at most a hundred for each person, and twelve of them tabs", async () => {
    const carl = app.as("carl");
    const of = { workspace_id: app.cast.workspaceId, employee_id: app.cast.people.carl.id };
    const rows = Array.from({ length: 100 }, (_, n) => ({ ...of, id: newId(), name: `Ещё ${n}`, condition: "" }));
    await app.owner.insertInto("saved_view").values(rows).execute();
    const all = await mine("carl");
    for (const { id } of all.slice(0, 12)) await carl.put(`/views/${id}/pin`, { pinned: true });
    assert.equal((await mine("carl")).filter(({ pinned }) => pinned).length, 12);
    const refusals = [await carl.post("/views", view), await carl.put(`/views/${all[50]?.id}/pin`, { pinned: true })];
    assert.deepEqual(
      refusals.map(({ status, problem }) => [status, problem.code]),
      [
        [409, "view/too-many"],
        [409, "view/too-many-tabs"],
      ],
    );
    await carl.put(`/views/${all[0]?.id}/pin`, { pinned: false });
    await carl.put(`/views/${all[50]?.id}/pin`, { pinned: true });
    assert.equal((await carl.get("/views/counts")).body.items.length, 12);
  });
});
