import assert from "node:assert/strict";
import { it } from "node:test";
import { Problem } from "./problem.ts";
import { limitPeople, limitRate } from "./rate-limit.ts";
import { makeServer } from "./server.ts";

it("answers too many requests of one address by a problem that says when to come again", async () => {
  const app = await makeServer({ log: false });
  await limitRate(app, 3);
  app.get("/api/v1/thing", async () => "here");
  app.get("/assets/a.js", async () => "");
  const ask = (url: string, remoteAddress = "10.0.0.1") => app.inject({ url, remoteAddress });
  for (let n = 0; n < 3; n++) assert.equal((await ask("/api/v1/thing")).statusCode, 200);
  const refused = await ask("/api/v1/thing");
  assert.equal(refused.statusCode, 429);
  assert.match(String(refused.headers["content-type"]), /problem\+json/);
  assert.equal(refused.json().code, "http/too-many-requests");
  assert.ok(Number(refused.headers["retry-after"]) > 0);
  assert.equal((await ask("/assets/a.js")).statusCode, 200);
  assert.equal((await ask("/api/v1/thing", "10.0.0.2")).statusCode, 200);
  await app.close();
});

it("counts what one person asks, from wherever, and begins anew each minute", () => {
  let now = 0;
  const asks = limitPeople(2, () => now);
  const refusal = (id: string) => {
    try {
      asks(id);
      return null;
    } catch (error) {
      return error instanceof Problem ? [error.status, error.code, error.retryAfter] : error;
    }
  };
  assert.deepEqual([refusal("a"), refusal("a"), refusal("b")], [null, null, null]);
  now = 45_000;
  assert.deepEqual(refusal("a"), [429, "http/too-many-requests", 15]);
  now = 60_000;
  assert.equal(refusal("a"), null);
});

it("takes the address that a trusted proxy tells, and nobody else's word", async () => {
  for (const [trustProxy, seen] of [
    [[], "10.0.0.1"],
    [["10.0.0.0/8"], "9.9.9.9"],
    [1, "9.9.9.9"],
    [["172.16.0.1"], "10.0.0.1"],
  ] as const) {
    const app = await makeServer({
      log: false,
      trustProxy: typeof trustProxy === "number" ? trustProxy : [...trustProxy],
    });
    app.get("/where", async (request) => request.ip);
    const headers = { "x-forwarded-for": "6.6.6.6, 9.9.9.9" };
    const { payload } = await app.inject({ url: "/where", remoteAddress: "10.0.0.1", headers });
    assert.equal(payload, seen);
    await app.close();
  }
});
