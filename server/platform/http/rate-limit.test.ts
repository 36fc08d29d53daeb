import assert from "node:assert/strict";
import { it } from "node:test";
import { limitRate } from "./rate-limit.ts";
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
