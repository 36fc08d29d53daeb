import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";
import { Problem } from "./problem.ts";

/** From one network of the sixth version everything counts as from one address. */
const NETWORK_BITS = 64;
const MINUTE_MS = 60_000;

/**
 * Counts what somebody who is signed in asks, from whatever addresses; refuses like `limitRate`. In the memory of this
 * process: several nodes let through as many times more.
 */
export function limitPeople(perMinute: number, clock = () => performance.now()): (id: string) => void {
  const asked = new Map<string, number>();
  let end = 0;
  return (id) => {
    const now = clock();
    if (now >= end) {
      asked.clear();
      end = now + MINUTE_MS;
    }
    const count = (asked.get(id) ?? 0) + 1;
    asked.set(id, count);
    if (count <= perMinute) return;
    const retryAfter = Math.max(1, Math.ceil((end - now) / 1000));
    throw new Problem(429, "http/too-many-requests", `You asked more than ${perMinute} times a minute.`, {
      retryAfter,
    });
  };
}

/**
 * Lets one address ask the API so many times a minute: far more than people do, few enough to slow a machine down that
 * tries everything. Register before the routes. Files of the web are not counted.
 */
export async function limitRate(app: FastifyInstance, perMinute: number): Promise<void> {
  await app.register(rateLimit, {
    max: perMinute,
    timeWindow: MINUTE_MS,
    ipv6Subnet: NETWORK_BITS,
    allowList: (request) => !request.url.startsWith("/api/"),
    // `Retry-After` says when; the other headers would only be noise.
    addHeaders: { "x-ratelimit-limit": false, "x-ratelimit-remaining": false, "x-ratelimit-reset": false },
    addHeadersOnExceeding: {
      "x-ratelimit-limit": false,
      "x-ratelimit-remaining": false,
      "x-ratelimit-reset": false,
    },
    errorResponseBuilder: (_, { max }) =>
      new Problem(429, "http/too-many-requests", `More than ${max} requests a minute came from your address.`),
  });
}
