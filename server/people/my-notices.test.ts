import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";

describe("my notices and my sight", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());

  it("[H-NOT-20] lets an employee say in the profile which letters come, whatever the role says", async () => {
    const notices = { resume: { email: true }, message: { email: false } };
    assert.equal((await app.as("ben").patch("/me", { notices })).status, 200);
    const { ben } = app.cast.people;
    const own = async () => (await app.as("ben").get(`/employees/${ben.id}`)).body.notices;
    assert.deepEqual(await own(), notices);
    await app.as("ben").patch("/me", { preferences: { theme: "dark" } });
    assert.deepEqual(await own(), notices);
  });

  it("is nothing that clients have", async () => {
    const answer = await app.as("ada").patch("/me", { notices: { resume: { email: true } } });
    assert.equal(answer.status, 403);
  });

  it("say why one sees no tickets and who can mend it, and nothing where nothing is the matter", async () => {
    const { ben, boss } = app.cast.people;
    const sight = async (name: "ben" | "dina") => (await app.as(name).get("/me/sight")).body;
    assert.deepEqual([await sight("dina"), await sight("ben")], Array(2).fill({ missing: null, ask: [] }));
    const ask = [{ id: boss.id, name: boss.name }];
    await app.as("boss").patch(`/employees/${ben.id}`, { allPlaces: false, places: [] });
    assert.deepEqual(await sight("ben"), { missing: "places", ask });
    await app.as("boss").patch(`/roles/${app.cast.roles.engineer}`, { permissions: ["section.tickets"] });
    assert.deepEqual(await sight("ben"), { missing: "permission", ask });
    assert.equal((await app.as("ada").get("/me/sight")).status, 403);
  });
});
