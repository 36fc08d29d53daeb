import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Answer, type TestApp, testApp } from "../../test/app.ts";
import { type CastName, PASSWORD } from "../../test/cast-people.ts";
import { readUserAgent } from "./read-user-agent.ts";

let app: TestApp;
before(async () => {
  app = await testApp();
});
after(() => app.close());

const FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
const cookies = (answer: Answer<unknown>): string =>
  [answer.headers["set-cookie"] ?? []]
    .flat()
    .filter((cookie) => cookie !== "")
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
async function signIn(name: CastName, headers: Record<string, string> = {}, password = PASSWORD): Promise<string> {
  const body = { email: app.cast.people[name].email, password };
  const answer = await app.as(null).post("/session", body, { headers: { "user-agent": FIREFOX, ...headers } });
  assert.equal(answer.status, 200, answer.text);
  return cookies(answer);
}
const by = (cookie: string) => app.with({ cookie });
const status = async (cookie: string) => (await by(cookie).get("/me")).status;

describe("my sessions", () => {
  it("are listed with browser, address and time, this one marked", async () => {
    const old = await signIn("carl", { "user-agent": "curl/8" });
    const here = await signIn("carl");
    app.clock.pass(5 * 60_000);
    const { items } = (await by(here).get("/sessions")).body;
    assert.equal(items.length, 2);
    const [mine] = items.filter(({ current }) => current);
    assert.deepEqual([mine?.browser, mine?.system, mine?.address], ["Firefox", "Windows", "127.0.0.1"]);
    assert.equal(mine?.seenAt, app.clock.now().toISOString());
    assert.deepEqual(
      items.filter(({ current }) => !current).map(({ browser, system }) => [browser, system]),
      [[null, null]],
    );
    assert.equal(await status(old), 200);
  });

  it("are ended one by one, and others' are not there", async () => {
    const here = await signIn("rita");
    const there = await signIn("rita");
    const other = (await by(here).get("/sessions")).body.items.find(({ current }) => !current);
    const path = `/sessions/${other?.id}` as const;
    for (const name of ["boss", "max", "ada"] as const) assert.equal((await app.as(name).delete(path)).status, 404);
    assert.equal((await by(here).delete(path)).status, 204);
    assert.deepEqual([await status(here), await status(there)], [200, 401]);
    assert.equal((await by(here).delete(path)).problem.code, "session/not-found");
  });

  it("are ended all but this one; by a token all", async () => {
    const [one, two, here] = [await signIn("ada"), await signIn("ada"), await signIn("ada")];
    assert.equal((await by(here).delete("/sessions")).status, 204);
    assert.deepEqual([await status(one), await status(two), await status(here)], [401, 401, 200]);
    assert.equal((await app.as("ada").delete("/sessions")).status, 204);
    assert.equal(await status(here), 401);
  });
});

describe("a session's secret", () => {
  it("is another after signing in, and the one from before is worth nothing", async () => {
    const before = await signIn("vera");
    const next = await signIn("vera", { cookie: before });
    assert.notEqual(next, before);
    assert.deepEqual([await status(before), await status(next)], [401, 200]);
  });

  it("is another after the password was changed", async () => {
    const before = await signIn("vera");
    const changed = await by(before).put("/me/password", { current: PASSWORD, next: "another-password" });
    assert.equal(changed.status, 204);
    assert.deepEqual([await status(before), await status(cookies(changed))], [401, 200]);
  });

  it("is another at the next request after the rights were changed, and the old one is good for a minute", async () => {
    const { people, roles, workspaceId } = app.cast;
    const before = await signIn("dina");
    await app.as("boss").patch(`/employees/${people.dina.id}`, { role: roles.reader });
    const [first, second] = await Promise.all([by(before).get("/me"), by(before).get("/me")]);
    const renewed = [cookies(first), cookies(second)].filter((cookie) => cookie.includes("session_token"));
    assert.equal(renewed.length, 1);
    const after = renewed[0] ?? "";
    assert.equal((await by(after).get("/me")).body.person.role?.id, roles.reader);
    assert.deepEqual([await status(before), await status(after)], [200, 200]);
    assert.equal((await by(after).get("/sessions")).body.items.length, 1);
    const session = app.owner.updateTable("auth_session").set({ seenAt: new Date(Date.now() - 61_000) });
    await session.where("renewal", "=", "done").execute();
    assert.deepEqual([await status(before), await status(after)], [401, 200]);

    await app.as("boss").patch(`/roles/${roles.reader}`, { permissions: ["ticket.write"] });
    const again = cookies(await by(after).get("/me"));
    assert.match(again, /session_token/);
    const chosen = app.owner.selectFrom("auth_session").select("workspaceId").where("userId", "=", people.dina.userId);
    for (const row of await chosen.execute()) assert.equal(row.workspaceId, workspaceId);
  });
});

describe("an employee's sessions", () => {
  it("are ended by an administrator of his desk, and by blocking for good", async () => {
    const { id } = app.cast.people.eve;
    const one = await signIn("eve");
    assert.equal((await app.as("ben").delete(`/employees/${id}/sessions`)).status, 403);
    assert.equal((await app.as("max").delete(`/employees/${id}/sessions`)).status, 404);
    assert.equal(await status(one), 200);
    assert.equal((await app.as("boss").delete(`/employees/${id}/sessions`)).status, 204);
    assert.equal(await status(one), 401);
    const two = await signIn("eve");
    await app.as("boss").post(`/employees/${id}/block`, {});
    await app.as("boss").post(`/employees/${id}/unblock`);
    assert.equal(await status(two), 401);
  });
});

it("tells browsers and systems by their word, and nothing where it does not know", () => {
  const safari =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1";
  const yandex = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 YaBrowser/24.12 Safari/537.36";
  const chrome = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36";
  const said = [safari, yandex, chrome, "curl/8"]
    .map(readUserAgent)
    .map(({ browser, system }) => `${browser} ${system}`);
  assert.deepEqual(said, ["Safari iOS", "Yandex Browser Linux", "Chrome Android", "null null"]);
});
