/**
 * `npm test`: everything that must hold, in order, stopping at the first step that fails.
 *   npm test                        Biome, types, licences, tests, journeys
 *   npm test -- core/process a.ts   only the tests in these folders or files
 * The last line is always `N passed, N failed`: tests, or the one step that failed without any.
 * PULT_TEST_CONCURRENCY sets how many test files run at once (2).
 */
import { spawnSync } from "node:child_process";
import { join, relative, resolve, sep } from "node:path";
import { performance } from "node:perf_hooks";
import { projectFiles, ROOT } from "./files.ts";
import { readCatalogue } from "./spec/catalogue.ts";
import { misusedIds } from "./spec/coverage.ts";
import { clearResults, countResults, readResults } from "./spec/results.ts";

/** A step: its name, and a function that says whether it went well. */
type Step = [name: string, run: () => boolean];

const JOURNEYS = "test/journeys/";
/** Guards against a hang, ms: one test, and one step (a file that leaves something open never ends by itself). */
const LONGEST_TEST = 180_000;
const LONGEST_STEP = 1_500_000;
/** More failed files than this are no accident. */
const MOST_AGAIN = 6;

const wanted = process.argv.slice(2).map((path) => relative(ROOT, resolve(path)).split(sep).join("/"));
const whole = wanted.length === 0;
const files = projectFiles([".test.ts"]).filter(
  (file) => whole || wanted.some((path) => path === "" || file === path || file.startsWith(`${path}/`)),
);
const journeys = files.filter((file) => file.startsWith(JOURNEYS));
const tests = files.filter((file) => !file.startsWith(JOURNEYS));

const checks: Step[] = [
  ["Biome", () => node("node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", ".")],
  ["Types", () => node("node_modules/typescript/bin/tsc", "-p", ".")],
  ["Licences", () => node("tools/licences.ts")],
];
const runs: Step[] = [
  ["Tests", () => runTests(tests) || runAgain(tests)],
  // Built once before: two journeys that begin together would each build it under the other's feet.
  ["Web", () => journeys.length === 0 || node("tools/build-web.ts")],
  ["Journeys", () => runTests(journeys) || runAgain(journeys)],
  ["IDs of the catalogue", checkIds],
];

if (whole) clearResults();
else if (files.length === 0) console.error(`No test file lies in ${wanted.join(", ")}.`);
const failed = whole || files.length > 0 ? firstFailure(whole ? [...checks, ...runs] : runs) : "Finding tests";

const count = countResults(readResults() ?? {}, files);
if (failed !== undefined) {
  console.log(`\n${failed} failed: see above.`);
  if (count.failed === 0) count.failed = 1;
  process.exitCode = 1;
}
console.log(`${count.passed} passed, ${count.failed} failed`);

/** Runs the steps in order, with their names and times; returns the name of the one that failed. */
function firstFailure(steps: readonly Step[]): string | undefined {
  for (const [name, run] of steps) {
    console.log(`\n── ${name}`);
    const start = performance.now();
    const well = run();
    console.log(`── ${name}: ${well ? "ok" : "FAILED"}, ${((performance.now() - start) / 1000).toFixed(1)} s`);
    if (!well) return name;
  }
  return undefined;
}

/** Runs this Node with its output shown; true when it ended with 0, in time. */
function node(...args: string[]): boolean {
  // Every test file is a process of its own that reads most of the product: compiled once, it is read in half the time.
  const env = { NODE_COMPILE_CACHE: join(ROOT, "node_modules/.cache/compiled"), ...process.env };
  const { status, error } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    env,
    stdio: "inherit",
    timeout: LONGEST_STEP,
  });
  if (error !== undefined) console.error(`${error.message}. When it hangs, a test has left a server or a timer open.`);
  return status === 0;
}

/** Runs test files, each in its own process. Without a file `node --test` would go and look for some itself. */
function runTests(paths: readonly string[], concurrency = process.env.PULT_TEST_CONCURRENCY ?? "2"): boolean {
  if (paths.length === 0) {
    console.log("no files");
    return true;
  }
  return node(
    "--test",
    `--test-concurrency=${concurrency}`,
    `--test-timeout=${LONGEST_TEST}`,
    "--test-reporter=./tools/spec/reporter.ts",
    "--test-reporter-destination=stderr",
    "--test-reporter=spec",
    "--test-reporter-destination=stdout",
    ...paths,
  );
}

/**
 * Runs the few files that failed once more, alone: a machine that is busy with something else can make a browser miss
 * its moment. What passes only now is named, because it is a test to be mended; what is broken fails again.
 */
function runAgain(paths: readonly string[]): boolean {
  const results = readResults() ?? {};
  const failed = paths.filter((path) => (results[path]?.tests ?? [{ outcome: "failed" }]).some(isFailed));
  if (failed.length === 0 || failed.length > MOST_AGAIN) return false;
  console.log(`\n── Once more, alone: ${failed.join(", ")}`);
  const well = runTests(failed, "1");
  if (well) console.log(`Passed only when run alone, to be mended: ${failed.join(", ")}`);
  return well;
}

function isFailed({ outcome }: { outcome: string }): boolean {
  return outcome === "failed";
}

/** An ID that stands on a test but not in the catalogue proves nothing: it is a slip, and fails the run. */
function checkIds(): boolean {
  const faults = misusedIds(readCatalogue(), readResults() ?? {});
  for (const fault of faults) console.error(fault);
  return faults.length === 0;
}
