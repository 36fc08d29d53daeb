import { EventView, Message } from "../../../contract/conversation.ts";
import { PATHS } from "../../../contract/paths.ts";
import type { Route } from "../../../contract/route.ts";
import { ROUTES } from "../../../contract/routes.ts";
import { Me } from "../../../contract/session.ts";
import { ProblemBody } from "../../../contract/shape.ts";
import { FileView, Ticket, TicketRow } from "../../../contract/ticket-view.ts";
import { exampleOf, type Schema } from "./example-of.ts";

/** An object of the document. */
export type Node = { [name: string]: unknown };

/** Shapes that many routes share: written once and referred to. */
const SHARED = new Map<unknown, string>(
  Object.entries({ Problem: ProblemBody, Ticket, TicketRow, Message, Event: EventView, File: FileView, Me }).map(
    ([name, schema]) => [schema, name],
  ),
);
const PROBLEM = { $ref: "#/components/schemas/Problem" };

/** The document of the API (OpenAPI 3.1), made of the contract. `paths` are those that are no routes of it. */
export function openApiDocument(more: { version: string; paths?: Record<string, Node> }): Node {
  const paths: Record<string, Node> = {};
  for (const [name, route] of Object.entries<Route>(ROUTES)) {
    const [method = "", path = ""] = PATHS[name as keyof typeof PATHS].split(" ");
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(name, method, path, route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Pult",
      version: more.version,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      description:
        "Everything that the screens do. Errors are problems (RFC 9457) with a `code` and the refusals one by one; " +
        "what a person may not see answers 404. `Idempotency-Key` on a POST does it once; `If-Match` with the version " +
        "refuses a change of something that somebody else has changed meanwhile (412, with the difference).",
    },
    servers: [{ url: "/api/v1" }],
    tags: [...new Set(Object.values<Route>(ROUTES).map((route) => route.tag))].map((name) => ({ name })),
    security: [{ session: [] }, { token: [] }],
    paths: { ...paths, ...more.paths },
    components: {
      schemas: Object.fromEntries([...SHARED].map(([schema, name]) => [name, parts(schema)])),
      securitySchemes: {
        session: {
          type: "apiKey",
          in: "cookie",
          name: "pult.session_token",
          description: "Set by signing in; by https its name is `__Host-pult.session_token`.",
        },
        token: {
          type: "http",
          scheme: "bearer",
          description: "A token of the settings: `Authorization: Bearer pult_…`.",
        },
      },
    },
  };
}

function operation(name: string, method: string, path: string, route: Route): Node {
  const { body, example, answer } = route;
  return {
    operationId: name,
    summary: route.summary,
    description: [route.description, doorText(route.door)].filter(Boolean).join("\n\n"),
    tags: [route.tag],
    ...(route.door === "public" ? { security: [] } : {}),
    parameters: [
      ...parameters("path", route.params),
      ...parameters("query", route.query),
      ...(method === "POST" && route.door !== "public" ? [IDEMPOTENCY] : []),
      ...(takesVersion(method, path) ? [IF_MATCH] : []),
    ],
    ...(body
      ? {
          requestBody: {
            required: true,
            content: { "application/json": { schema: shape(body), example: example ?? exampleOf(body as Schema) } },
          },
        }
      : {}),
    responses: {
      [route.status]: {
        description: route.summary,
        ...(answer
          ? { content: { "application/json": { schema: shape(answer), example: exampleOf(answer as Schema) } } }
          : route.produces
            ? { content: { [route.produces]: { schema: { type: "string", format: "binary" } } } }
            : {}),
      },
      ...problems(method, path, route),
    },
  };
}

