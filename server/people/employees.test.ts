import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { PASSWORD } from "../../test/cast-people.ts";

let app: TestApp;
before(async () => {
  app = await testApp();
});
after(() => app.close());

const engineer = (email: string, more: object = {}) => ({
  name: "Иван Новый",
  email,
  role: app.cast.roles.engineer,
  ...more,
});
const signIn = (email: string, password: string) => app.as(null).post("/session", { email, password });
const add = async (email: string, more: object = {}) =>
  (await app.as("boss").post("/employees", engineer(email, more))).body;
const rows = () => app.owner.selectFrom("employee").select("id").execute();

describe("adding an employee", () => {
  it("[O-EMP-01] [O-ROLE-02] [O-GRP-02] lists him with his role and teams", async () => {
    const { teams, places, roles } = app.cast;
    const body = engineer("ivan@cast.example", {
      jobTitle: "Сантехник",
      phone: "+7 900 123-45-67",
      teams: [teams.plumbing, teams.lifts],
      allPlaces: false,
      places: [places.siteA],
    });
    const made = await app.as("boss").post("/employees", body);
    assert.equal(made.status, 201);
    const { items } = (await app.as("boss").get("/employees?search=ИВАН")).body;
    assert.deepEqual(items, [made.body]);
    const { id, ...view } = made.body;
    assert.deepEqual(view, {
      name: "Иван Новый",
      jobTitle: "Сантехник",
      phone: "+7 900 123-45-67",
      email: "ivan@cast.example",
      active: true,
      role: { id: roles.engineer, name: "engineer" },
      teams: [
        { id: teams.lifts, name: "Лифтёры" },
        { id: teams.plumbing, name: "Сантехники" },
      ],
      allPlaces: false,
      places: [{ id: places.siteA, name: "ул. Ленина, 5" }],
      notices: {},
      load: 0,
      skills: [],
      absences: [],
      signedUp: false,
      createdAt: app.clock.now().toISOString(),
      version: 1,
    });
    assert.equal((await app.as("rita").get(`/employees/${id}`)).body.name, "Иван Новый");
  });

  it("lets him in by the password given, or by the letter that was sent", async () => {
    assert.equal((await add("petr@cast.example", { password: "a-first-password" })).signedUp, true);
    assert.equal((await signIn("petr@cast.example", "a-first-password")).status, 200);
    const before = app.letters.length;
    const olga = await add("olga@cast.example", { invite: true });
    assert.equal(app.letters.length, before + 1);
    const letter = app.letters.at(-1);
    assert.deepEqual([letter?.kind, letter?.to], ["invitation", "olga@cast.example"]);
    assert.match(letter?.text ?? "", /Boss Cast/);
    const token = /\/sign-in\/link\/(\w+)/.exec(letter?.text ?? "")?.[1];
    assert.equal((await app.as(null).post(`/session/links/${token}`)).body.person.id, olga.id);
    assert.equal((await app.as("boss").get(`/employees/${olga.id}`)).body.signedUp, true);
    assert.equal((await app.as("boss").post(`/employees/${olga.id}/invite`)).status, 204);
    assert.equal(app.letters.length, before + 2);
  });

  it("refuses an address that a colleague has, in any case, and leaves no trace", async () => {
    const before = await rows();
    const answer = await app.as("boss").post("/employees", engineer("BEN@cast.example"));
    assert.deepEqual([answer.status, answer.problem.code], [409, "employee/email-taken"]);
    assert.deepEqual(await rows(), before);
  });

  it("never sets the password of an account that works elsewhere", async () => {
    await add("max@cast.example", { password: "taken-over-now" });
    assert.equal((await signIn("max@cast.example", "taken-over-now")).status, 401);
    const maxes = await signIn("max@cast.example", PASSWORD);
    assert.equal(maxes.status, 200);
    assert.deepEqual([maxes.body.workspace.slug, maxes.body.workspaces.length], ["elsewhere", 1]);
  });

  it("refuses roles, teams and places of another workspace", async () => {
    const { other } = app.cast;
    for (const foreign of [
      { role: other.roles.admin },
      { teams: [other.places.siteA] },
      { places: [other.places.siteA] },
    ]) {
      const answer = await app.as("boss").post("/employees", engineer("foreign@cast.example", foreign));
      assert.deepEqual([answer.status, answer.problem.refusals?.[0]?.field], [422, Object.keys(foreign)[0]]);
    }
    assert.equal((await app.as("max").get(`/employees/${app.cast.people.ben.id}`)).status, 404);
    const answer = await app.as("max").patch(`/employees/${app.cast.people.ben.id}`, { name: "Not Ben" });
    assert.equal(answer.status, 404);
  });

  it("does it once for one Idempotency-Key", async () => {
    const sent = { headers: { "idempotency-key": "add-once" } };
    const body = engineer("once@cast.example", { invite: true });
    const letters = app.letters.length;
    const first = await app.as("boss").post("/employees", body, sent);
    const second = await app.as("boss").post("/employees", body, sent);
    assert.deepEqual(second.body, first.body);
    assert.equal(app.letters.length, letters + 1);
  });
});

