import assert from "node:assert/strict";
import type { Stage } from "./stage.ts";

type Document = { servers: { url: string }[]; paths: Record<string, Record<string, unknown>> };

/** Fails when a window of this stage has asked for something that the document of the API does not describe. */
export async function assertDocumented(stage: Pick<Stage, "url" | "requests">): Promise<void> {
  assert.ok(stage.requests.length > 20, "Nothing was asked for: nothing is proven");
  const strange = await strangeRequests(stage);
  assert.deepEqual(strange, [], "The browsers asked for what the document does not describe");
}

/** What the windows of a stage have asked for that the document of the API does not describe. */
export async function strangeRequests({ url, requests }: Pick<Stage, "url" | "requests">): Promise<string[]> {
  const answer = await fetch(`${url}/api/openapi.json`);
  const { servers, paths }: Document = await answer.json();
  const base = servers[0]?.url ?? "";
  const described = Object.entries(paths).flatMap(([path, methods]) => {
    const pattern = new RegExp(`^${(base + path).replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/g, "[^/]+")}$`);
    return Object.keys(methods).map((method) => ({ method: method.toUpperCase(), pattern }));
  });
  const isDescribed = (asked: { method: string; path: string }) =>
    described.some(({ method, pattern }) => method === asked.method && pattern.test(asked.path));
  const strange = requests.filter((asked) => !isDescribed(asked)).map(({ method, path }) => `${method} ${path}`);
  return [...new Set(strange)];
}
