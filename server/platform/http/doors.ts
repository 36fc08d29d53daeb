import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from "fastify";
import { PATHS, type RouteName } from "../../../contract/paths.ts";
import type { Route } from "../../../contract/route.ts";
import { type Request, type Response, ROUTES } from "../../../contract/routes.ts";
import { AccessChanged, type Db, inWorkspace } from "../database.ts";
import type { Ctx, Known, Person, PublicCtx } from "./context.ts";
import { once, Replay, requestHash } from "./idempotency.ts";
import { forbidden, Problem } from "./problem.ts";

export const BASE = "/api/v1";

/** What a handler may use of HTTP itself: for cookies, streams and downloads only. */
export type Http = { request: FastifyRequest; reply: FastifyReply };

/** A route without a body is answered by a handler that returns nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: it stands for the result of a handler and nowhere else
type Answer<N extends RouteName> = Response<N> extends undefined ? void : Response<N>;

type Handle<N extends RouteName> = (ctx: Ctx, sent: Request<N>, http: Http) => Promise<Answer<N> | RawAnswer>;

/** Connects the named routes of the contract with what does the work. */
export type Doors = {
  /** For people who are signed in; who may come in at all stands in the contract. */
  open: <N extends RouteName>(name: N, handle: Handle<N>) => void;
  /**
   * The same, without a question who it is where that is known from a moment ago: for handlers that do nothing before
   * their first `ctx.read` or `ctx.write`, which sees to it that he still may what he could. Else it is asked after all.
   */
  openKnown: Doors["open"];
  /** For everybody. */
  openPublic: <N extends RouteName>(
    name: N,
    handle: (ctx: PublicCtx, sent: Request<N>, http: Http) => Promise<Answer<N> | RawAnswer>,
  ) => void;
};

/** The handler has answered by itself (a stream, a download). */
export const RAW = Symbol("raw answer");
export type RawAnswer = typeof RAW;

export type DoorsOptions = {
  db: Db;
  now: () => Date;
  /** Finds the person behind a cookie or a token; null when there is none. Renewed cookies are set on the reply. */
  authenticate: (request: FastifyRequest, reply: FastifyReply) => Promise<Person | null>;
  /** Whom the last request with the same proof found. */
  known: (request: FastifyRequest) => Known | null;
};

/** Makes the doors of one server. Every route answers by the shapes of its contract or with a problem. */
export function makeDoors(app: FastifyInstance, options: DoorsOptions): Doors {
  const add = (name: RouteName, run: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) => {
    const route: Route = ROUTES[name];
    const [method, path] = splitPath(name);
    app.route({
      method,
      url: BASE + path.replace(/\{(\w+)\}/g, ":$1"),
      schema: schemaOf(name, route),
      handler: async (request, reply) => {
        // Of one person, and perhaps read at a machine that many use.
        reply.header("cache-control", "private, no-store");
        const answer = await run(request, reply);
        if (answer === RAW) return reply;
        reply.code(route.status);
        return route.status === 204 ? reply.send() : reply.send(answer);
      },
    });
  };
  const open: Doors["open"] = (name, handle) => add(name, (request, reply) => answer(name, handle, request, reply));
  async function answer<N extends RouteName>(
    name: N,
    handle: Handle<N>,
    request: FastifyRequest,
    reply: FastifyReply,
    known?: Known,
  ): Promise<unknown> {
    const person = known?.person ?? (await options.authenticate(request, reply));
    if (!person) throw new Problem(401, "not-signed-in", "Sign in first.");
    passDoor(person, ROUTES[name].door);
    const ctx = contextOf(options, request, person, known?.access);
    return replayed(() => handle(ctx, sentOf(request), { request, reply }));
  }
  return {
    open,
    openKnown(name, handle) {
      add(name, async (request, reply) => {
        const known = options.known(request);
        if (known && mayPass(known.person, ROUTES[name].door)) {
          try {
            return await answer(name, handle, request, reply, known);
          } catch (error) {
            if (!(error instanceof AccessChanged)) throw error;
          }
        }
        return answer(name, handle, request, reply);
      });
    },
    openPublic(name, handle) {
      add(name, (request, reply) =>
        handle({ db: options.db, now: options.now(), address: request.ip }, sentOf(request), { request, reply }),
      );
    },
  };
}

/** The coarse gate of a route; rows are guarded where they are loaded. */
function passDoor(person: Person, door: Route["door"]): void {
  if (mayPass(person, door)) return;
  throw typeof door === "string" ? forbidden() : forbidden(door.join(" or "));
}

function mayPass(person: Person, door: Route["door"]): boolean {
  if (door === "public" || door === "person") return true;
  if (typeof door === "string") return (door === "employee") === (person.kind === "employee");
  return door.some((permission) => person.permissions.has(permission));
}

function contextOf(options: DoorsOptions, request: FastifyRequest, person: Person, access?: number): Ctx {
  const { workspaceId } = person;
  const now = options.now();
  const key = request.method === "POST" ? header(request, "idempotency-key") : null;
  if (key && key.length > 200)
    throw new Problem(400, "idempotency/key-too-long", "An Idempotency-Key has at most 200 characters.");
  // What was done once by the rights as they were goes on by them.
  let unchecked = access;
  const checked = () => {
    const given = unchecked === undefined ? {} : { access: unchecked };
    unchecked = undefined;
    return given;
  };
  return {
    person,
    workspaceId,
    now,
    ifMatch: readVersion(header(request, "if-match")),
    read: (work) => inWorkspace(options.db, workspaceId, work, { ...checked(), reads: true }),
    later: (work) => inWorkspace(options.db, workspaceId, work, { reads: true }),
    write: (work) =>
      inWorkspace(
        options.db,
        workspaceId,
        (tx) => {
          if (!key) return work(tx);
          const hash = requestHash(request.method, request.url, request.body);
          return once(tx, { workspaceId, personId: person.id, key, hash, now }, () => work(tx));
        },
        checked(),
      ),
    writeAnew: (work) => inWorkspace(options.db, workspaceId, work, checked()),
  };
}

async function replayed(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Replay) return error.body;
    throw error;
  }
}

/** The validated parts; Fastify has checked them against the very shapes that this type is made of. */
function sentOf<N extends RouteName>(request: FastifyRequest): Request<N> {
  return { params: request.params, query: request.query, body: request.body } as Request<N>;
}

function header(request: FastifyRequest, name: string): string | null {
  const value = request.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

function readVersion(value: string | null): number | null {
  if (value === null || value === "*") return null;
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(value)?.[1];
  if (!version) throw new Problem(400, "if-match/invalid", 'If-Match takes the version as a number in quotes: "3".');
  return Number(version);
}

function splitPath(name: RouteName): ["GET" | "POST" | "PUT" | "PATCH" | "DELETE", string] {
  const [method, path] = PATHS[name].split(" ");
  return [method, path] as ["GET" | "POST" | "PUT" | "PATCH" | "DELETE", string];
}

function schemaOf(name: RouteName, route: Route): FastifySchema {
  return {
    operationId: name,
    summary: route.summary,
    tags: [route.tag],
    ...(route.description ? { description: route.description } : {}),
    ...(route.params ? { params: route.params } : {}),
    ...(route.query ? { querystring: route.query } : {}),
    ...(route.body ? { body: route.body } : {}),
  } as FastifySchema;
}
