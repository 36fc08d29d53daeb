import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";
import { Problem } from "./problem.ts";

/**
 * Lets one address ask the API so many times a minute: far more than people do, few enough to slow a machine down that
 * tries everything. Register before the routes. Files of the web are not counted.
 */
export async function limitRate(app: FastifyInstance, perMinute: number): Promise<void> {
  await app.register(rateLimit, {
    max: perMinute,
    timeWindow: 60_000,
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
