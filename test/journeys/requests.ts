import assert from "node:assert/strict";
import type { Stage } from "./stage.ts";

type Document = { servers: { url: string }[]; paths: Record<string, Record<string, unknown>> };

/** Fails when a window of this stage has asked for something that the document of the API does not describe. */
export async function assertDocumented({ url, requests }: Pick<Stage, "url" | "requests">): Promise<void> {
  const answer = await fetch(`${url}/api/openapi.json`);
  const { servers, paths }: Document = await answer.json();
  const base = servers[0]?.url ?? "";
  const described = Object.entries(paths).flatMap(([path, methods]) => {
    const pattern = new RegExp(`^${(base + path).replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/g, "[^/]+")}$`);
    return Object.keys(methods).map((method) => ({ method: method.toUpperCase(), pattern }));
  });
  const isDescribed = (asked: { method: string; path: string }) =>
    described.some(({ method, pattern }) => method === asked.method && pattern.test(asked.path));
  assert.ok(requests.length > 20, "Nothing was asked for: nothing is proven");
  const strange = requests.filter((asked) => !isDescribed(asked)).map(({ method, path }) => `${method} ${path}`);
  assert.deepEqual([...new Set(strange)], [], "The browsers asked for what the document does not describe");
}
