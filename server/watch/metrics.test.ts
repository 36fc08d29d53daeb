import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { ticketOf } from "../../test/ticket-of.ts";
import { logOptions } from "../platform/log-format.ts";

const TOKEN = "the-token-of-the-metrics";
const lines: string[] = [];
let app: TestApp;
before(async () => {
  const log = { ...logOptions("info"), stream: { write: (line: string) => lines.push(line) } };
  app = await testApp({ options: { metricsToken: TOKEN, log } });
});
after(() => app.close());

const scrape = (authorization?: string) =>
  app.server.inject({ url: "/metrics", headers: authorization ? { authorization } : {} });
/** The samples of a name: labels as text, and the value. */
async function samples(name: string): Promise<[string, number][]> {
  const { payload } = await scrape(`Bearer ${TOKEN}`);
  return [...payload.matchAll(new RegExp(`^${name}(?:\\{(.*)\\})? (\\S+)$`, "gm"))].map(([, labels = "", value]) => [
    labels,
    Number(value),
  ]);
}

describe("figures for Prometheus", () => {
  it("[B-OPS-06] are there for the token only, and without one not at all", async () => {
    assert.equal((await scrape()).statusCode, 401);
    assert.equal((await scrape("Bearer wrong")).statusCode, 401);
    const answer = await scrape(`Bearer ${TOKEN}`);
    assert.equal(answer.statusCode, 200);
    assert.match(String(answer.headers["content-type"]), /^text\/plain/);
    const without = await testApp();
    try {
      for (const authorization of ["Bearer ", `Bearer ${TOKEN}`]) {
        const { statusCode } = await without.server.inject({ url: "/metrics", headers: { authorization } });
        assert.equal(statusCode, 404);
      }
    } finally {
      await without.close();
    }
  });

  it("[B-OPS-06] have times of requests by route, errors, the queue's age, letters, connections, the process", async () => {
    await ticketOf(app, { assignees: [app.cast.people.ben.id] });
    await app.as("dina").get("/tickets");
    await app.as("dina").get("/tickets/999999");
    const counts = await samples("pult_http_request_seconds_count");
    const of = (route: string, status: number) =>
      counts.find(
        ([labels]) => labels.includes(`route="/api/v1${route}"`) && labels.includes(`status="${status}"`),
      )?.[1];
    assert.equal(of("/tickets", 200), 1);
    assert.equal(of("/tickets/:id", 404), 1);
    assert.ok((await samples("pult_http_request_seconds_bucket")).length > 20);

    app.clock.pass(90_000);
    const due = await samples("pult_jobs");
    assert.ok(due.length > 0 && due.every(([labels]) => /task="[\w-]+",state="/.test(labels)), String(due));
    const ages = await samples("pult_jobs_oldest_seconds");
    assert.ok(ages.every(([, age]) => age >= 0));
    const letters = Object.fromEntries(await samples("pult_letters"));
    assert.equal(letters['direction="out",state="failed"'], 0);
    const connections = await samples("pult_database_connections");
    assert.ok(connections.some(([labels, count]) => labels === 'pool="app",state="open"' && count >= 1));
    assert.deepEqual(await samples("pult_live_streams"), [["", 0]]);
    for (const name of ["nodejs_eventloop_lag_p99_seconds", "process_resident_memory_bytes"]) {
      assert.equal((await samples(name)).length, 1, name);
    }
  });

  it("name no person, no workspace and no address", async () => {
    const { payload } = await scrape(`Bearer ${TOKEN}`);
    assert.doesNotMatch(payload, /@|cast|quarter|127\.0\.0\.1|[0-9a-f]{8}-[0-9a-f]{4}-/i);
  });
});

describe("the log", () => {
  it("[B-OPS-06] has a fault under the number that the person was told, and nothing of what he sent", async () => {
    const secret = "Ada Secretova ada@secret.example";
    await app.owner.schema.alterTable("draft").renameTo("draft_gone").execute();
    const answer = await app
      .as("boss")
      .put("/drafts/reply", { body: { text: secret } })
      .catch((error: Error) => error.message);
    await app.owner.schema.alterTable("draft_gone").renameTo("draft").execute();
    const instance = /"instance":"([\w-]+)"/.exec(String(answer))?.[1];
    const line = lines.find((line) => line.includes("not answered")) ?? "{}";
    const { level, time, reqId, err } = JSON.parse(line);
    assert.deepEqual([level, reqId, err.code], ["error", instance, "42P01"]);
    assert.match(time, /^\d{4}-\d\d-\d\dT/);
    assert.doesNotMatch(lines.join(""), /Secretova|secret\.example|Bearer|pult_boss/);
  });

  it("[B-OPS-06] keeps the number of the request for the jobs that it promised", async () => {
    await ticketOf(app, { assignees: [app.cast.people.ben.id] });
    const jobs = await app.owner
      .withSchema("graphile_worker")
      .selectFrom("_private_jobs" as never)
      .select("payload" as never)
      .execute();
    const promised = jobs.map((job: { payload?: { requestId?: string } }) => job.payload?.requestId);
    assert.ok(
      promised.some((id) => /^[\w-]{36}$/.test(id ?? "")),
      JSON.stringify(jobs),
    );
  });
});
