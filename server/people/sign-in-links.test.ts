import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { demoLink } from "./sign-in-links.ts";

let app: TestApp;
before(async () => {
  app = await testApp({ options: { demo: true } });
});
after(() => app.close());

const ask = (email: string, next?: string) =>
  app.as(null).post("/session/links", { email, ...(next === undefined ? {} : { next }) });
const tokenIn = (text: string | undefined): string => /\/sign-in\/link\/([\w.-]+)/.exec(text ?? "")?.[1] ?? "no link";
const use = (token: string) => app.as(null).post(`/session/links/${token}`);

describe("signing in with the link of a letter", () => {
  it("sends the link to whoever has access, and it works once", async () => {
    assert.equal((await ask("Ada@cast.example", "/tickets/7")).status, 204);
    const letter = app.letters.at(-1);
    assert.equal(letter?.kind, "sign-in-link");
    assert.equal(letter?.to, "ada@cast.example");
    assert.equal(letter?.workspaceId, app.cast.workspaceId);
    assert.match(letter?.subject ?? "", /quarter/);
    assert.match(letter?.text ?? "", /\?next=%2Ftickets%2F7/);
    const token = tokenIn(letter?.text);
    assert.equal((await use(token)).body.person.id, app.cast.people.ada.id);
    const again = await use(token);
    assert.deepEqual([again.status, again.problem.code], [410, "session/link-used"]);
  });

  it("says nothing about addresses it does not know, and sends nothing", async () => {
    const before = app.letters.length;
    assert.equal((await ask("nobody@cast.example")).status, 204);
    assert.equal(app.letters.length, before);
  });

  it("leads nowhere but to its own pages afterwards", async () => {
    assert.equal((await ask("ada@cast.example", "//evil.example")).status, 422);
    assert.equal((await ask("ada@cast.example", "https://evil.example")).status, 422);
  });

  it("stops sending after five letters to one address, without a word", async () => {
    const before = app.letters.length;
    for (let letter = 0; letter < 7; letter++) assert.equal((await ask("vera@cast.example")).status, 204);
    assert.equal(app.letters.length - before, 5);
  });

  it("keeps only the hash of a link", async () => {
    await ask("rita@cast.example");
    const token = tokenIn(app.letters.at(-1)?.text);
    const rows = await app.owner.selectFrom("auth_verification").select(["identifier", "value"]).execute();
    assert.ok(rows.length > 0);
    assert.ok(!JSON.stringify(rows).includes(token));
  });

  it("leaves a password as it was", async () => {
    await ask("boss@cast.example");
    assert.equal((await use(tokenIn(app.letters.at(-1)?.text))).status, 200);
    const answer = await app
      .as(null)
      .post("/session", { email: "boss@cast.example", password: "a-password-of-the-cast" });
    assert.equal(answer.status, 200);
  });
});

describe("one-click links of the demo", () => {
  const keys = { secret: "the-secret-of-the-tests-has-32-characters", publicUrl: "http://localhost:4000" };

  it("work many times", async () => {
    const token = tokenIn(demoLink(keys, "dina@cast.example"));
    for (let time = 0; time < 3; time++) assert.equal((await use(token)).body.person.id, app.cast.people.dina.id);
  });

  it("cannot be made without the secret", async () => {
    const token = tokenIn(demoLink({ ...keys, secret: "another-secret-that-has-32-characters" }, "boss@cast.example"));
    assert.equal((await use(token)).status, 410);
    const [, , mac] = tokenIn(demoLink(keys, "ben@cast.example")).split(".");
    const boss = Buffer.from("boss@cast.example").toString("base64url");
    assert.equal((await use(`demo.${boss}.${mac}`)).status, 410);
  });

  it("open nothing on a real desk", async () => {
    const real = await testApp();
    try {
      const token = tokenIn(demoLink(keys, "dina@cast.example"));
      assert.equal((await real.as(null).post(`/session/links/${token}`)).status, 410);
    } finally {
      await real.close();
    }
  });
});
