/**
 * Every route of the API document with input made up from its shapes, right and broken: nothing answers 500, and every
 * answer is as the contract says. `npm run fuzz -- 1000` asks each route so many times, `npm run fuzz -- 1000 7` with
 * the numbers of seed 7, which a failure names.
 */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import fc, { type Arbitrary } from "fast-check";
import { PATHS, type RouteName } from "../contract/paths.ts";
import type { Route } from "../contract/route.ts";
import { ROUTES } from "../contract/routes.ts";
import { BASE } from "../server/platform/http/doors.ts";
import { type TestApp, testApp } from "./app.ts";
import { checkAnswer, names } from "./contract-check.ts";
import { broken, NASTY, type Shape, valuesOf } from "./fuzz-values.ts";
import { CALLERS, type Caller } from "./matrix-callers.ts";
import { CASES } from "./matrix-cases.ts";
import { makeWorld, type World } from "./matrix-world.ts";

const [runs = "5", seed = runs === "5" ? "20261121" : String(Date.now() % 1_000_000)] = process.argv.slice(2);

let app: TestApp;
let world: World;
let known: string[];
/** What the server wrote down of its own faults: a 500 tells nobody anything else. */
const faults: string[] = [];
before(async () => {
  const log = { level: "error", stream: { write: (line: string) => faults.push(line) } };
  app = await testApp({ options: { log } });
  world = await makeWorld(app);
  const { people, places, services, teams, types, roles } = app.cast;
  const { boss: _, ...others } = people;
  const rows = [
    places,
    services,
    teams,
    types,
    { reader: roles.reader },
    world.tickets,
    world.messages,
    world.companies,
  ];
  known = [...Object.values(others).map(({ id }) => id), ...rows.flatMap((ids) => Object.values<string>(ids))];
});
after(() => app.close());

type Asked = {
  caller: Caller;
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  body: unknown;
  /** Sent as it stands in place of the body. */
  raw: string | null;
  headers: Record<string, string>;
};

/** Requests of a route: mostly whole, or with one part that is wrong. */
function requestsOf(name: RouteName): Arbitrary<Asked> {
  const { params, query, body }: Route = ROUTES[name];
  const ofShape = (shape: unknown) => (shape ? valuesOf(shape as Shape, known) : fc.constant({}));
  const strings = fc.dictionary(fc.string({ maxLength: 5 }), fc.constantFrom(...NASTY), { maxKeys: 2 });
  const mostly = (right: Arbitrary<unknown>) =>
    fc.oneof({ weight: 3, arbitrary: right }, { weight: 2, arbitrary: broken(right) });
  const cased = fc.constantFrom(...CALLERS).map((caller) => CASES[name].params?.(world, caller) ?? {});
  return fc.record({
    caller: fc.oneof({ weight: 5, arbitrary: fc.constant<Caller>("boss") }, fc.constantFrom(...CALLERS)),
    params: fc.oneof({ weight: 4, arbitrary: cased }, mostly(ofShape(params))) as Arbitrary<Record<string, unknown>>,
    query: fc.oneof(mostly(ofShape(query)), strings) as Arbitrary<Record<string, unknown>>,
    body: body ? mostly(ofShape(body)) : fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, fc.jsonValue()),
    raw: fc.oneof(
      { weight: 9, arbitrary: fc.constant(null) },
      fc.constantFrom("{", "", "\0", "[1", "{}{}", '{"a":1}x'),
    ),
    headers: HEADERS,
  });
}

/** What a header can hold at all: anything else never leaves a client. */
const text = fc.oneof(
  fc.stringMatching(/^[!-~ ]{0,40}$/),
  fc.constantFrom("", "*", '"0"', "bytes=0-", "pult_", "=", ";"),
);
const HEADERS = fc.record(
  {
    "idempotency-key": text,
    "if-match": fc.oneof(fc.constantFrom('"1"', "2", "*", '"99999999999"'), text),
    "if-none-match": text,
    "x-pult-workspace": fc.oneof(fc.constantFrom("quarter", "elsewhere"), text),
    "last-event-id": text,
    range: fc.oneof(fc.constantFrom("bytes=0-0", "bytes=9-1", "bytes=-1", "bytes=0-0,2-3"), text),
    accept: text,
    "accept-language": text,
    cookie: fc.oneof(fc.constantFrom("pult.session_token=x.y", "pult.session_data=e30"), text),
    "content-type": fc.constantFrom(
      "application/json",
      "application/json; charset=x",
      "text/plain",
      "a/b",
      "multipart/form-data",
    ),
  },
  { requiredKeys: [] },
);

async function ask(name: RouteName, { caller, params, query, body, raw, headers }: Asked): Promise<void> {
  const [method, pattern] = PATHS[name].split(" ") as ["GET" | "POST" | "PUT" | "PATCH" | "DELETE", string];
  const asText = (value: unknown) => (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).toWellFormed();
  const path = pattern.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(asText(params?.[key])));
  const search = new URLSearchParams(Object.entries(query ?? {}).map(([key, value]) => [key, asText(value)]));
  const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await app.server.inject({
    method,
    url: `${BASE}${path}?${search}`,
    headers: {
      ...(payload === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
      ...(caller === "nobody" ? {} : { authorization: `Bearer ${app.cast.people[caller].token}` }),
    },
    ...(payload === undefined ? {} : { payload }),
    payloadAsStream: true,
  });
  // A path with nothing in its middle is another's, or nobody's.
  const { statusCode: status } = response;
  const type = String(response.headers["content-type"] ?? "");
  if (status < 400 && (type.startsWith("text/event-stream") || ROUTES[name].answer === null)) {
    response.stream().destroy();
    assert.ok([ROUTES[name].status, 206, 304].includes(status), `${PATHS[name]} answered ${status}`);
    return;
  }
  const said = Buffer.concat(await response.stream().toArray()).toString();
  assert.ok(status < 500, `${PATHS[name]} answered ${status}: ${faults.splice(0).join("")}`);
  if (Object.values(params ?? {}).includes("") || path.includes("//") || path.endsWith("/")) return;
  else checkAnswer(name, status, type, said);
}

/** Last, because nobody is left for the others to come in as, or nothing for them to be about. */
const LATE = /^(delete|revoke|block|changePassword|signOut|updateRole|updateEmployee|updateWorkspace)/;
const inOrder = names().sort((a, b) => Number(LATE.test(a)) - Number(LATE.test(b)));

describe(`every route, asked ${runs} times with made-up input of seed ${seed}`, () => {
  for (const name of inOrder) {
    it(PATHS[name], async () => {
      const asked = fc.asyncProperty(requestsOf(name), (request) => ask(name, request));
      await fc.assert(asked, { numRuns: Number(runs), seed: Number(seed), endOnFailure: true });
    });
  }
});
