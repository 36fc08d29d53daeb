import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import type { FastifyInstance } from "fastify";
import { refuseOtherSites } from "./cross-site.ts";
import { makeServer } from "./server.ts";

let app: FastifyInstance;
before(async () => {
  app = await makeServer({ log: false });
  refuseOtherSites(app, "https://desk.example");
  app.route({ method: ["GET", "POST", "DELETE"], url: "/thing", handler: async () => "done" });
});
after(() => app.close());

const ask = (headers: Record<string, string>, method: "GET" | "POST" | "DELETE" = "POST") =>
  app.inject({ method, url: "/thing", headers: { host: "10.0.0.5:4000", cookie: "pult.session_token=x", ...headers } });

it("does what pages of the desk, programs and tokens ask for", async () => {
  const asked: Record<string, string>[] = [
    {},
    { origin: "http://10.0.0.5:4000" },
    { origin: "https://desk.example" },
    // A proxy that has changed the host: the browser says where the page is from.
    { origin: "https://other.example", "sec-fetch-site": "same-origin" },
    { origin: "https://evil.example", authorization: "Bearer pult_x" },
  ];
  for (const headers of asked) assert.equal((await ask(headers)).statusCode, 200, JSON.stringify(headers));
  assert.equal((await ask({ origin: "https://evil.example" }, "GET")).statusCode, 200);
});

it("refuses what pages of other sites let the browser ask for", async () => {
  const asked: Record<string, string>[] = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "http://10.0.0.5:4000.evil.example" },
    { origin: "http://10.0.0.5:4001" },
    { "sec-fetch-site": "cross-site" },
    { origin: "http://10.0.0.5:4000", "sec-fetch-site": "same-site" },
  ];
  for (const headers of asked) {
    for (const method of ["POST", "DELETE"] as const) {
      const refused = await ask(headers, method);
      assert.deepEqual([refused.statusCode, refused.json().code], [403, "cross-site"], JSON.stringify(headers));
      assert.match(refused.json().refusals[0].mend, /https:\/\/desk\.example/);
    }
  }
});
