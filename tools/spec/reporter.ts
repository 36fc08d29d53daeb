/** A reporter for `node --test` that writes each test's outcome as JSON, for `npm test` and `npm run spec`. */
import { relative, sep } from "node:path";
import type { TestEvent } from "node:test/reporters";
import { ROOT } from "../files.ts";
import type { Results } from "./results.ts";

export default async function* keepOutcomes(source: AsyncIterable<TestEvent>): AsyncGenerator<string, void> {
  const results: Results = {};
  for await (const event of source) {
    if (event.type !== "test:pass" && event.type !== "test:fail") continue;
    const { name, file, skip, todo, details } = event.data;
    const path = relative(ROOT, file ?? "")
      .split(sep)
      .join("/");
    const at = new Date().toISOString();
    const outcome = event.type === "test:fail" ? "failed" : (skip ?? todo) !== undefined ? "skipped" : "passed";
    results[path] ??= { at, tests: [] };
    results[path].at = at;
    results[path].tests.push({ name, outcome, suite: details.type === "suite" });
  }
  yield JSON.stringify(results);
}
