import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Db } from "../platform/database.ts";
import type { Person } from "../platform/http/context.ts";
import { type Doors, type Http, RAW, type RawAnswer } from "../platform/http/doors.ts";
import { makeHub } from "./hub.ts";
import { lookAtTicket } from "./look-at-ticket.ts";
import { makePresence } from "./presence.ts";
import { Stream } from "./stream.ts";
import { makePersonalNews } from "./tell-person.ts";

/** How often a stream shows that it lives, and how often its owner's rights are looked at again, ms. */
export type LiveTimes = { heartbeat: number; recheck: number };
const TIMES: LiveTimes = { heartbeat: 20_000, recheck: 60_000 };

export type LiveOptions = {
  db: Db;
  owner: Db;
  /** Of the database, with a real session: notices come over a connection of its own. */
  databaseUrl: string;
  now: () => Date;
  authenticate: (request: FastifyRequest) => Promise<Person | null>;
  times?: Partial<LiveTimes> | undefined;
};

/**
 * Live streams (`GET /live`) and who looks at what. Streams end by themselves when their owner signs out, is blocked or
 * changes the desk, and all of them when the server closes.
 */
export function liveDoors(app: FastifyInstance, { open }: Doors, options: LiveOptions): { openStreams: () => number } {
  const times = { ...TIMES, ...options.times };
  const { db, owner, databaseUrl: url, now } = options;
  const hub = makeHub({ db, owner, url, log: app.log });
  const presence = makePresence({ db, url, now, hub, log: app.log });
  const personal = makePersonalNews({ db, url, hub, log: app.log });

  async function follow(person: Person, after: string | null, { request, reply }: Http): Promise<RawAnswer> {
    await Promise.all([presence.start(), personal.start()]);
    const { raw } = reply.hijack();
    // Gone while the reader was starting: nothing would tell of the end of it any more.
    if (raw.destroyed || raw.closed) return RAW;
    raw.writeHead(200, {
      ...headersOf(reply.getHeaders()),
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      // Proxies must not wait for more before they pass something on.
      "x-accel-buffering": "no",
    });
    const stream = new Stream(person, raw, "0.0");
    const beat = setInterval(() => stream.beat(), times.heartbeat);
    const recheck = setInterval(() => void check(stream, request), times.recheck);
    raw.once("close", () => {
      clearInterval(beat);
      clearInterval(recheck);
      hub.leave(stream);
      stream.end();
    });
    stream.write("retry: 1000\n\n");
    try {
      await hub.join(stream, after);
      await presence.greet(stream);
    } catch (error) {
      // The answer has begun, so there is no other way to say it: he comes again and resumes.
      request.log.warn({ err: error }, "A live stream could not begin");
      raw.destroy();
    }
    return RAW;
  }

  async function check(stream: Stream, request: FastifyRequest): Promise<void> {
    try {
      const person = await options.authenticate(request);
      const same = person?.id === stream.person.id && person.workspaceId === stream.person.workspaceId;
      if (person && same) stream.person = person;
      else stream.end();
    } catch (error) {
      request.log.warn({ err: error }, "The rights of a live stream could not be looked at; it is tried again");
    }
  }

  open("followLive", (ctx, { query }, http) => {
    const last = http.request.headers["last-event-id"];
    return follow(ctx.person, (typeof last === "string" && last) || (query.after ?? null), http);
  });
  open("lookAtTicket", async (ctx, { params, body }) => {
    await presence.start();
    return ctx.read((tx) => lookAtTicket(tx, ctx, presence, params.id, body));
  });
  // With the server, so that the first page finds the reader at work; tests that never listen do without.
  app.addHook("onListen", async () => {
    await Promise.all([hub.start(), presence.start(), personal.start()]);
  });
  app.addHook("preClose", async () => {
    await presence.stop();
    await personal.stop();
    await hub.stop();
  });
  return { openStreams: () => [...hub.streams()].length };
}

/** Headers set before, as the raw answer takes them. */
function headersOf(headers: Record<string, unknown>): Record<string, string | string[]> {
  const kept = Object.entries(headers).flatMap(([name, value]) => {
    if (value === undefined) return [];
    return [[name, Array.isArray(value) ? value.map(String) : String(value)] as const];
  });
  return Object.fromEntries(kept);
}
