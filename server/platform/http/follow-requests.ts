import type { Span } from "@opentelemetry/api";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { onErrand } from "../errand.ts";
import { beginSpan, isTracing } from "../tracing.ts";

/**
 * Lets everything that a request does find its id, jobs that it promises included, and tells a collector of it, if there
 * is one: by route and status, never by address or who asks.
 */
export function followRequests(app: FastifyInstance): void {
  const spans = new WeakMap<FastifyRequest, Span>();
  if (isTracing()) {
    app.addHook("onRequest", async (request) => {
      const { traceparent } = request.headers;
      const attributes = {
        "http.request.method": request.method,
        "http.route": routeOf(request),
        "pult.request": request.id,
      };
      const parent = typeof traceparent === "string" ? traceparent : undefined;
      const span = beginSpan(`${request.method} ${routeOf(request)}`, attributes, parent);
      if (span) spans.set(request, span);
    });
    app.addHook("onResponse", async (request, { statusCode }) => {
      const span = spans.get(request);
      span?.setAttribute("http.response.status_code", statusCode);
      if (statusCode >= 500) span?.setStatus({ code: 2 });
      span?.end();
    });
  }
  // After the body has come: what reads it runs outside of what is begun before.
  app.addHook("preHandler", (request, _, done) => {
    onErrand({ requestId: request.id, span: spans.get(request) }, done);
  });
}

/** As it stands in the contract, without the ids of an address; `none` where there is no such route. */
export const routeOf = ({ routeOptions }: FastifyRequest): string => routeOptions.url ?? "none";
