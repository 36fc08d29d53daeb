import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * Below the numbers from which systems take the near ends of outgoing connections (32768 and up on Linux, 49152 and up
 * elsewhere): a server that ends for a moment must find its port free again, not under some connection that was made
 * meanwhile.
 */
const [LOWEST, HIGHEST] = [20_000, 32_767];
const TRIES = 100;

/** A port of this machine's loopback on which nobody listens and which no outgoing connection is given. */
export async function freePort(): Promise<number> {
  for (let tries = 1; tries < TRIES; tries += 1) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port was found between ${LOWEST} and ${HIGHEST}`);
}

/** Whether the port is free and stays so while nobody listens on it. */
export const staysFree = async (port: number): Promise<boolean> => port <= HIGHEST && (await isFree(port));

/** Whether nobody holds the port on the loopback. */
function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", () => done(false));
    server.listen(port, "127.0.0.1", () => server.close(() => done(true)));
  });
}
