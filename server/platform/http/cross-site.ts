import type { FastifyInstance, FastifyRequest } from "fastify";
import { Problem } from "./problem.ts";

/**
 * Refuses what a page of another site lets the browser of somebody who is signed in do (CSRF): 403 `cross-site`. A
 * browser says itself where a request comes from; one that says nothing is a program's, and has no cookie that it did
 * not get here. Tokens are exempt: no page can make a browser send one. Register before the routes.
 */
export function refuseOtherSites(app: FastifyInstance, publicUrl: string): void {
  const ours = new URL(publicUrl).host;
  app.addHook("onRequest", async (request) => {
    if (/^(GET|HEAD|OPTIONS)$/.test(request.method) || request.headers.authorization !== undefined) return;
    if (isFromHere(request, ours)) return;
    const message = "This was asked for by a page of another site.";
    const mend = `Open the desk itself, at ${publicUrl}; if that is not its address, set PULT_PUBLIC_URL.`;
    throw new Problem(403, "cross-site", message, {
      refusals: [{ code: "cross-site", message, mend, params: { address: publicUrl } }],
    });
  });
}

function isFromHere(request: FastifyRequest, ours: string): boolean {
  // The browser's own word, where it gives one: it knows the address that the person sees, behind any proxy.
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin" || site === "none";
  const { origin } = request.headers;
  if (origin === undefined) return true;
  const host = URL.canParse(origin) ? new URL(origin).host : null;
  return host !== null && (host === request.headers.host || host === ours);
}
