import { PATHS, type RouteName } from "../../contract/paths.ts";
import type { Response as Answer, Request } from "../../contract/routes.ts";
import { reportReached, reportUnreachable } from "./connection.ts";
import { newKey } from "./key.ts";
import { isUnreached, Problem } from "./problem.ts";

export const API = "/api/v1";

/** A part of a request: absent when the route has none, optional when all of it is. */
type Part<K extends string, V> = [V] extends [undefined]
  ? { [P in K]?: undefined }
  : Partial<V> extends V
    ? { [P in K]?: V }
    : { [P in K]: V };

/** What travels with a call besides its data. */
export type Extras = {
  /** The version that the change was made on; 412 when it is another one by now. */
  ifMatch?: number | undefined;
  signal?: AbortSignal | undefined;
  /** One per act of a person, so that a repetition does it once; made by itself when absent. */
  idempotencyKey?: string | undefined;
  /** It goes on when the page is left. */
  keepalive?: boolean;
};
/** What a caller of the named route gives. */
export type Ask<N extends RouteName> = Part<"params", Request<N>["params"]> &
  Part<"query", Request<N>["query"]> &
  Part<"body", Request<N>["body"]> &
  Extras;
export type AskOf<N extends RouteName> = Partial<Ask<N>> extends Ask<N> ? [ask?: Ask<N>] : [ask: Ask<N>];
export type { Answer };

/** The same, for code that does not know which route. */
export type AnyAsk = { params?: object | undefined; query?: object | undefined; body?: unknown } & Extras;

/** The address of a route, with its parameters in place: for links, pictures and downloads. */
export function addressOf(name: RouteName, ask: AnyAsk = {}): string {
  const template = PATHS[name].slice(PATHS[name].indexOf(" ") + 1);
  const params = new Map(Object.entries(ask.params ?? {}));
  const path = template.replace(/\{(\w+)\}/g, (_, key) => encodeURIComponent(String(params.get(key))));
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(ask.query ?? {})) {
    if (value !== undefined && value !== null && value !== "") query.set(key, String(value));
  }
  return `${API}${path}${query.size > 0 ? `?${query}` : ""}`;
}

/**
 * Calls a route by name. Throws `Problem`. A GET or POST that did not reach the server is sent again twice, the POST
 * under the same idempotency key.
 */
export function call<N extends RouteName>(name: N, ...[ask]: AskOf<N>): Promise<Answer<N>> {
  return send(name, ask ?? {});
}

const PAUSES = [400, 1600];

/** `call` for code that is generic over routes; the answer's type is the contract's word. */
export async function send<N extends RouteName>(name: N, ask: AnyAsk): Promise<Answer<N>> {
  const method = PATHS[name].slice(0, PATHS[name].indexOf(" "));
  const headers = new Headers({ Accept: "application/json", "Accept-Language": document.documentElement.lang || "ru" });
  if (method === "POST") headers.set("Idempotency-Key", ask.idempotencyKey ?? newKey());
  if (ask.ifMatch !== undefined) headers.set("If-Match", `"${ask.ifMatch}"`);
  if (ask.body !== undefined) headers.set("Content-Type", "application/json");
  const init: RequestInit = {
    method,
    headers,
    credentials: "same-origin",
    ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) }),
    ...(ask.signal ? { signal: ask.signal } : {}),
    ...(ask.keepalive ? { keepalive: true } : {}),
  };
  for (let turn = 0; ; turn += 1) {
    try {
      return await once<Answer<N>>(addressOf(name, ask), init);
    } catch (error) {
      const pause = PAUSES[turn];
      const again = isUnreached(error) && navigator.onLine && (method === "GET" || method === "POST");
      if (!again || pause === undefined) throw error;
      await new Promise((done) => setTimeout(done, pause));
    }
  }
}

async function once<T>(address: string, init: RequestInit): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(address, init);
  } catch (error) {
    // Given up on purpose (the screen has gone): not a fault of the network.
    if (init.signal?.aborted) throw error;
    reportUnreachable();
    throw new Problem({ code: navigator.onLine ? "network/unreachable" : "network/offline", status: 0 });
  }
  // A proxy that answers for a server which is down has not reached it, nor is a server there whose database is away.
  if ([502, 503, 504].includes(answer.status)) {
    const problem = isJson(answer) ? await problemOf(answer) : undefined;
    if (problem && problem.code !== "service/not-ready") throw problem;
    reportUnreachable();
    throw new Problem({ code: "network/unreachable", status: 0 });
  }
  // The portal's service worker answers from memory when the network is silent.
  if (answer.headers.has("X-Pult-Kept")) reportUnreachable();
  else reportReached();
  if (!answer.ok) throw await problemOf(answer);
  const data: T = answer.status === 204 ? undefined : await answer.json();
  return data;
}

const isJson = (answer: Response) => /[/+]json/.test(answer.headers.get("content-type") ?? "");

async function problemOf(answer: Response): Promise<Problem> {
  const body: unknown = isJson(answer) ? await answer.json().catch(() => undefined) : undefined;
  const known = typeof body === "object" && body !== null ? body : {};
  return new Problem({ code: `http/${answer.status}`, ...known, status: answer.status });
}
