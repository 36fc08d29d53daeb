import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { FastifyInstance } from "fastify";
import { makeServer } from "./platform/http/server.ts";
import { serveWeb } from "./web-pages.ts";

describe("addresses that no link of ours has", () => {
  let app: FastifyInstance;
  let folder: string;
  let port: number;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "pult-web-"));
    for (const face of ["console", "portal"]) {
      await mkdir(join(folder, face));
      await writeFile(
        join(folder, face, "index.html"),
        `<!doctype html><meta nonce="pult-nonce"><title>${face}</title>`,
      );
    }
    app = await makeServer({ log: false });
    await serveWeb(app, folder);
    port = Number(new URL(await app.listen({ port: 0, host: "127.0.0.1" })).port);
  });
  after(async () => {
    await app.close();
    await rm(folder, { recursive: true });
  });

  /** Asks word for word, as no client would: what a program may not even send by `fetch`. */
  const ask = (method: string, address: string) =>
    new Promise<{ status: number; type: string; body: string }>((resolve, reject) => {
      const socket = connect(port, "127.0.0.1").setEncoding("utf8");
      let got = "";
      socket.on("data", (part) => {
        got += part;
      });
      socket.on("error", reject);
      socket.on("close", () => {
        const [head = "", body = ""] = got.split("\r\n\r\n");
        const type = /^content-type: ([^;\r]+)/im.exec(head)?.[1] ?? "";
        resolve({ status: Number(head.split(" ")[1]), type, body });
      });
      socket.write(`${method} ${address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    });

  const refusals: [string, string, number, string][] = [
    ["GET", "/portal/%zz", 400, "http/bad-url"],
    ["HEAD", "/%", 400, ""],
    ["GET", "/portal/%E0%A4%A", 400, "http/bad-url"],
    ["GET", "/assets/%zz.js", 400, "http/bad-url"],
    ["POST", "/api/v1/tickets/%zz/move", 400, "http/bad-url"],
    ["GET", `/${"a".repeat(132_000)}`, 431, "http/headers-too-long"],
    ["BREW", "/portal", 405, "http/unknown-method"],
    ["PROPFIND", "/portal", 404, "route/not-found"],
    ["PUT", "/portal", 404, "route/not-found"],
    ["GET", "/api/v1/nothing", 404, "route/not-found"],
    ["GET", "/assets/gone.js", 404, "route/not-found"],
  ];
  for (const [method, address, status, code] of refusals) {
    it(`are a clean refusal: ${method} ${address.slice(0, 30)}`, async () => {
      const answer = await ask(method, address);
      assert.deepEqual([answer.status, answer.type], [status, "application/problem+json"]);
      if (method === "HEAD") return;
      const problem = JSON.parse(answer.body);
      assert.deepEqual([problem.status, problem.code], [status, code]);
      assert.match(problem.instance, /^[\w-]{36}$/);
    });
  }

  it("give pages whose styles carry a number used once, and which no script can be written into", async () => {
    const pages = await Promise.all(["/", "/portal"].map((url) => app.inject({ url })));
    const numbers = pages.map(({ payload }) => /nonce="([\w-]{22})"/.exec(payload)?.[1] ?? "none");
    assert.equal(new Set(numbers).size, 2);
    for (const [index, { headers }] of pages.entries()) {
      const policy = String(headers["content-security-policy"]).split(";");
      assert.ok(policy.includes(`style-src 'self' 'nonce-${numbers[index]}'`), policy.join("\n"));
      assert.ok(policy.includes("script-src 'self'"), policy.join("\n"));
      assert.deepEqual(
        policy.filter((line) => line.includes("unsafe")),
        ["style-src-attr 'unsafe-inline'"],
      );
      assert.equal(headers["referrer-policy"], "same-origin");
      assert.equal(headers["cross-origin-opener-policy"], "same-origin");
      assert.equal(headers["cross-origin-resource-policy"], "same-origin");
      assert.match(String(headers["permissions-policy"]), /camera=\(\)/);
    }
    assert.equal((await app.inject({ url: "/console/index.html" })).statusCode, 404);
  });

  it("are a page of the face they belong to, where a person may type them", async () => {
    for (const [address, face] of [
      ["/portal/nowhere?then=%zz", "portal"],
      ["/portal", "portal"],
      ["/tickets/12", "console"],
      ["/portals", "console"],
    ] as const) {
      const answer = await ask("GET", address);
      assert.deepEqual([answer.status, answer.type], [200, "text/html"]);
      assert.match(answer.body, new RegExp(`<title>${face}</title>`));
    }
  });
});
