import { createHash } from "node:crypto";
import type { FastifyRequest } from "fastify";
import type { Known } from "../platform/http/context.ts";

/** So long nobody is asked again who stands behind the same cookie or token, ms: then his last use is noted anew. */
export const KNOWN_MS = 60_000;
const MOST_KNOWN = 5_000;

/**
 * Who stood behind the proofs of requests (cookies, a token), as of the version of who may do what by which he was
 * found: whoever goes by it has to see that this version still holds.
 */
export type KnownPersons = {
  find: (request: FastifyRequest, now: Date) => Known | null;
  keep: (request: FastifyRequest, known: Known, until: Date) => void;
};

export function makeKnownPersons(): KnownPersons {
  const kept = new Map<string, { known: Known; until: number }>();
  return {
    find(request, now) {
      const found = kept.get(keyOf(request));
      return found && now.getTime() < found.until ? found.known : null;
    },
    keep(request, known, until) {
      if (kept.size >= MOST_KNOWN) kept.clear();
      kept.set(keyOf(request), { known, until: until.getTime() });
    },
  };
}

/** Everything by which a request says who asks; secrets are not kept in the clear. */
function keyOf({ headers }: FastifyRequest): string {
  const { authorization, cookie } = headers;
  return createHash("sha256")
    .update(JSON.stringify([authorization, cookie, headers["x-pult-workspace"]]))
    .digest("base64");
}
