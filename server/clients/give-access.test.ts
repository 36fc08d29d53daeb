import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";

describe("POST /contacts/{id}/access", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const password = "a-good-long-password";
  const signIn = (email: string) => app.as(null).post("/session", { email, password });

  it("[O-CONT-04] lets the contact sign in, and no more when it is taken away", async () => {
    const dina = app.as("dina");
    const email = "lev@example.org";
    const made = await dina.post("/contacts", { name: "Лев", email });
    assert.equal(made.body.portalAccess, false);
    assert.equal((await signIn(email)).status, 401);
    const given = await dina.post(`/contacts/${made.body.id}/access`, { access: true, password });
    assert.equal(given.body.portalAccess, true);
    const me = await signIn(email);
    assert.equal(me.status, 200);
    assert.deepEqual([me.body.person.kind, me.body.person.id], ["contact", made.body.id]);
    const taken = await dina.post(`/contacts/${made.body.id}/access`, { access: false });
    assert.equal(taken.body.portalAccess, false);
    assert.equal((await signIn(email)).problem.code, "session/no-access");
  });

  it("sends the letter with the link when asked to", async () => {
    const made = await app.as("dina").post("/contacts", { name: "Зоя", email: "zoya@example.org" });
    await app.as("dina").post(`/contacts/${made.body.id}/access`, { access: true, invite: true });
    const letter = app.letters.at(-1);
    assert.equal(letter?.to, "zoya@example.org");
    assert.match(letter?.text ?? "", /sign-in\//);
  });

  it("goes on under a new address", async () => {
    const made = await app.as("dina").post("/contacts", { name: "Пётр", email: "old@example.org" });
    await app.as("dina").post(`/contacts/${made.body.id}/access`, { access: true, password });
    await app.as("dina").patch(`/contacts/${made.body.id}`, { email: "new@example.org" });
    assert.equal((await signIn("old@example.org")).status, 401);
    assert.equal((await signIn("new@example.org")).body.person.id, made.body.id);
    const without = await app.as("dina").patch(`/contacts/${made.body.id}`, { email: null });
    assert.equal(without.problem.code, "contact/no-email");
  });

  it("never gives a password to an account that is somebody's already", async () => {
    const { boss } = app.cast.people;
    const made = await app.as("dina").post("/contacts", { name: "Хитрец", email: boss.email });
    await app.as("dina").post(`/contacts/${made.body.id}/access`, { access: true, password });
    assert.equal((await signIn(boss.email)).status, 401);
  });

  it("needs an email address, and the section", async () => {
    const made = await app.as("dina").post("/contacts", { name: "Без почты" });
    const refused = await app.as("dina").post(`/contacts/${made.body.id}/access`, { access: true });
    assert.deepEqual([refused.status, refused.problem.code], [422, "contact/no-email"]);
    assert.equal((await app.as("rita").post(`/contacts/${made.body.id}/access`, { access: true })).status, 403);
  });
});
