import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { type Db, poolState } from "../platform/database.ts";
import { routeOf } from "../platform/http/follow-requests.ts";
import { Problem } from "../platform/http/problem.ts";
import { JOBS, LETTERS, type Tally } from "../platform/tally.ts";
import { countJobs, countLetters } from "./count-work.ts";

export type MetricsOptions = {
  /** Who shows it may read; null: there is no such address. */
  token: string | null;
  db: Db;
  /** Past the walls: work of all workspaces is counted. */
  owner: Db;
  /** How many live streams this process has open. */
  liveStreams: () => number;
  /** Of how many tickets it has the columns in memory. */
  ticketsInMemory: () => number;
  now: () => Date;
};

/** Seconds; where people begin to feel it lies in the middle. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Figures in the form of Prometheus at `GET /metrics`, for `Authorization: Bearer <token>`. Nothing is measured and
 * nothing is there without a token. No figure names a person, a workspace or an address.
 */
export function serveMetrics(app: FastifyInstance, options: MetricsOptions): void {
  const { token } = options;
  const registry = token === null ? null : makeRegistry(app, options);
  app.get("/metrics", async (request, reply) => {
    if (token === null || registry === null) return reply.callNotFound();
    const given = request.headers.authorization ?? "";
    if (!timingSafeEqual(hash(given), hash(`Bearer ${token}`))) {
      reply.header("www-authenticate", "Bearer");
      throw new Problem(401, "not-signed-in", "Show the token of PULT_METRICS_TOKEN.");
    }
    return reply
      .type(registry.contentType)
      .header("cache-control", "no-store")
      .send(await registry.metrics());
  });
}

const hash = (text: string): Buffer => createHash("sha256").update(text).digest();

function makeRegistry(
  app: FastifyInstance,
  { db, owner, liveStreams, ticketsInMemory, now }: MetricsOptions,
): Registry {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  // Two figures are made of it, which are asked for at once.
  let counting: ReturnType<typeof countJobs> | undefined;
  const jobs = () => {
    counting ??= countJobs(owner, now()).finally(() => {
      counting = undefined;
    });
    return counting;
  };
  const duration = new Histogram({
    name: "pult_http_request_seconds",
    help: "Time from a request to the end of its answer, by method, route of the contract and status.",
    labelNames: ["method", "route", "status"],
    buckets: BUCKETS,
    registers,
  });
  app.addHook("onResponse", async (request, reply) => {
    const labels = { method: request.method, route: routeOf(request), status: String(reply.statusCode) };
    duration.observe(labels, reply.elapsedTime / 1000);
  });
  const gauge = (name: string, help: string, labelNames: string[], read: (to: Gauge) => Promise<void> | void) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      async collect() {
        this.reset();
        await read(this);
      },
    });
  gauge(
    "pult_database_connections",
    "Connections of this process: open, idle, most, and waiting for one.",
    ["pool", "state"],
    (to) => {
      for (const [pool, of] of [["app", db] as const, ["owner", owner] as const]) {
        for (const [state, count] of Object.entries(poolState(of))) to.set({ pool, state }, count);
      }
    },
  );
  gauge("pult_live_streams", "Open live streams of this process.", [], (to) => to.set(liveStreams()));
  gauge("pult_tickets_in_memory", "Tickets whose columns this process has in memory, for lists.", [], (to) =>
    to.set(ticketsInMemory()),
  );
  gauge(
    "pult_jobs",
    "Jobs of all nodes: due, running, scheduled for later, given up.",
    ["task", "state"],
    async (to) => {
      for (const { task, state, count } of await jobs()) to.set({ task, state }, count);
    },
  );
  gauge("pult_jobs_oldest_seconds", "For how long the oldest due job of a task has waited.", ["task"], async (to) => {
    for (const { task, state, age } of await jobs()) if (state === "due") to.set({ task }, age);
  });
  gauge("pult_letters", "Letters that stand somewhere: by direction and state.", ["direction", "state"], async (to) => {
    for (const { direction, state, count } of await countLetters(owner)) to.set({ direction, state }, count);
  });
  tallied("pult_letters_total", "Letters of this process since it began.", ["direction", "outcome"], LETTERS);
  tallied("pult_jobs_total", "Jobs that this process ran since it began.", ["task", "outcome"], JOBS);
  return registry;

  function tallied(name: string, help: string, labelNames: string[], tally: Tally): void {
    new Counter({
      name,
      help,
      labelNames,
      registers,
      collect() {
        this.reset();
        for (const { labels, count } of tally.read()) {
          this.inc(Object.fromEntries(labelNames.map((label, index) => [label, labels[index] ?? ""])), count);
        }
      },
    });
  }
}
