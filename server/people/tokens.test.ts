import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { hashToken } from "./authenticate.ts";

let app: TestApp;
before(async () => {
  app = await testApp();
});
after(() => app.close());

const bearer = (token: string, headers: Record<string, string> = {}) =>
  app.with({ authorization: `Bearer ${token}`, ...headers });

describe("tokens for programs", () => {
  it("do what their person may, and tell when they were used last", async () => {
    const { token, id } = (await app.as("ben").post("/tokens", { name: "script" })).body;
    assert.match(token, /^pult_[\w-]{43}$/);
    assert.equal((await bearer(token).get("/me")).body.person.id, app.cast.people.ben.id);
    assert.equal((await bearer(token).post("/roles", { name: "x", permissions: [] })).status, 403);
    const used = async () => (await app.as("ben").get("/tokens")).body.items.find((one) => one.id === id)?.lastUsedAt;
    const first = app.clock.now().toISOString();
    assert.equal(await used(), first);
    app.clock.pass(59_000);
    await bearer(token).get("/me");
    assert.equal(await used(), first);
    app.clock.pass(2_000);
    await bearer(token).get("/me");
    assert.equal(await used(), app.clock.now().toISOString());
  });

  it("end at their time, and at once when they are revoked", async () => {
    const expiresAt = new Date(app.clock.now().getTime() + 3_600_000).toISOString();
    const ada = app.as("ada");
    const { token } = (await ada.post("/tokens", { name: "an hour", expiresAt })).body;
    assert.equal((await bearer(token).get("/me")).status, 200);
    app.clock.pass(3_600_001);
    assert.equal((await bearer(token).get("/me")).status, 401);
    assert.equal((await ada.post("/tokens", { name: "late", expiresAt })).status, 422);
    const other = (await ada.post("/tokens", { name: "to be revoked" })).body;
    assert.equal((await app.as("vera").delete(`/tokens/${other.id}`)).status, 404);
    assert.equal((await ada.delete(`/tokens/${other.id}`)).status, 204);
    assert.equal((await bearer(other.token).get("/me")).status, 401);
    assert.equal((await ada.delete(`/tokens/${other.id}`)).status, 404);
  });

  it("are kept as a hash only, with an Idempotency-Key too", async () => {
    const sent = { headers: { "idempotency-key": "one-token" } };
    const { token, id } = (await app.as("carl").post("/tokens", { name: "kept" }, sent)).body;
    const row = await app.owner.selectFrom("api_token").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
    assert.deepEqual(row.hash, hashToken(token));
    const kept = await app.owner.selectFrom("idempotency").selectAll().execute();
    assert.ok(!JSON.stringify([row, kept]).includes(token));
  });

  it("have none but their scopes' permissions, when they have scopes", async () => {
    const { token, id } = (await app.as("boss").post("/tokens", { name: "narrow" })).body;
    await app.owner
      .updateTable("api_token")
      .set({ scopes: ["ticket.read"] })
      .where("id", "=", id)
      .execute();
    assert.deepEqual((await bearer(token).get("/me")).body.permissions, ["ticket.read"]);
  });

  it("make none that lives longer or may more than they", async () => {
    const soon = new Date(app.clock.now().getTime() + 3_600_000).toISOString();
    const later = new Date(app.clock.now().getTime() + 7_200_000).toISOString();
    const { token, id } = (await app.as("boss").post("/tokens", { name: "an hour", expiresAt: soon })).body;
    const refused = await bearer(token).post("/tokens", { name: "longer", expiresAt: later });
    assert.deepEqual([refused.status, refused.problem.refusals?.[0]?.code], [422, "outlives-token"]);
    await app.owner
      .updateTable("api_token")
      .set({ scopes: ["ticket.read"] })
      .where("id", "=", id)
      .execute();
    const made = (await bearer(token).post("/tokens", { name: "of it" })).body;
    const listed = (await app.as("boss").get("/tokens")).body.items.find((one) => one.id === made.id);
    assert.equal(listed?.expiresAt, soon);
    assert.deepEqual((await bearer(made.token).get("/me")).body.permissions, ["ticket.read"]);
    app.clock.pass(3_600_001);
    assert.equal((await bearer(made.token).get("/me")).status, 401);
  });

  it("[B-API-03] are bound to some permissions, end when they say, and tell when they were used last", async () => {
    const scopes = ["section.employees"];
    const expiresAt = new Date(app.clock.now().getTime() + 3_600_000).toISOString();
    const made = (await app.as("boss").post("/tokens", { name: "staff", scopes, expiresAt })).body;
    const program = bearer(made.token);
    assert.equal((await program.post("/roles", { name: "Made by a program", permissions: [] })).status, 201);
    const refused = await program.post("/calendars", { name: "Made by a program" });
    assert.deepEqual([refused.status, refused.problem.code], [403, "not-allowed"]);
    const more = await program.post("/tokens", { name: "more", scopes: ["section.settings"] });
    assert.deepEqual([more.status, more.problem.refusals?.[0]?.code], [422, "scope-not-yours"]);
    const listed = (await app.as("boss").get("/tokens")).body.items.find(({ id }) => id === made.id);
    assert.deepEqual([listed?.scopes, listed?.expiresAt], [scopes, expiresAt]);
    assert.equal(listed?.lastUsedAt, app.clock.now().toISOString());
    app.clock.pass(3_600_001);
    assert.equal((await program.get("/me")).status, 401);
  });

  it("that are shown and wrong count before any cookie", async () => {
    const signedIn = await app
      .as(null)
      .post("/session", { email: "ben@cast.example", password: "a-password-of-the-cast" });
    const cookie = [signedIn.headers["set-cookie"] ?? []]
      .flat()
      .map((one) => one.split(";")[0])
      .join("; ");
    assert.equal((await app.with({ cookie }).get("/me")).status, 200);
    assert.equal((await bearer("pult_aaaaaaaaaaaaaaaaaaaaaaaa", { cookie }).get("/me")).status, 401);
  });
});

