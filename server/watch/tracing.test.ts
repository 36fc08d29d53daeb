import assert from "node:assert/strict";
import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { type TestApp, testApp } from "../../test/app.ts";
import { testPost } from "../../test/post.ts";
import type { Task } from "../platform/jobs.ts";
import { startWorker } from "../platform/start-worker.ts";
import { isTracing, startTracing, traced } from "../platform/tracing.ts";

type Sent = {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[];
  status: { code?: number };
};
type Parcel = { resourceSpans: { resource: { attributes: { key: string }[] }; scopeSpans: { spans: Sent[] }[] }[] };

/** A collector: what it was sent, all parcels together. */
const spans: Sent[] = [];
const texts: string[] = [];
const collector = createServer(async (request, response) => {
  const parcel = (await json(request)) as Parcel;
  texts.push(JSON.stringify(parcel));
  spans.push(...parcel.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
  response.setHeader("content-type", "application/json").end("{}");
});

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const by = (name: string) => spans.filter((span) => span.name === name);
const attribute = (span: Sent | undefined, name: string) => span?.attributes.find(({ key }) => key === name)?.value;

describe("traces", () => {
  let app: TestApp;
  before(async () => {
    await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
    const address = collector.address();
    assert.ok(address && typeof address === "object");
    const OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${address.port}`;
    const stop = await startTracing({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SERVICE_NAME: "desk" }, "0");
    app = await testApp();
    const post = await testPost(app);
    const { cast } = app;
    const ticket = {
      service: cast.services.plumbing,
      place: cast.places.flat12,
      contact: cast.people.ada.id,
      // He is told of it: without anybody to be told nothing is promised.
      assignees: [cast.people.ben.id],
    };
    const headers = { traceparent: `00-${TRACE}-b7ad6b7169203331-01` };
    await app
      .as("dina")
      .post("/tickets", { ...ticket, channel: "call", subject: "Кран", form: { room: "Кухня" } }, { headers });
    await app.as("dina").get("/tickets/999999");
    await runWaitingJobs();
    await post.send({ subject: "Протечка", text: "Течёт с потолка" });
    await assert.rejects(traced("broken", {}, () => Promise.reject(new TypeError("ada@cast.example"))));
    await post.close();
    await stop();
  });
  after(async () => {
    await app?.close();
    await new Promise((resolve) => collector.close(resolve));
  });

  /** The worker itself, with tasks that do nothing, until what the ticket promised is done. */
  async function runWaitingJobs(): Promise<void> {
    const done = Promise.withResolvers<void>();
    const task: Task = async () => done.resolve();
    const { rows } = await sql<{ task: string }>`select distinct t.identifier as task
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where j.payload ->> 'traceParent' is not null and j.run_at <= now()`.execute(app.owner);
    assert.notEqual(rows.length, 0, "the ticket promises something for now");
    const tasks = Object.fromEntries(rows.map((row) => [row.task, task]));
    const worker = await startWorker({ url: app.url, concurrency: 1, tasks });
    await done.promise;
    await worker.stop();
  }

  it("[B-OPS-06] have a span of the request, in the caller's trace, and within it one of each transaction", () => {
    const [request] = by("POST /api/v1/tickets");
    assert.deepEqual([request?.traceId, request?.parentSpanId], [TRACE, "b7ad6b7169203331"]);
    assert.equal(Number(attribute(request, "http.response.status_code")?.intValue), 201);
    assert.match(attribute(request, "pult.request")?.stringValue ?? "", /^[\w-]{36}$/);
    const within = by("transaction").filter(({ parentSpanId }) => parentSpanId === request?.spanId);
    assert.ok(within.length >= 1 && within.every(({ traceId }) => traceId === TRACE));
    assert.equal(by("GET /api/v1/tickets/:id").length, 1);
  });

  it("[B-OPS-06] go on in the jobs that a request promised, and tell of letters", () => {
    const jobs = spans.filter(({ name }) => name.startsWith("job "));
    assert.ok(
      jobs.some(({ traceId }) => traceId === TRACE),
      JSON.stringify(jobs),
    );
    assert.equal(by("letter in").length, 1);
  });

  it("mark what failed, and hold nothing that people wrote", () => {
    assert.equal(by("broken")[0]?.status.code, 2);
    assert.doesNotMatch(texts.join(""), /cast\.example|Течёт|Протечка|Кран|pult_dina/);
    assert.match(texts.join(""), /"desk"/);
  });

  it("cost nothing where no collector is named", async () => {
    await (await startTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: "  " }, "0"))();
    assert.equal(isTracing(), false);
    assert.equal(await traced("x", {}, async () => 1), 1);
  });
});
