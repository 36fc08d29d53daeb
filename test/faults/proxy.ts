import { connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * How the way to a server behaves: `slow` holds every parcel up, `refused` cuts all connections and takes no new ones,
 * `silent` keeps them and lets nothing through.
 */
export type WayMode = "well" | "slow" | "refused" | "silent";

/** A way to a database server, by TCP, that can go wrong; `cutBefore`: at the parcel of this number all connections are cut. */
export type Way = {
  readonly port: number;
  readonly be: (mode: WayMode) => void;
  /** Parcels that clients have sent: with a driver that waits for each answer, its messages. */
  readonly parcels: () => number;
  readonly close: () => Promise<void>;
};

export async function openProxy(
  url: string,
  { delay = 250, cutBefore = Number.POSITIVE_INFINITY }: { delay?: number; cutBefore?: number } = {},
): Promise<Way> {
  const target = targetOf(url);
  const open = new Set<Socket>();
  let mode: WayMode = "well";
  let parcels = 0;
  const cut = () => {
    // A socket of the file system knows no reset.
    for (const socket of open) "path" in target ? socket.destroy() : socket.resetAndDestroy();
  };
  const server = createServer((client) => {
    if (mode === "refused") {
      client.resetAndDestroy();
      return;
    }
    const there = connect(target);
    for (const [from, to] of [
      [client, there],
      [there, client],
    ] as const) {
      open.add(from);
      from.setNoDelay(true);
      // One after the other, so that parcels stay in their order.
      let last: Promise<void> = Promise.resolve();
      from.on("data", (parcel) => {
        if (from === client) {
          parcels += 1;
          if (parcels >= cutBefore) {
            cut();
            return;
          }
        }
        last = last.then(async () => {
          if (mode === "slow") await sleep(delay);
          while (mode === "silent" && !to.destroyed) await sleep(50);
          if (!to.destroyed) to.write(parcel);
        });
      });
      from.on("error", () => {});
      from.once("end", () => void last.then(() => to.end()));
      from.once("close", () => {
        open.delete(from);
        void last.then(() => to.destroy());
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: address && typeof address === "object" ? address.port : 0,
    be(next) {
      mode = next;
      if (next === "refused") cut();
    },
    parcels: () => parcels,
    async close() {
      cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** The same address of a database, by way of a proxy. */
export function through(url: string, way: Way): string {
  const changed = new URL(url);
  changed.hostname = "127.0.0.1";
  changed.port = String(way.port);
  return changed.href;
}

/** Where the server of the address listens. */
function targetOf(url: string): { host: string; port: number } | { path: string } {
  const { hostname, port } = new URL(url);
  const host = decodeURIComponent(hostname);
  return host.startsWith("/") ? { path: `${host}/.s.PGSQL.${port}` } : { host, port: Number(port) };
}