describe("who was here", () => {
  it("notes when a contact was here last, at most once a minute", async () => {
    const { vera } = app.cast.people;
    const seen = async () =>
      (await app.owner.selectFrom("contact").select("last_seen_at").where("id", "=", vera.id).executeTakeFirstOrThrow())
        .last_seen_at;
    await app.as("vera").get("/me");
    const first = await seen();
    assert.deepEqual(first, app.clock.now());
    app.clock.pass(30_000);
    await app.as("vera").get("/me");
    assert.deepEqual(await seen(), first);
  });

  it("takes a contact's access away at once", async () => {
    const { vera } = app.cast.people;
    await app.owner.updateTable("contact").set({ portal_access: false }).where("id", "=", vera.id).execute();
    assert.equal((await app.as("vera").get("/me")).status, 401);
    await app.owner.updateTable("contact").set({ portal_access: true }).where("id", "=", vera.id).execute();
  });

  it("keeps my preferences, of employees and contacts", async () => {
    for (const name of ["ben", "ada"] as const) {
      await app.as(name).patch("/me", { preferences: { density: "dense", columns: ["number"] } });
      const changed = await app.as(name).patch("/me", { preferences: { columns: null, theme: "dark" } });
      assert.deepEqual(changed.body.person.preferences, { density: "dense", theme: "dark" });
      assert.deepEqual((await app.as(name).get("/me")).body.person.preferences, { density: "dense", theme: "dark" });
    }
  });

  it("keeps the later of two changes of one browser, whichever comes first, and loses none of two at once", async () => {
    const order = (number: number, by = "browser-1") => ({ order: { by, number } });
    for (const name of ["ben", "ada"] as const) {
      const change = (preferences: object, more: object = {}) => app.as(name).patch("/me", { preferences, ...more });
      const kept = async () => (await app.as(name).get("/me")).body.person.preferences;
      await change({ width: 2, columns: ["a"] }, order(20));
      // Sent by the page that was left, and slower than the next page.
      await change({ width: 1, sort: "old" }, order(10));
      assert.deepEqual(await kept(), { ...(await kept()), width: 2, columns: ["a"], sort: "old" });
      // Another browser counts for itself, and whoever does not count is taken as he comes.
      for (const [width, more] of [
        [3, order(5, "browser-2")],
        [4, {}],
        [5, order(1)],
      ] as const) {
        await change({ width }, more);
        assert.equal((await kept()).width, width);
      }
      await change({ width: null }, order(30));
      await change({ width: 6 }, order(29));
      assert.ok(!("width" in (await kept())));
      const names = ["a", "b", "c", "d", "e", "f"];
      await Promise.all(names.map((one) => change({ [`at-once-${one}`]: true }, order(40, `page-of-${one}`))));
      const all = await kept();
      assert.deepEqual(
        names.filter((one) => all[`at-once-${one}`] !== true),
        [],
      );
    }
  });

  it("refuses preferences that are too long", async () => {
    const long = await app.as("ben").patch("/me", { preferences: { note: "x".repeat(70_000) } });
    assert.equal(long.status, 422);
  });
});
