import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";

let app: TestApp;
before(async () => {
  app = await testApp();
});
after(() => app.close());

describe("who asks", () => {
  it("says nothing to nobody", async () => {
    const answer = await app.as(null).get("/me");
    assert.equal(answer.status, 401);
    assert.equal(answer.problem.code, "not-signed-in");
  });
  it("knows ben", async () => {
    const answer = await app.as("ben").get("/me");
    assert.equal(answer.body.person.name, "Ben Cast");
  });
});
