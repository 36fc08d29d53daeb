import type { FastifyInstance } from "fastify";
import helmet from "helmet";

const YEAR = 365 * 24 * 60 * 60;

/** What a page may load, and from where: nothing from elsewhere, and no script that stands in the page itself. */
const POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  // Sizes and colours that are counted stand on the elements themselves; they can neither load nor run anything.
  styleSrcAttr: ["'unsafe-inline'"],
  imgSrc: ["'self'", "data:", "blob:"],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  frameAncestors: ["'none'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
};

/** What no page of the desk asks of a browser, so that no script that got in could. */
const NOT_NEEDED = ["camera", "display-capture", "geolocation", "microphone", "midi", "payment", "serial", "usb"]
  .map((feature) => `${feature}=()`)
  .join(", ");

/**
 * The headers that every answer carries: no framing, no guessing of types, no scripts or styles from elsewhere, no word
 * to other sites about where people come from. `https`: browsers that have been here come back by https only.
 */
export function sendSecureHeaders(app: FastifyInstance, { https }: { https: boolean }): void {
  // Put together once: its plugin for Fastify does it for every request.
  const protect = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    // Other names of the same domain are not ours to decide about.
    strictTransportSecurity: https ? { maxAge: YEAR, includeSubDomains: false } : false,
    crossOriginOpenerPolicy: { policy: "same-origin" },
    crossOriginResourcePolicy: { policy: "same-origin" },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: "same-origin" },
  });
  app.addHook("onRequest", (request, reply, done) => {
    reply.header("permissions-policy", NOT_NEEDED);
    protect(request.raw, reply.raw, (fault) => done(fault instanceof Error ? fault : undefined));
  });
}

/** The policy of a page whose scripts may put in style elements that carry this number, used once. */
export function policyWithNonce(nonce: string): string {
  return Object.entries({ ...POLICY, styleSrc: [...POLICY.styleSrc, `'nonce-${nonce}'`] })
    .map(([name, sources]) => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${sources.join(" ")}`)
    .join(";");
}
