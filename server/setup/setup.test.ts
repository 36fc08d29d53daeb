import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { PRESETS } from "../../presets/presets.ts";
import { NOW, type TestApp, testApp } from "../../test/app.ts";
import { type TestDatabase, testDatabase } from "../../test/database.ts";
import { ownerDatabase } from "../platform/database.ts";
import { Problem } from "../platform/http/problem.ts";
import { getHealth } from "./get-health.ts";
import { makeSetupToken } from "./setup-token.ts";

describe("the first set-up", () => {
  /** Without the cast: nobody is there yet. */
  let db: TestDatabase;
  let app: TestApp;
  before(async () => {
    db = await testDatabase();
    app = await testApp({ options: { db: db.app, owner: db.owner, databaseUrl: db.url } });
  });
  after(async () => {
    await app.close();
    await db.close();
  });
  const token = async () => (await makeSetupToken(db.owner, NOW)) ?? "";
  const body = {
    workspace: "ТСН «Ленина 5»",
    preset: PRESETS[0]?.key,
    name: "Анна Петрова",
    email: "anna@example.org",
    password: "a-long-password",
  };

  it("says that it serves only when the database has run every migration", async () => {
    const health = async () => (await app.server.inject("/api/v1/health")).json();
    assert.deepEqual((await app.as(null).get("/health")).body, { status: "ok", database: "embedded" });
    const gone = await db.owner.deleteFrom("migration").where("name", "like", "0002%").returningAll().execute();
    const { code, parts } = await health();
    assert.deepEqual([code, parts.map(({ note }: { note: string }) => note)], ["service/not-ready", ["old"]]);
    assert.match(parts[0].mend, /upgrade it by starting Pult anew/);
    await db.owner.insertInto("migration").values(gone).execute();
    assert.equal((await health()).status, "ok");
  });

  it("says that it does not serve when the database is away", async () => {
    const away = ownerDatabase("postgres://nobody@127.0.0.1:1/nothing");
    const asked = getHealth({ owner: away, database: "server", findAiling: async () => [] });
    await assert.rejects(asked, (error) => error instanceof Problem && error.status === 503);
    await away.destroy();
  });

  it("opens by its last address only, and keeps of it a hash", async () => {
    const [old, last] = [await token(), await token()];
    assert.equal((await app.as(null).get(`/setup/${old}`)).status, 404);
    assert.equal((await app.as(null).post(`/setup/${old}`, body)).status, 404);
    const shown = await app.as(null).get(`/setup/${last}`);
    assert.deepEqual(
      shown.body.presets.map(({ key }) => key),
      PRESETS.map(({ key }) => key),
    );
    const rows = await db.owner.selectFrom("setup_token").selectAll().execute();
    assert.equal(rows.length, 1);
    assert.ok(!rows[0]?.hash.toString("base64url").includes(last));
  });

  it("names what is wrong and stays open", async () => {
    const secret = await token();
    const refused = async (change: object) => {
      const answer = await app.as(null).post(`/setup/${secret}`, { ...body, ...change });
      assert.equal(answer.status, 422);
      return answer.problem.refusals?.[0]?.field;
    };
    assert.equal(await refused({ preset: "nothing" }), "preset");
    assert.equal(await refused({ timeZone: "Луна" }), "timeZone");
    assert.equal(await refused({ password: "short" }), "password");
    assert.equal(await refused({ email: "нет" }), "email");
    assert.equal(await refused({ workspace: "  " }), "workspace");
    assert.equal(await refused({ slug: "Дом" }), "slug");
    assert.equal((await db.owner.selectFrom("workspace").select("id").execute()).length, 0);
    assert.equal((await db.owner.selectFrom("auth_user").select("id").execute()).length, 0);
    assert.equal((await app.as(null).get(`/setup/${secret}`)).status, 200);
  });

  it("makes the workspace and its administrator once, and signs him in", async () => {
    const secret = await token();
    const nobody = app.as(null);
    const answers = await Promise.all([1, 2].map(() => nobody.post(`/setup/${secret}`, body)));
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 410]);
    const made = answers.find(({ status }) => status === 201);
    assert.equal(made?.body.person.name, body.name);
    assert.equal(made?.body.workspace.name, body.workspace);
    assert.ok(made?.body.permissions.includes("section.settings"));
    const cookie = [made?.headers["set-cookie"] ?? []].flat().map((line) => line.split(";")[0]);
    const me = await app.with({ cookie: cookie.join("; ") }).get("/me");
    assert.equal(me.body.person.email, body.email);
    const { steps } = (await app.with({ cookie: cookie.join("; ") }).get("/workspace/first-steps")).body;
    assert.deepEqual(steps, { mail: false, people: false, clients: false, services: false, ticket: false });
    assert.equal((await nobody.get(`/setup/${secret}`)).problem.code, "setup/done");
    assert.equal(await makeSetupToken(db.owner, NOW), null);
    const again = await nobody.post("/session", { email: body.email, password: body.password });
    assert.equal(again.status, 200);
  });
});
