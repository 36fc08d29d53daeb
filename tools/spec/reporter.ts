/** A reporter for `node --test` that writes each test's outcome as JSON, for `npm test` and `npm run spec`. */
import { relative, sep } from "node:path";
import type { TestEvent } from "node:test/reporters";
import { ROOT } from "../files.ts";
import type { Results } from "./results.ts";

/** What stands where: a test is told of with the file where it is written, which may be a module that files share. */
type Place = { file?: string; parentId?: number };

export default async function* keepOutcomes(source: AsyncIterable<TestEvent>): AsyncGenerator<string, void> {
  const results: Results = {};
  const places = new Map<number, Place>();
  for await (const event of source) {
    if (event.type === "test:enqueue") places.set(event.data.testId, event.data);
    if (event.type !== "test:pass" && event.type !== "test:fail") continue;
    const { name, skip, todo, details } = event.data;
    const path = relative(ROOT, testFileOf(event.data, places) ?? "")
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

/** The file of the outermost suite: chapters of a story that stand in a module of their own belong to whose story it is. */
function testFileOf(place: Place, places: ReadonlyMap<number, Place>): string | undefined {
  const parent = place.parentId === undefined ? undefined : places.get(place.parentId);
  return parent ? testFileOf(parent, places) : place.file;
}
