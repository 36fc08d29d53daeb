import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

export type Asked = { method: string; url: URL; headers: IncomingHttpHeaders; bytes: Buffer };
/** What is answered: JSON with its status, or bytes. */
export type Answered = { status?: number; json: object } | { bytes: Buffer };

/** A server of a test: each request is answered by `answer`; one that it throws at is cut off. */
export async function jsonServer(answer: (asked: Asked) => Answered) {
  const server = createServer(async (request, response) => {
    try {
      const url = new URL(request.url ?? "/", "http://double");
      const asked = { method: request.method ?? "", url, headers: request.headers, bytes: await buffer(request) };
      const given = answer(asked);
      if ("bytes" in given) return void response.end(given.bytes);
      response.writeHead(given.status ?? 200, { "content-type": "application/json" }).end(JSON.stringify(given.json));
    } catch {
      response.destroy();
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise<void>((closed) => server.close(() => closed()) && server.closeAllConnections()),
  };
}
