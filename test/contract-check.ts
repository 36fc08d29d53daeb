import assert from "node:assert/strict";
import type { TSchema } from "typebox";
import { Compile } from "typebox/compile";
import { Value } from "typebox/value";
import { PATHS, type RouteName } from "../contract/paths.ts";
import type { Route } from "../contract/route.ts";
import { ROUTES } from "../contract/routes.ts";
import { ProblemBody } from "../contract/shape.ts";
import type { Method } from "./path-types.ts";

/** Problems that any route may answer. */
const COMMON = [
  /^not-signed-in$/,
  /^not-allowed$/,
  /^bad-input$/,
  /^[a-z-]+\/not-found$/,
  /^idempotency\//,
  /^if-match\//,
  /^http\//,
  /^cursor\/invalid$/,
];

const patterns = new Map(
  names().map((name) => {
    const path = PATHS[name].replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/g, "[^/]+");
    return [name, new RegExp(`^${path}$`)] as const;
  }),
);

/** The route of the contract behind a method and a path without its query, or null; whole paths go before patterns. */
export function routeAt(method: Method, path: string): RouteName | null {
  const asked = `${method} ${path}`;
  const whole = names().find((name) => PATHS[name] === asked);
  return whole ?? names().find((name) => patterns.get(name)?.test(asked)) ?? null;
}

export function names(): RouteName[] {
  return Object.keys(PATHS).filter((name): name is RouteName => Object.hasOwn(PATHS, name));
}

/** Fails when an answer is not what the contract says: its status, its shape with no field besides, its problem. */
export function checkAnswer(name: RouteName, status: number, type: string, text: string): void {
  const route: Route = ROUTES[name];
  const where = `${PATHS[name]} answered ${status}`;
  assert.ok(status < 500, `${where}: ${text}`);
  if (status >= 400) {
    checkProblem(where, route, status, type, text);
    return;
  }
  assert.equal(status, route.status, `${where}, the contract says ${route.status}: ${text.slice(0, 500)}`);
  if (route.answer === null) return;
  const body: unknown = JSON.parse(text);
  if (isExactly(route.answer, body)) return;
  const faults = [...Value.Errors(route.answer, body)].slice(0, 5);
  assert.deepEqual(faults, [], `${where} in another shape than the contract says: ${text.slice(0, 500)}`);
  assert.deepEqual(
    Value.Clean(route.answer, structuredClone(body)),
    body,
    `${where} with fields that the contract does not name`,
  );
}

const exact = new WeakMap<TSchema, (value: unknown) => boolean>();

/** Whether a value has the shape and no field besides, for sure: what it denies is looked at slowly, and told. */
function isExactly(shape: TSchema, value: unknown): boolean {
  let check = exact.get(shape);
  if (!check) {
    const compiled = Compile(closed(shape));
    check = (value) => compiled.Check(value);
    exact.set(shape, check);
  }
  return check(value);
}

/** The shape with no fields but those that it names; parts of an intersection are closed by the whole. */
function closed<T>(shape: T, part = false): T {
  if (Array.isArray(shape)) return shape.map((item) => closed(item, part)) as T;
  if (typeof shape !== "object" || shape === null) return shape;
  const of = (key: string, value: unknown) => {
    if (key === "properties" || key === "patternProperties" || key === "$defs")
      return Object.fromEntries(Object.entries(value ?? {}).map(([name, inner]) => [name, closed(inner)]));
    if (key === "allOf") return closed(value, true);
    if (key === "anyOf" || key === "oneOf") return closed(value, part);
    return key === "items" || key === "additionalProperties" ? closed(value) : value;
  };
  const inside = Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, of(key, value)]));
  if (part) return inside as T;
  if ("allOf" in shape) return { ...inside, unevaluatedProperties: false } as T;
  const isObject = "type" in shape && shape.type === "object";
  return (isObject ? { additionalProperties: false, ...inside } : inside) as T;
}

function checkProblem(where: string, route: Route, status: number, type: string, text: string): void {
  assert.match(type, /^application\/problem\+json/, `${where}: ${text}`);
  const body: unknown = JSON.parse(text);
  assert.ok(Value.Check(ProblemBody, body), `${where} with something that is no problem: ${text}`);
  assert.equal(body.status, status, `${where}, its body says ${body.status}`);
  const documented = COMMON.some((common) => common.test(body.code)) || route.problems?.includes(body.code);
  assert.ok(documented, `${where} with the problem ${body.code}, which the contract does not name`);
}
