import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { type NetworkGuard, PRIVATE_ADDRESS } from "./network-guard.ts";

/** What goes out to an address that people have named; `body` is not sent with GET. */
export type Outgoing = { method: "GET" | "POST"; url: string; headers: Record<string, string>; body: string | Buffer };
/** `patience`: how long the other side may be silent, ms. */
export type Way = { guard: NetworkGuard; patience: number };

/**
 * Asks a program elsewhere, never in the network that the desk stands in, and answers its status with at most `most` bytes
 * of what it says (none when left out). Redirects are not followed. Throws what `faultOf` names.
 */
export function guardedRequest(
  { guard, patience }: Way,
  { method, url, headers, body }: Outgoing,
  { signal, most = 0 }: { signal: AbortSignal; most?: number },
): Promise<{ status: number; text: string; bytes: Buffer }> {
  const to = new URL(url);
  const isHttps = to.protocol === "https:";
  const length = method === "GET" ? {} : { "content-length": String(Buffer.byteLength(body)) };
  const options = { method, headers: { "user-agent": "Pult", ...headers, ...length }, signal, timeout: patience };
  return new Promise((resolve, reject) => {
    const answered = (response: AsyncIterable<Buffer> & { statusCode?: number; destroy: () => unknown }) => {
      beginningOf(response, most).then(
        (bytes) => resolve({ status: response.statusCode ?? 0, text: bytes.toString("utf8"), bytes }),
        reject,
      );
    };
    const sent = isHttps
      ? requestHttps(to, { ...options, agent: guard.agents.https }, answered)
      : requestHttp(to, { ...options, agent: guard.agents.http }, answered);
    sent.on("timeout", () => sent.destroy(Object.assign(new Error("The other side is silent"), { code: "ETIMEDOUT" })));
    sent.on("error", reject);
    sent.end(method === "GET" ? undefined : body);
  });
}

async function beginningOf(
  response: AsyncIterable<Buffer> & { destroy: () => unknown },
  most: number,
): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  if (most > 0) {
    for await (const part of response) {
      parts.push(part);
      bytes += part.length;
      if (bytes >= most) break;
    }
  }
  response.destroy();
  return Buffer.concat(parts).subarray(0, most);
}

/** Why nobody was reached, as a code. After `unreachable` and those before it nothing was sent; after `no-answer` it may have been. */
export function faultOf(error: unknown): "private-address" | "unknown-host" | "unreachable" | "no-answer" {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === PRIVATE_ADDRESS) return "private-address";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "unknown-host";
  return NOTHING_SENT.includes(code) ? "unreachable" : "no-answer";
}

/** The connection was not made, or not trusted. */
const NOTHING_SENT = [
  ...["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "EHOSTDOWN", "ENETDOWN"],
  ...["CERT_HAS_EXPIRED", "DEPTH_ZERO_SELF_SIGNED_CERT", "SELF_SIGNED_CERT_IN_CHAIN", "ERR_TLS_CERT_ALTNAME_INVALID"],
  ...["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "EPROTO"],
];
