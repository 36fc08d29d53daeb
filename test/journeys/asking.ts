import assert from "node:assert/strict";
import type { CastName } from "../cast-people.ts";
import type { AnswerAt, Method } from "../path-types.ts";
import type { Stage } from "./stage.ts";

/** Asks the API beside the windows, path below `/api/v1`: lays out what a chapter begins with. Refusals fail. */
export type Asking = {
  get: <P extends string>(path: P) => Promise<AnswerAt<"GET", P>>;
  post: <P extends string>(path: P, body?: unknown) => Promise<AnswerAt<"POST", P>>;
  put: <P extends string>(path: P, body?: unknown, more?: Record<string, string>) => Promise<AnswerAt<"PUT", P>>;
  patch: <P extends string>(path: P, body?: unknown) => Promise<AnswerAt<"PATCH", P>>;
};

/** Somebody of the cast, by his token. */
export function asking(stage: Pick<Stage, "url" | "cast">, name: CastName): Asking {
  const ask = async <T>(method: Method, path: string, body?: unknown, more: object = {}): Promise<T> => {
    const answer = await fetch(`${stage.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${stage.cast.people[name].token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...more,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${text}`);
    return JSON.parse(text || "null");
  };
  return {
    get: (path) => ask("GET", path),
    post: (path, body) => ask("POST", path, body),
    put: (path, body, more) => ask("PUT", path, body, more),
    patch: (path, body) => ask("PATCH", path, body),
  };
}

/** A ticket of ada's flat that the dispatcher has taken down; `more` changes the body. */
export function ticketOf(stage: Stage, more: Record<string, unknown> = {}): Promise<AnswerAt<"POST", "/tickets">> {
  const { people, places, services } = stage.cast;
  return asking(stage, "dina").post("/tickets", {
    subject: "Протекает кран",
    description: "На кухне капает кран",
    channel: "call",
    contact: people.ada.id,
    place: places.flat12,
    service: services.plumbing,
    form: { room: "Кухня" },
    ...more,
  });
}