describe("changing an employee", () => {
  it("[O-ROLE-01] [O-ROLE-02] gives him the rights of his role from the next request on", async () => {
    const { people, roles } = app.cast;
    assert.equal((await app.as("carl").post("/roles", { name: "x", permissions: [] })).status, 403);
    await app.as("boss").patch(`/employees/${people.carl.id}`, { role: roles.admin });
    assert.ok((await app.as("carl").get("/me")).body.permissions.includes("section.employees"));
    assert.equal((await app.as("carl").post("/roles", { name: "x", permissions: [] })).status, 201);
    await app.as("boss").patch(`/employees/${people.carl.id}`, { role: roles.controller });
    assert.equal((await app.as("carl").post("/roles", { name: "y", permissions: [] })).status, 403);
  });

  it("moves the account to his new address", async () => {
    const anna = await add("anna@cast.example", { password: "a-first-password" });
    const answer = await app.as("boss").patch(`/employees/${anna.id}`, { email: "anna.new@cast.example" });
    assert.equal(answer.body.email, "anna.new@cast.example");
    assert.equal((await signIn("anna@cast.example", "a-first-password")).status, 401);
    assert.equal((await signIn("anna.new@cast.example", "a-first-password")).body.person.id, anna.id);
    const taken = await app.as("boss").patch(`/employees/${anna.id}`, { email: "ben@cast.example" });
    assert.deepEqual([taken.status, taken.problem.code], [409, "employee/email-taken"]);
  });

  it("leaves the account of another desk with its own address", async () => {
    const { owner, cast } = app;
    const two = await add("two.desks@cast.example", { password: "a-first-password" });
    const account = await owner
      .selectFrom("employee")
      .select("user_id")
      .where("id", "=", two.id)
      .executeTakeFirstOrThrow();
    await owner
      .updateTable("employee")
      .set({ user_id: account.user_id })
      .where("id", "=", cast.people.max.id)
      .execute();
    await app.as("boss").patch(`/employees/${two.id}`, { email: "moved@cast.example" });
    const there = await signIn("two.desks@cast.example", "a-first-password");
    assert.deepEqual([there.body.person.id, there.body.workspaces], [cast.people.max.id, []]);
    await owner.updateTable("employee").set({ user_id: null }).where("id", "=", cast.people.max.id).execute();
  });

  it("keeps what is not named", async () => {
    const lena = await add("lena@cast.example", {
      jobTitle: "Лифтёр",
      teams: [app.cast.teams.lifts],
      phone: "+7 1" + "23",
    });
    const changed = (await app.as("boss").patch(`/employees/${lena.id}`, { phone: null })).body;
    assert.deepEqual(changed, { ...lena, phone: null, version: lena.version + 1 });
  });
});

describe("the last administrator", () => {
  it("can be neither blocked nor given another role, nor can the role lose the right", async () => {
    const { people, roles } = app.cast;
    const boss = app.as("boss");
    for (const answer of [
      await boss.patch(`/employees/${people.boss.id}`, { role: roles.reader }),
      await boss.post(`/employees/${people.boss.id}/block`, { replacement: people.dina.id }),
      await boss.patch(`/roles/${roles.admin}`, { permissions: ["section.tickets"] }),
    ]) {
      assert.deepEqual([answer.status, answer.problem.code], [409, "employee/last-administrator"]);
    }
    assert.equal((await boss.get(`/employees/${people.boss.id}`)).body.active, true);
    const second = await add("second@cast.example", { role: roles.admin });
    assert.equal((await boss.post(`/employees/${second.id}/block`, {})).status, 200);
  });

  it("stays when two demote each other at once", async () => {
    const { people, roles } = app.cast;
    const second = await add("rival@cast.example", { role: roles.admin });
    const answers = await Promise.all(
      [people.boss.id, second.id].map((id) => app.as("boss").patch(`/employees/${id}`, { role: roles.reader })),
    );
    assert.ok(answers.some(({ status }) => status === 409 || status === 403));
    const { items } = (await app.as("dina").get("/roles")).body;
    assert.equal(items.find((role) => role.key === "admin")?.employees, 1);
    await app.owner.updateTable("employee").set({ role_id: roles.admin }).where("id", "=", people.boss.id).execute();
  });
});
