import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Answer, type TestApp, testApp } from "../../test/app.ts";
import { PASSWORD } from "../../test/cast-people.ts";

let app: TestApp;
before(async () => {
  app = await testApp();
});
after(() => app.close());

/** The cookies of an answer as a browser sends them back. */
const cookies = (answer: Answer<unknown>): string =>
  [answer.headers["set-cookie"] ?? []]
    .flat()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
const signIn = (email: string, password = PASSWORD, workspace?: string) =>
  app.as(null).post("/session", { email, password, ...(workspace === undefined ? {} : { workspace }) });

describe("signing in with a password", () => {
  it("opens a session by a cookie that scripts cannot read", async () => {
    const answer = await signIn("Ben@Cast.example");
    assert.equal(answer.body.person.name, "Ben Cast");
    const [cookie = ""] = [answer.headers["set-cookie"] ?? []].flat();
    assert.match(cookie, /HttpOnly/);
    assert.match(cookie, /SameSite=Strict/);
    assert.doesNotMatch(cookie, /Secure/);
    const me = await app.with({ cookie: cookies(answer) }).get("/me");
    assert.equal(me.body.person.id, app.cast.people.ben.id);
  });

  it("binds cookies to this host and to https when people come by https", async () => {
    const secure = await testApp({ options: { publicUrl: "https://desk.example" } });
    try {
      const answer = await secure.as(null).post("/session", { email: "ben@cast.example", password: PASSWORD });
      assert.match(String(answer.headers["set-cookie"]), /__Host-pult\.session_token=[^,]*Path=\/;[^,]*Secure/);
      assert.doesNotMatch(String(answer.headers["set-cookie"]), /Domain=/);
      assert.match(String(answer.headers["strict-transport-security"]), /^max-age=31536000$/);
      assert.equal((await secure.with({ cookie: cookies(answer) }).get("/me")).status, 200);
    } finally {
      await secure.close();
    }
  });

  it("says the same about a wrong password and an unknown address", async () => {
    const wrong = await signIn("ben@cast.example", "not-his-password");
    const unknown = await signIn("nobody@cast.example", "not-his-password");
    assert.deepEqual([wrong.status, unknown.status], [401, 401]);
    const { instance: one, ...wrongBody } = wrong.problem;
    const { instance: two, ...unknownBody } = unknown.problem;
    assert.notEqual(one, two);
    assert.deepEqual(wrongBody, unknownBody);
    assert.equal(wrongBody.code, "session/wrong-password");
    assert.equal(wrong.headers["set-cookie"], undefined);
  });

  it("lets nobody guess for ever, whether or not the address is known", async () => {
    for (const email of ["eve@cast.example", "no-one@cast.example"]) {
      for (let attempt = 0; attempt < 8; attempt++) assert.equal((await signIn(email, "a-guess")).status, 401);
      const answer = await signIn(email);
      assert.deepEqual([answer.status, answer.problem.code], [429, "session/too-many-attempts"]);
      assert.equal(answer.headers["retry-after"], "60");
    }
    app.clock.pass(11 * 60_000);
    assert.equal((await signIn("eve@cast.example")).status, 200);
  });

  it("ends the session at sign-out, for copies of the cookie too", async () => {
    const cookie = cookies(await signIn("ben@cast.example"));
    assert.equal((await app.with({ cookie }).delete("/session")).status, 204);
    assert.equal((await app.with({ cookie }).get("/me")).status, 401);
  });

  it("takes no forged cookie", async () => {
    const cookie = cookies(await signIn("ben@cast.example"));
    const forged = cookie.replace(/session_token=[^.]+/, "session_token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    assert.equal((await app.with({ cookie: forged }).get("/me")).status, 401);
  });
});

describe("an account with several desks", () => {
  before(async () => {
    const { cast, owner } = app;
    await owner
      .updateTable("employee")
      .set({ user_id: cast.people.dina.userId })
      .where("id", "=", cast.people.max.id)
      .execute();
  });

  it("starts at the desk asked for and goes to another", async () => {
    const { dina, max } = app.cast.people;
    const answer = await signIn("dina@cast.example", PASSWORD, "quarter");
    assert.equal(answer.body.person.id, dina.id);
    assert.deepEqual(answer.body.workspaces, [{ slug: "elsewhere", name: "elsewhere", kind: "employee" }]);
    const dinas = app.with({ cookie: cookies(answer) });
    assert.equal((await dinas.put("/me/workspace", { workspace: "elsewhere" })).body.person.id, max.id);
    assert.equal((await dinas.get("/me")).body.person.id, max.id);
    assert.equal((await dinas.put("/me/workspace", { workspace: "nowhere" })).problem.code, "workspace/not-found");
    assert.equal((await signIn("dina@cast.example", PASSWORD, "nowhere")).problem.code, "session/no-access");
  });

  it("keeps a token at its own desk", async () => {
    assert.equal((await app.as("dina").put("/me/workspace", { workspace: "elsewhere" })).status, 403);
    assert.equal((await app.as("dina").put("/me/workspace", { workspace: "quarter" })).status, 200);
    assert.equal((await app.as("ben").put("/me/workspace", { workspace: "elsewhere" })).status, 404);
  });
});

describe("changing my password", () => {
  it("needs the one I have and ends my other sessions", async () => {
    const other = cookies(await signIn("carl@cast.example"));
    const mine = app.with({ cookie: cookies(await signIn("carl@cast.example")) });
    const refused = await mine.put("/me/password", { current: "wrong", next: "another-password" });
    assert.deepEqual([refused.status, refused.problem.code], [422, "session/wrong-password"]);
    assert.equal((await mine.put("/me/password", { current: PASSWORD, next: "short" })).status, 422);
    const changed = await mine.put("/me/password", { current: PASSWORD, next: "another-password" });
    assert.equal(changed.status, 204);
    assert.equal((await app.with({ cookie: cookies(changed) }).get("/me")).status, 200);
    assert.equal((await app.with({ cookie: other }).get("/me")).status, 401);
    assert.equal((await signIn("carl@cast.example")).status, 401);
    assert.equal((await signIn("carl@cast.example", "another-password")).status, 200);
  });
});
