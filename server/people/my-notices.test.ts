import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";

describe("my notices", () => {
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
});
