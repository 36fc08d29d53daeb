import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { it } from "node:test";
import { promisify } from "node:util";
import { ROOT } from "../files.ts";
import type { Results } from "./results.ts";

/** A module with a chapter of a story, and a test file whose story it is; the story of b fails in the chapter. */
const CHAPTER = `import { describe, it } from "node:test";
export function chapter(story: string): void {
  it(\`begins \${story}\`, () => {});
  describe("inside", () => it(\`goes on in \${story}\`, () => { if (story === "b") throw new Error("lost"); }));
}`;
const story = (name: string) => `import { describe, it } from "node:test";
import { chapter } from "./chapter.ts";
describe("story ${name}", () => { it("is opened in ${name}", () => {}); chapter("${name}"); });
it("stands alone in ${name}", () => {});`;

it("tells of a test that a module holds as one of the test file whose story it is, with its outcome", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "pult-reporter-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const files = ["a", "b"].map((name) => join(folder, `${name}.test.ts`));
  await Promise.all([
    writeFile(join(folder, "package.json"), '{ "type": "module" }'),
    writeFile(join(folder, "chapter.ts"), CHAPTER),
    ...files.map((file) => writeFile(file, story(basename(file, ".test.ts")))),
  ]);
  const results = await outcomesOf(files);
  const told = Object.entries(results).map(([path, { tests }]) => [
    basename(path),
    tests.filter(({ suite }) => !suite).map(({ name, outcome }) => `${name}: ${outcome}`),
  ]);
  const of = (name: string, last: string) => [
    `is opened in ${name}: passed`,
    `begins ${name}: passed`,
    `goes on in ${name}: ${last}`,
    `stands alone in ${name}: passed`,
  ];
  assert.deepEqual(Object.fromEntries(told), { "a.test.ts": of("a", "passed"), "b.test.ts": of("b", "failed") });
});

/** What the reporter writes when these files are tested in one process, as `npm test` does it. */
async function outcomesOf(files: readonly string[]): Promise<Results> {
  // Set where this file is tested in a process of its own: a process within would then answer in another language.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const args = ["--test", "--test-isolation=none", "--test-reporter=./tools/spec/reporter.ts", ...files];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, env }).catch(
    (failed: { stdout: string }) => failed,
  );
  return JSON.parse(stdout);
}
