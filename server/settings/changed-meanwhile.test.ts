import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";

describe("two people change what is set up at once", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());

  const since = (version: number) => ({ headers: { "if-match": `"${version}"` } });
  async function setUp() {
    const [type] = (await app.as("boss").get("/service-types")).body.items;
    const [address] = (await app.as("boss").get("/mail-addresses")).body.items;
    const added = address ?? (await app.as("boss").post("/mail-addresses", { address: "desk@firm.example" })).body;
    assert.ok(type);
    return { types: type.id, addresses: added.id };
  }
  type Row = { id: string; version: number; name: string };
  /** Saves two names over the same version; answers what the second is told. */
  async function collide(path: string, read: () => Promise<Row>) {
    const { id, version, name: before } = await read();
    const names = [`${before} А`, `${before} Б`] as const;
    const answers = await Promise.all(names.map((name) => save(path, id, { name }, version)));
    assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [200, 412], path);
    const [won, lost] = answers[0]?.statusCode === 200 ? names : [names[1], names[0]];
    const refused = answers.find(({ statusCode }) => statusCode === 412)?.json();
    assert.match(refused.code, /^[a-z-]+\/changed-meanwhile$/);
    assert.deepEqual(refused.difference, {
      name: { yours: lost, theirs: won },
      version: { yours: version, theirs: version + 1 },
    });
    const now = await read();
    assert.deepEqual([now.name, now.version], [won, version + 1], path);
    const chosen = await save(path, id, { name: lost }, now.version);
    assert.deepEqual([chosen.statusCode, chosen.json().version], [200, version + 2]);
    assert.equal((await read()).name, lost, path);
  }
  const save = (path: string, id: string, payload: object, version: number) =>
    app.server.inject({
      method: "PATCH",
      url: `/api/v1/${path}/${id}`,
      headers: { authorization: `Bearer ${app.cast.people.boss.token}`, ...since(version).headers },
      payload,
    });

  it("[B-KEY-03] takes one of two edits of anything that is set up, and gives the other the difference", async () => {
    const boss = app.as("boss");
    const { people, roles, teams, services, places } = app.cast;
    const company = (await boss.post("/companies", { name: "ООО Ромашка" })).body.id;
    const calendar = (await boss.post("/calendars", { name: "Смена" })).body.id;
    const of = <T extends Row>(items: readonly T[], id: string): T => {
      const found = items.find((item) => item.id === id);
      assert.ok(found);
      return found;
    };
    await collide("employees", async () => (await boss.get(`/employees/${people.ben.id}`)).body);
    await collide("roles", async () => of((await boss.get("/roles")).body.items, roles.reader));
    await collide("teams", async () => of((await boss.get("/teams")).body.items, teams.lifts));
    await collide("services", async () => (await boss.get(`/services/${services.plumbing}`)).body);
    await collide("calendars", async () => of((await boss.get("/calendars")).body.items, calendar));
    await collide("companies", async () => (await boss.get(`/companies/${company}`)).body);
    await collide("contacts", async () => (await boss.get(`/contacts/${people.ada.id}`)).body);
    await collide("places", async () => (await boss.get(`/places/${places.flat12}`)).body);
    const { types, addresses } = await setUp();
    await collide("service-types", async () => of((await boss.get("/service-types")).body.items, types));
    await collide("mail-addresses", async () => of((await boss.get("/mail-addresses")).body.items, addresses));
    const category = (await boss.post("/service-categories", { name: "Вода" })).body.id;
    await collide("service-categories", async () => of((await boss.get("/service-categories")).body.items, category));
    const field = (await boss.post("/fields", { name: "Подъезд", type: "text" })).body;
    await collide("fields", async () => {
      const found = (await boss.get("/fields")).body.items.find(({ id }) => id === field.id);
      assert.ok(found?.id && found.version && found.name.ru);
      return { id: found.id, version: found.version, name: found.name.ru };
    });
  });

  it("says who changed a thing last, and collides over the settings of the workspace one by one", async () => {
    const boss = app.as("boss");
    const { version, changed } = (await boss.get("/workspace")).body;
    assert.equal(changed, null, "nobody has since it was made");
    const one = await boss.patch("/workspace", { settings: { showAssignee: true, reopenWithin: 5 } }, since(version));
    const by = { id: app.cast.people.boss.id, name: app.cast.people.boss.name };
    assert.deepEqual([one.body.version, one.body.changed?.by], [version + 1, by]);
    assert.match(one.body.changed?.at ?? "", /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    const other = await boss.patch("/workspace", { settings: { showAssignee: true, reopenWithin: 9 } }, since(version));
    assert.deepEqual([other.status, other.problem.code], [412, "workspace/changed-meanwhile"]);
    assert.deepEqual(other.problem.difference, {
      settings: {
        yours: { showAssignee: true, reopenWithin: 9 },
        theirs: { showAssignee: true, reopenWithin: 5 },
      },
      version: { yours: version, theirs: version + 1 },
    });
    const { types } = await setUp();
    const renamed = await boss.patch(`/service-types/${types}`, { internal: true });
    assert.deepEqual(renamed.body.changed?.by, by);
  });

  it("compares things by their ids and lists as a whole, and leaves out what is alike", async () => {
    const { people, roles, teams, places } = app.cast;
    const path = `/employees/${people.eve.id}` as const;
    const { version } = (await app.as("boss").get(path)).body;
    const theirs = { role: roles.controller, teams: [teams.plumbing], jobTitle: "Лифтёр", phone: "+7 900" };
    await app.as("boss").patch(path, theirs, since(version));
    const yours = { role: roles.reader, teams: [], places: [places.siteB], jobTitle: "Лифтёр", phone: null };
    const refused = await app.as("boss").patch(path, yours, since(version));
    assert.deepEqual(refused.problem.difference, {
      role: { yours: roles.reader, theirs: roles.controller },
      teams: { yours: [], theirs: [teams.plumbing] },
      phone: { yours: null, theirs: "+7 900" },
      version: { yours: version, theirs: version + 1 },
    });
    const flat = { places: [{ id: places.flat12, basis: "tenant" }] };
    const { version: seen } = (await app.as("boss").get(`/contacts/${people.vera.id}`)).body;
    await app.as("boss").patch(`/contacts/${people.vera.id}`, { places: [] }, since(seen));
    const collided = await app.as("boss").patch(`/contacts/${people.vera.id}`, flat, since(seen));
    assert.deepEqual(collided.problem.difference?.places, { yours: flat.places, theirs: [] });
  });

  it("asks nobody who sends no version, and tells nothing to who may not change it", async () => {
    const { people } = app.cast;
    const path = `/employees/${people.carl.id}` as const;
    assert.equal((await app.as("boss").patch(path, { jobTitle: "Контролёр" })).body.version, 2);
    assert.equal((await app.as("boss").patch(path, { jobTitle: "Контролёр" })).status, 200);
    assert.equal((await app.as("ben").patch(path, { jobTitle: "x" }, since(1))).status, 403);
    assert.equal((await app.as("max").patch(path, { jobTitle: "x" }, since(1))).status, 404);
    const refused = await app.as("boss").patch(path, { email: people.boss.email });
    assert.deepEqual([refused.status, (await app.as("boss").get(path)).body.version], [409, 3]);
  });
});
