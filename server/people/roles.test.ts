import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { PERMISSIONS } from "../../core/access/permissions.ts";
import { type TestApp, testApp } from "../../test/app.ts";

let app: TestApp;
before(async () => {
  app = await testApp();
});
after(() => app.close());

const addRole = async (name: string, permissions: string[]) =>
  (await app.as("boss").post("/roles", { name, permissions })).body;
const give = (role: string) => app.as("boss").patch(`/employees/${app.cast.people.rita.id}`, { role });
const permissionsOf = async (name: "boss" | "rita") => (await app.as(name).get("/me")).body.permissions.toSorted();

describe("roles", () => {
  it("are listed in their order with how many have each", async () => {
    const { items } = (await app.as("rita").get("/roles")).body;
    assert.deepEqual(
      items.map(({ key, employees }) => [key, employees]),
      [
        ["admin", 1],
        ["dispatcher", 1],
        ["engineer", 2],
        ["controller", 1],
        ["reader", 1],
      ],
    );
  });

  it("[H-ACC-01] each has its own permissions, and whoever has the role has just these", async () => {
    const editor = await addRole("Кадры", ["section.employees"]);
    const reader = await addRole("Читает", ["section.tickets"]);
    await give(editor.id);
    assert.deepEqual(await permissionsOf("rita"), ["section.employees"]);
    assert.equal((await app.as("rita").post("/teams", { name: "Новая" })).status, 201);
    await give(reader.id);
    assert.deepEqual(await permissionsOf("rita"), ["section.tickets"]);
    assert.equal((await app.as("rita").post("/teams", { name: "Ещё одна" })).status, 403);
    assert.deepEqual(await permissionsOf("boss"), Object.keys(PERMISSIONS).toSorted());
  });

  it("switch sections off one by one, and the list of tickets with its own", async () => {
    const sections = ["section.partners", "section.reception", "section.tasks", "section.tickets"];
    const role = await addRole("Разделы", sections);
    await give(role.id);
    for (const off of sections) {
      const rest = sections.filter((section) => section !== off);
      await app.as("boss").patch(`/roles/${role.id}`, { permissions: rest });
      assert.deepEqual(await permissionsOf("rita"), rest);
    }
    const reads = ["ticket.read", ...sections];
    const listed = async () => (await app.as("rita").get("/tickets")).body.items.length;
    await app.as("boss").post("/tickets", { subject: "Лампа", client: { name: "Сосед" } });
    await app.as("boss").patch(`/roles/${role.id}`, { permissions: reads });
    assert.equal(await listed(), 1);
    await app.as("boss").patch(`/roles/${role.id}`, { permissions: reads.filter((one) => one !== "section.tickets") });
    assert.equal(await listed(), 0);
  });

  it("know no permission that does not exist", async () => {
    const answer = await app.as("boss").post("/roles", { name: "Всё", permissions: ["everything"] });
    assert.deepEqual([answer.status, answer.problem.refusals?.[0]?.field], [422, "permissions"]);
  });

  it("keep what a change does not name", async () => {
    const role = await addRole("Новая", ["ticket.read"]);
    const notices = { "resume-reminder": { email: true } };
    const changed = (await app.as("boss").patch(`/roles/${role.id}`, { notices })).body;
    assert.deepEqual(changed, { ...role, notices, version: role.version + 1 });
    assert.equal((await app.as("max").patch(`/roles/${role.id}`, { name: "Чужая" })).status, 404);
  });

  it("are deleted only when nobody has them and no service is reserved for them", async () => {
    const { cast, owner } = app;
    const boss = app.as("boss");
    const inUse = await boss.delete(`/roles/${cast.roles.engineer}`);
    assert.deepEqual([inUse.status, inUse.problem.code], [409, "role/in-use"]);
    const role = await addRole("Временная", []);
    const reserved = { workspace_id: cast.workspaceId, service_id: cast.services.lift, role_id: role.id };
    await owner.insertInto("service_role").values(reserved).execute();
    assert.equal((await boss.delete(`/roles/${role.id}`)).status, 409);
    await owner.deleteFrom("service_role").where("role_id", "=", role.id).execute();
    assert.equal((await app.as("max").delete(`/roles/${role.id}`)).status, 404);
    assert.equal((await boss.delete(`/roles/${role.id}`)).status, 204);
    assert.equal((await boss.delete(`/roles/${role.id}`)).status, 404);
  });
});

describe("teams", () => {
  it("[O-GRP-01] [O-GRP-03] are added and listed with their members", async () => {
    const { people } = app.cast;
    const members = [{ id: people.ben.id, notified: true }, { id: people.eve.id }];
    const made = await app.as("boss").post("/teams", { name: "Аварийная", members });
    assert.equal(made.status, 201);
    assert.deepEqual(made.body.members, [
      { id: people.ben.id, name: "Ben Cast", notified: true },
      { id: people.eve.id, name: "Eve Cast", notified: false },
    ]);
    const { items } = (await app.as("ben").get("/teams")).body;
    assert.deepEqual(
      items.find(({ id }) => id === made.body.id),
      made.body,
    );
  });

  it("[O-GRP-02] may share an employee", async () => {
    const { people, teams } = app.cast;
    const members = [{ id: people.ben.id }];
    await app.as("boss").post("/teams", { name: "Вторая", members });
    const ben = (await app.as("boss").get(`/employees/${people.ben.id}`)).body;
    assert.ok(ben.teams.length >= 2);
    assert.ok(ben.teams.some(({ id }) => id === teams.plumbing));
  });

  it("change, hide, and keep a blocked member for his return", async () => {
    const { people, teams } = app.cast;
    const boss = app.as("boss");
    await boss.post(`/employees/${people.eve.id}/block`, {});
    const changed = (await boss.patch(`/teams/${teams.lifts}`, { hidden: true, members: [{ id: people.carl.id }] }))
      .body;
    assert.deepEqual([changed.hidden, changed.members.map(({ name }) => name)], [true, ["Carl Cast"]]);
    await boss.post(`/employees/${people.eve.id}/unblock`);
    const { items } = (await boss.get("/teams")).body;
    assert.equal(items.find(({ id }) => id === teams.lifts)?.members.length, 2);
  });

  it("take no name twice and nobody from elsewhere", async () => {
    const { people, teams } = app.cast;
    const taken = await app.as("boss").post("/teams", { name: "САНТЕХНИКИ" });
    assert.deepEqual([taken.status, taken.problem.refusals?.[0]?.field], [422, "name"]);
    const foreign = await app.as("boss").patch(`/teams/${teams.lifts}`, { members: [{ id: people.max.id }] });
    assert.deepEqual([foreign.status, foreign.problem.refusals?.[0]?.field], [422, "members"]);
    assert.equal((await app.as("max").delete(`/teams/${teams.lifts}`)).status, 404);
  });

  it("are deleted only when nothing names them", async () => {
    const { teams } = app.cast;
    const answer = await app.as("boss").delete(`/teams/${teams.plumbing}`);
    assert.deepEqual([answer.status, answer.problem.code], [409, "team/in-use"]);
    const spare = (await app.as("boss").post("/teams", { name: "Лишняя" })).body;
    assert.equal((await app.as("boss").delete(`/teams/${spare.id}`)).status, 204);
  });
});