function doorText(door: Route["door"]): string {
  if (door === "public") return "For everybody.";
  if (door === "person") return "For everybody who is signed in.";
  if (door === "employee") return "For employees.";
  if (door === "client") return "For clients.";
  return `For employees whose role has ${door.map((permission) => `\`${permission}\``).join(" or ")}.`;
}

const takesVersion = (method: string, path: string) =>
  (method !== "GET" && /^\/tickets\/\{id\}/.test(path)) || isVersioned(method, path);
const isVersioned = (method: string, path: string) =>
  method === "PATCH" && /^\/(employees|roles|teams|services|calendars|companies|contacts|places)\/\{id\}$/.test(path);
const IDEMPOTENCY = {
  name: "Idempotency-Key",
  in: "header",
  description: "Any text of the caller's own, one for each act: the same key again answers what was answered then.",
  schema: { type: "string", maxLength: 200 },
  example: "0198a1b2-order-17",
};
const IF_MATCH = {
  name: "If-Match",
  in: "header",
  description: "The version that the change is based on, in quotes.",
  schema: { type: "string" },
  example: '"3"',
};

function parameters(place: "path" | "query", schema: unknown): Node[] {
  const { properties, required } = flat(schema as Schema | undefined);
  return Object.entries(properties).map(([name, part]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: part,
    ...(place === "path" || required.includes(name) ? { example: exampleOf(part, name) } : {}),
  }));
}

function flat(schema: Schema | undefined): { properties: Record<string, Schema>; required: string[] } {
  const all = schema?.allOf?.map(flat) ?? [];
  return {
    properties: Object.assign({}, schema?.properties, ...all.map((part) => part.properties)),
    required: [...(schema?.required ?? []), ...all.flatMap((part) => part.required)],
  };
}

/** The schema with the shared shapes as references. */
function shape(schema: unknown): unknown {
  const name = SHARED.get(schema);
  return name ? { $ref: `#/components/schemas/${name}` } : parts(schema);
}

function parts(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(shape);
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, part]) => {
      // Lists with a shape for each place have got another name since the draft that the contract's library writes.
      if (key === "items" && Array.isArray(part)) return [["prefixItems", shape(part)]];
      return key === "additionalItems" ? [["items", part]] : [[key, shape(part)]];
    }),
  );
}

/** What each answer that is a problem means here; the codes that the route names stand with their status. */
function problems(method: string, path: string, route: Route): Node {
  const told = new Map<number, string[]>();
  const add = (status: number, text: string) => told.set(status, [...(told.get(status) ?? []), text]);
  if (route.door !== "public") add(401, "`not-signed-in`: sign in first.");
  const anybody = route.door === "public" || (route.door === "person" && method === "GET");
  if (!anybody) add(403, "`not-allowed`: the role does not allow it.");
  if (method !== "GET") add(403, "`cross-site`: a page of another site asked a browser for it.");
  if (path.includes("{")) add(404, "There is no such thing, or not for this person.");
  if (method === "POST" && route.door !== "public") add(409, "");
  if (takesVersion(method, path))
    add(412, "`ticket/changed-meanwhile`: somebody else has changed it; `difference` tells what.");
  if (route.params || route.query || route.body) add(422, "`bad-input`: each wrong field by name.");
  for (const code of route.problems ?? []) {
    const status = statusOf(code);
    if (!told.get(status)?.some((text) => text.includes(code))) add(status, `\`${code}\``);
  }
  add(429, "Too many requests: see `Retry-After`.");
  return Object.fromEntries(
    [...told].flatMap(([status, texts]) => {
      const description = texts.filter(Boolean).join("\n\n");
      if (description === "") return [];
      const code =
        /`([a-z-]+(?:\/[a-z-]+)?)`/.exec(description)?.[1] ??
        (status === 404 ? "ticket/not-found" : "http/too-many-requests");
      const example = { type: `https://pult.example/problems/${code}`, title: "…", status, code, instance: "…" };
      return [[status, { description, content: { "application/problem+json": { schema: PROBLEM, example } } }]];
    }),
  );
}

const STATUS: Record<string, number> = {
  "cursor/invalid": 400,
  "session/no-access": 403,
  "ticket/not-yet-there": 404,
  "bulk/not-now": 409,
  "bulk/undo-too-late": 409,
  "split/not-now": 409,
  "split/undo-too-late": 409,
  "split/changed-since": 409,
  "employee/blocked": 409,
  "employee/has-tickets": 409,
  "employee/last-administrator": 409,
  "view/too-many-tabs": 409,
  "mail/no-server": 409,
  "session/link-used": 410,
  "setup/done": 410,
  "ticket/changed-meanwhile": 412,
  "file/no-preview": 415,
  "file/no-such-range": 416,
  "session/too-many-attempts": 429,
  "service/not-ready": 503,
};

/** With which status a code is answered: what is taken, in use or too much is a conflict, the rest bad input. */
export function statusOf(code: string): number {
  return STATUS[code] ?? (/-taken$|\/in-use$|\/too-many$/.test(code) ? 409 : 422);
}
