/** Every route of the API × every kind of caller: who gets in, who is refused and for whom a thing is not there. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { PATHS, type RouteName } from "../contract/paths.ts";
import type { Route } from "../contract/route.ts";
import { ROUTES } from "../contract/routes.ts";
import { BASE } from "../server/platform/http/doors.ts";
import { type TestApp, testApp } from "./app.ts";
import { ROLE_OF, ROLE_PERMISSIONS } from "./cast-people.ts";
import { names } from "./contract-check.ts";
import { CALLERS, type Caller } from "./matrix-callers.ts";
import { CASES, type Case, type Class } from "./matrix-cases.ts";
import { makeWorld, type World } from "./matrix-world.ts";

/** The protocol's own doors; who gets in stands in the tests of uploads. */
const UPLOADS = ["POST /uploads", "PATCH /uploads/:id", "DELETE /uploads/:id"];

let app: TestApp;
let world: World;
before(async () => {
  app = await testApp();
  world = await makeWorld(app);
});
after(() => app.close());

const CLIENTS: readonly Caller[] = ["ada", "vera"];
/** Refusals that are about who asks. */
const RIGHTS = new Set(["permission-missing", "not-for-clients", "clients-only"]);
const SEE_THE_TICKET: readonly Caller[] = ["boss", "dina", "ben", "carl", "rita", "ada"];

function permissionsOf(caller: Caller): readonly string[] {
  if (caller === "max") return ROLE_PERMISSIONS.admin;
  return Object.hasOwn(ROLE_OF, caller) ? ROLE_PERMISSIONS[ROLE_OF[caller as keyof typeof ROLE_OF]] : [];
}

/** What the contract's door and the case say about a caller. */
function expected(route: Route, { seen, needs, but }: Case, caller: Caller): Class {
  const other = but?.[caller];
  if (other) return other;
  if (caller === "nobody") return route.door === "public" ? "allowed" : 401;
  if (!passes(route.door, caller)) return 403;
  if (seen === "desk" && caller === "max") return 404;
  if (seen === "ticket" && !SEE_THE_TICKET.includes(caller)) return 404;
  if (seen === "boss" && caller !== "boss") return 404;
  if (needs && !CLIENTS.includes(caller) && !permissionsOf(caller).includes(needs)) return 403;
  return "allowed";
}

function passes(door: Route["door"], caller: Caller): boolean {
  if (door === "public" || door === "person") return true;
  if (door === "employee" || door === "client") return (door === "client") === CLIENTS.includes(caller);
  return door.some((permission) => permissionsOf(caller).includes(permission));
}

/** Asks as the caller; the answer's class, and the code of a problem to be read in a failure. */
async function ask(name: RouteName, { params, query, body }: Case, caller: Caller): Promise<[Class, string]> {
  const [method, pattern] = PATHS[name].split(" ") as ["GET" | "POST" | "PUT" | "PATCH" | "DELETE", string];
  const values = params?.(world, caller) ?? {};
  const path = pattern.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(values[key] ?? `no ${key}`));
  const payload = body?.(world, caller);
  const response = await app.server.inject({
    method,
    url: `${BASE}${path}${query ? `?${query}` : ""}`,
    headers: {
      ...(caller === "nobody" ? {} : { authorization: `Bearer ${app.cast.people[caller].token}` }),
      ...(payload === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(payload === undefined ? {} : { payload: JSON.stringify(payload) }),
    // A stream of events never ends: the head is enough.
    payloadAsStream: true,
  });
  const { statusCode: status } = response;
  const text = status < 400 ? "" : (await response.stream().toArray()).join("");
  if (status < 400) response.stream().destroy();
  const problem: { code?: string; refusals?: { code: string }[] } = text.startsWith("{") ? JSON.parse(text) : {};
  const code = [problem.code, ...(problem.refusals ?? []).map((refusal) => refusal.code)].join(" ");
  if (problem.code === "route/not-found") return [404, "not wired"];
  assert.ok(status < 500, `${PATHS[name]} as ${caller} failed: ${text}`);
  const detail = `${status} ${code}`.trim();
  // A command that is wrong in itself too is told whole, the missing right among the rest.
  if (status === 422 && problem.refusals?.some((refusal) => RIGHTS.has(refusal.code))) return [403, detail];
  return [status === 401 || status === 403 || status === 404 ? status : "allowed", detail];
}

describe("every route for every caller", () => {
  it("[B-SEC-02] has no hole: each route of the API has a stated answer", () => {
    assert.deepEqual(Object.keys(CASES).sort(), names().sort());
    const unwired = names().filter((name) => {
      const [method, path = ""] = PATHS[name].split(" ");
      return !app.server.hasRoute({ method: method ?? "", url: BASE + path.replace(/\{(\w+)\}/g, ":$1") });
    });
    assert.deepEqual(unwired, [], "not wired");
  });

  it("[B-SEC-02] knows every door of the API: there is none beside the contract but resumable uploads", () => {
    const documented = names().map((name) => PATHS[name].replace(/\{(\w+)\}/g, ":$1"));
    const others = doorsOf(app.server.printRoutes({ commonPrefix: false })).filter(
      (door) => !documented.includes(door) && !UPLOADS.includes(door),
    );
    assert.deepEqual(others, []);
  });

  for (const name of names()) {
    it(`[B-SEC-02] ${PATHS[name]}`, async () => {
      const found: Record<string, string> = {};
      const stated: Record<string, string> = {};
      for (const caller of CALLERS) {
        const should = expected(ROUTES[name], CASES[name], caller);
        const [answer, detail] = await ask(name, CASES[name], caller);
        if (answer === should && detail !== "not wired") continue;
        stated[caller] = String(should);
        found[caller] = detail;
      }
      assert.deepEqual(found, stated);
    });
  }
});

/** `METHOD /path` below the API of the tree that the server prints: `├── /api/v1/roles (GET, POST)`. */
function doorsOf(tree: string): string[] {
  const above: string[] = [];
  const doors: string[] = [];
  for (const line of tree.split("\n")) {
    const [, indent = "", part = "", methods = ""] = /^(.*)[├└]── (\S*)(?: \((.*)\))?$/.exec(line) ?? [];
    if (part === "") continue;
    const depth = indent.length / 4;
    above.splice(depth, above.length, part);
    const path = above.join("");
    if (!path.startsWith(`${BASE}/`)) continue;
    for (const method of methods.split(", ")) {
      // HEAD answers as GET does, without the body; OPTIONS tells what the protocol of uploads can.
      if (method !== "" && method !== "HEAD" && method !== "OPTIONS")
        doors.push(`${method} ${path.slice(BASE.length)}`);
    }
  }
  assert.ok(doors.length > 0, `No doors in\n${tree}`);
  return doors;
}
