import { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Problem } from "./problem.ts";

const kept = new WeakMap<FastifyRequest, Buffer>();

/**
 * Keeps the bytes of bodies below this path as they came, beside what is read of them: a signature is of the bytes.
 * Longer ones than `most` are refused. Register before the routes.
 */
export function keepRawBodies(app: FastifyInstance, path: string, most: number): void {
  app.addHook("preParsing", async (request, _reply, payload) => {
    if (!request.url.startsWith(path)) return payload;
    const parts: Buffer[] = [];
    let bytes = 0;
    for await (const part of payload as AsyncIterable<Buffer>) {
      bytes += part.length;
      if (bytes > most) throw new Problem(413, "http/too-large", `At most ${most} bytes are taken here.`);
      parts.push(part);
    }
    const body = Buffer.concat(parts);
    kept.set(request, body);
    return Readable.from([body]);
  });
}

export const rawBodyOf = (request: FastifyRequest): Buffer => kept.get(request) ?? Buffer.alloc(0);
