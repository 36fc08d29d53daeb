import type { IncomingMessage } from "node:http";
import { request } from "node:http";

/** One event of a live stream; `id` is the last one that was told, with this event or before. */
export type LiveEvent = { event: string; data: Record<string, unknown>; id: string };

/** A live stream as a browser reads it. */
export type LiveStream = {
  status: number;
  /** Everything that came so far. */
  events: LiveEvent[];
  /** The last id that was told. */
  lastId: () => string;
  /** The next event that fits, also one that has come already and was not waited for yet. Throws after 5 s. */
  next: (event: string, fits?: (data: LiveEvent["data"]) => boolean) => Promise<LiveEvent>;
  /** Resolves when the server ends the stream. */
  ended: Promise<void>;
  close: () => void;
};

/** Opens the live stream at an address (`http://127.0.0.1:1234`) with these headers. */
export async function openLive(address: string, headers: Record<string, string>, query = ""): Promise<LiveStream> {
  const answer = await new Promise<IncomingMessage>((done, failed) => {
    request(`${address}/api/v1/live${query}`, { headers, agent: false }, done).on("error", failed).end();
  });
  const events: LiveEvent[] = [];
  let waiters: (() => void)[] = [];
  let lastId = "";
  let rest = "";
  let taken = 0;
  const wake = () => {
    for (const waiter of waiters) waiter();
    waiters = [];
  };
  answer.setEncoding("utf8").on("data", (chunk: string) => {
    const blocks = (rest + chunk).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const fields = new Map(
        block.split("\n").map((line) => [line.split(": ")[0], line.slice(line.indexOf(": ") + 2)]),
      );
      lastId = fields.get("id") ?? lastId;
      const event = fields.get("event");
      if (event) events.push({ event, data: JSON.parse(fields.get("data") ?? "{}"), id: lastId });
    }
    wake();
  });
  answer.on("error", () => {});
  const ended = new Promise<void>((done) => answer.once("close", done));
  return {
    status: answer.statusCode ?? 0,
    events,
    lastId: () => lastId,
    async next(event, fits = () => true) {
      const deadline = AbortSignal.timeout(5000);
      for (;;) {
        const found = events.findIndex((it, index) => index >= taken && it.event === event && fits(it.data));
        if (found >= 0) {
          taken = found + 1;
          return events[found] as LiveEvent;
        }
        await new Promise<void>((done, failed) => {
          waiters.push(done);
          deadline.onabort = () => failed(new Error(`No ${event} came; there were ${JSON.stringify(events)}`));
        });
      }
    },
    ended,
    close: () => answer.destroy(),
  };
}
