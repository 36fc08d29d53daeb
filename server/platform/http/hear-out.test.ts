import assert from "node:assert/strict";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { it } from "node:test";
import { Problem } from "./problem.ts";
import { makeServer } from "./server.ts";

/** Like most programs: all is sent before anything is read, and the connection is for this alone. */
async function send(port: number, path: string, body: Buffer): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  const head = [`POST ${path} HTTP/1.1`, "Host: x", "Connection: close", "Content-Type: application/json"];
  socket.pause();
  await new Promise<void>((sent, failed) => {
    socket.once("error", failed);
    socket.write(`${[...head, `Content-Length: ${body.length}`].join("\r\n")}\r\n\r\n`);
    socket.write(body, () => sent());
  });
  return text(socket);
}

it("says why a body was refused to one who reads nothing before all is sent", async (t) => {
  const app = await makeServer({ log: false });
  t.after(() => app.close());
  app.post("/thing", async () => "done");
  const onRequest = async () => Promise.reject(new Problem(401, "not-signed-in", "Sign in first."));
  app.post("/closed", { onRequest }, async () => "done");
  await app.listen({ port: 0, host: "127.0.0.1" });
  const address = app.server.address();
  assert.ok(address && typeof address === "object");
  const large = Buffer.alloc(20 * 1024 * 1024, " ");
  assert.match(await send(address.port, "/thing", large), /^HTTP\/1\.1 413 .*"http\/ctp-body-too-large"/s);
  assert.match(await send(address.port, "/closed", large), /^HTTP\/1\.1 401 .*"not-signed-in"/s);
});
