import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";

/** How much of a refused body is let come, bytes, and how long: a file of the largest kind twice over. */
const MOST = 96 * 1024 * 1024;
const PATIENCE_MS = 10_000;

/**
 * Lets a body that is refused come to its end, unread, before the refusal is sent. Most programs read no answer before
 * they have sent everything: cut off, they would see a broken connection and never the reason. What is much too long,
 * or does not end, is answered and cut off.
 */
export function hearOut(app: FastifyInstance): void {
  app.addHook("onSend", async (request, reply) => {
    const { raw } = request;
    if (reply.statusCode < 400 || raw.complete || raw.readableEnded || raw.destroyed) return;
    if (!(await endOf(raw))) reply.header("connection", "close");
  });
}

/** True when all has come. */
function endOf(raw: IncomingMessage): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  let left = MOST;
  const timer = setTimeout(resolve, PATIENCE_MS, false);
  // Whoever was reading would keep it, and hold the rest back.
  raw.removeAllListeners("data");
  raw.on("data", (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) resolve(false);
  });
  raw.once("end", () => resolve(true));
  raw.once("error", () => resolve(false));
  raw.once("close", () => resolve(false));
  raw.resume();
  return promise.finally(() => clearTimeout(timer));
}
