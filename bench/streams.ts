/** The process that holds live streams open; `lines/live.ts` starts it and hears from it when each stream was told. */
import { now } from "./clock.ts";
import { type Following, readStream } from "./read-stream.ts";

/** One order: as many streams for each token as it says. */
export type StreamsOrder = { url: string; streams: { token: string; count: number }[] };
/** `open`: all streams have begun. `seen`: of a ticket, when each stream of each token heard of it. */
export type StreamsNews = { open: number } | { id: string; seen: [token: number, at: number][] };

/** So many connections are opened at once. */
const AT_ONCE = 50;
/** Arrivals are told in parcels, so that telling does not hold up hearing, ms. */
const TOLD_EVERY = 400;

async function hold({ url, streams }: StreamsOrder): Promise<void> {
  const seen = new Map<string, [number, number][]>();
  const following: Following[] = [];
  const all = streams.flatMap(({ token, count }, index) => Array.from({ length: count }, () => ({ token, index })));
  const open = async ({ token, index }: { token: string; index: number }) => {
    const heard = ({ id }: { id: string }) => {
      const list = seen.get(id);
      if (list) list.push([index, now()]);
      else seen.set(id, [[index, now()]]);
    };
    following.push(await readStream(url, { authorization: `Bearer ${token}` }, heard));
  };
  for (let at = 0; at < all.length; at += AT_ONCE) await Promise.all(all.slice(at, at + AT_ONCE).map(open));
  tell({ open: following.length });
  setInterval(() => {
    for (const [id, list] of seen) tell({ id, seen: list });
    seen.clear();
  }, TOLD_EVERY);
}

const tell = (news: StreamsNews) => process.send?.(news);

if (import.meta.main) {
  process.once("message", (order: StreamsOrder) => {
    hold(order).catch((error: unknown) => {
      console.error(error);
      process.exit(1);
    });
  });
  process.once("disconnect", () => process.exit(0));
}
