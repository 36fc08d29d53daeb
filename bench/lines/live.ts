import { fork } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { now } from "../clock.ts";
import { type Figure, figure, type Line, percentile } from "../figure.ts";
import { memoryOf } from "../memory-of.ts";
import { newTickets } from "../new-tickets.ts";
import { ask, tokenOf } from "../people.ts";
import { openScreen } from "../screen.ts";
import type { Stage } from "../stage.ts";
import type { StreamsNews, StreamsOrder } from "../streams.ts";

const STREAMS = fileURLToPath(new URL("../streams.ts", import.meta.url));
const LIMIT = 250;
const OPEN = 2_000;
/** What comes later than this counts as missing, ms. */
const LATEST = 5_000;

/**
 * With 2,000 streams open, of up to 200 employees with their own sites: from the beginning of a change's request to its
 * arrival at every stream that is told of it. One stream in ten is the administrator's, who must hear of everything.
 * Beside it a screen that also loads the row.
 */
export const live: Line = {
  name: "live",
  about: "a change on one screen until it is on the others, with 2,000 open streams",
  needs: "once",
  async run(stage) {
    const streams = stage.quick ? 50 : OPEN;
    const [body = "{}"] = await newTickets(stage, 1);
    const ticket = await ask<{ id: string }>(stage.url, stage.token, "POST", "/tickets", JSON.parse(body));
    const crowd = await openCrowd(stage, streams);
    const screen = await openScreen(stage.url, await stage.signIn(stage.people.administrator.email));
    try {
      return [await measure(stage, ticket.id, crowd, screen, streams)];
    } finally {
      await screen.close();
      await crowd.close();
      await stage.sweep();
    }
  },
};

async function measure(
  stage: Stage,
  id: string,
  crowd: Crowd,
  screen: Awaited<ReturnType<typeof openScreen>>,
  streams: number,
): Promise<Figure> {
  const run = Date.now().toString(36);
  const arrivals: number[] = [];
  const rows: number[] = [];
  let missing = 0;
  const changes = stage.quick ? 2 : Math.max(20, stage.seconds * 2);
  for (let turn = 0; turn <= changes; turn++) {
    crowd.forget();
    const subject = `Изменение ${run}-${turn}`;
    const begun = now();
    const shown = screen.shown(subject);
    await ask(stage.url, stage.token, "PATCH", `/tickets/${id}`, { subject });
    const row = (await shown) - begun;
    const told = await crowd.told(id);
    // The first one warms up.
    if (turn === 0) continue;
    rows.push(row);
    arrivals.push(...told.map(([, at]) => at - begun));
    missing += crowd.sure - told.filter(([token]) => token === 0).length;
    await sleep(200);
  }
  const p95 = percentile(arrivals, 0.95);
  const memory = memoryOf(stage.server.pid);
  return figure("live", `${streams} open streams`, {
    size: stage.size,
    p50: percentile(arrivals, 0.5),
    p95,
    must: `p95 ≤ ${LIMIT} ms`,
    pass: p95 <= LIMIT && missing === 0,
    parts: {
      changes,
      arrivals: arrivals.length,
      missing,
      slowest: Math.round(Math.max(...arrivals)),
      "row on a screen p50": Math.round(percentile(rows, 0.5)),
      "row on a screen p95": Math.round(percentile(rows, 0.95)),
      "memory of the server": `${Math.round(memory.pss / 2 ** 20)} MB`,
    },
  });
}

type Crowd = {
  /** Streams that must hear of every change. */
  sure: number;
  /** Which streams heard of the ticket and when, once all who must have heard. */
  told: (id: string) => Promise<[number, number][]>;
  forget: () => void;
  close: () => Promise<void>;
};

async function openCrowd(stage: Stage, count: number): Promise<Crowd> {
  const { owner, workspaceId, people } = stage;
  const { rows: colleagues } = await sql<{ id: string }>`
    select e.id from employee e join role r on r.workspace_id = e.workspace_id and r.id = e.role_id
    where e.workspace_id = ${workspaceId} and e.active and r.permissions @> '{section.tickets,ticket.read}'
      and e.id <> ${people.administrator.id} order by e.email limit 200`.execute(owner);
  const sure = Math.ceil(count / 10);
  const streams = [{ token: stage.token, count: sure }];
  for (const [index, { id }] of colleagues.entries()) {
    const share =
      Math.floor(((index + 1) * (count - sure)) / colleagues.length) -
      Math.floor((index * (count - sure)) / colleagues.length);
    if (share > 0) streams.push({ token: await tokenOf(owner, workspaceId, id), count: share });
  }
  const child = fork(STREAMS, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const seen = new Map<string, [number, number][]>();
  const opened = new Promise<void>((done, failed) => {
    child.on("message", (news: StreamsNews) => {
      if ("open" in news) done();
      else seen.set(news.id, [...(seen.get(news.id) ?? []), ...news.seen]);
    });
    child.once("exit", (code) => failed(new Error(`The process of the streams ended with ${code}`)));
  });
  child.send({ url: stage.url, streams } satisfies StreamsOrder);
  await opened;
  return {
    sure,
    forget: () => seen.clear(),
    async told(id) {
      const end = now() + LATEST;
      const all = () => seen.get(id) ?? [];
      while (now() < end && all().filter(([token]) => token === 0).length < sure) await sleep(20);
      // The others are told at the same time; what is still on its way comes with the next parcel.
      await sleep(500);
      return all();
    },
    async close() {
      const gone = new Promise((done) => child.once("exit", done));
      child.disconnect();
      await gone;
    },
  };
}
