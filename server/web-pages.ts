import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { policyWithNonce } from "./platform/http/headers.ts";

/** Where a page takes the number that its style elements must carry; a new one for each time it is sent. */
const NONCE = "pult-nonce";

/**
 * Serves the built web: hashed files for ever, the portal's page below /portal, the console's page for every other
 * address that a person may type. Without a build there is only the API.
 */
export async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, "console/index.html"))) return;
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    // The pages go out below, with their number.
    globIgnore: ["**/index.html"],
    cacheControl: false,
    setHeaders: (reply, path) => {
      const forever = path.includes("/assets/");
      reply.header("cache-control", forever ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  const pages = {
    console: await readFile(join(folder, "console/index.html"), "utf8"),
    portal: await readFile(join(folder, "portal/index.html"), "utf8"),
  };
  app.get("/*", (request, reply) => {
    const path = request.url.split("?")[0] ?? "/";
    // A file that is not there is not a page: a script's address must not answer with HTML.
    if (/^\/(api|assets)(\/|$)/.test(path) || /\.\w{2,5}$/.test(path)) {
      reply.callNotFound();
      return reply;
    }
    const page = /^\/portal(\/|$)/.test(path) ? pages.portal : pages.console;
    const nonce = randomBytes(16).toString("base64url");
    reply.header("cache-control", "no-cache").header("content-security-policy", policyWithNonce(nonce));
    return reply.type("text/html; charset=utf-8").send(page.replace(NONCE, nonce));
  });
}
