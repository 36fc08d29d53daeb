/**
 * `npm test`: everything that must hold, in order, stopping at the first step that fails.
 *   npm test                        types beside Biome, licences and the web's build; tests; journeys
 *   npm test -- core/process a.ts   only the tests in these folders or files
 * The last line is always `N passed, N failed`: tests, or the one step that failed without any.
 * PULT_TEST_CONCURRENCY sets how many processes test at once; else one more than the machine has processors, because
 * each waits now and then for the database or a browser.
 */
import { availableParallelism } from "node:os";
import { relative, resolve, sep } from "node:path";
import { performance } from "node:perf_hooks";
import { projectFiles, ROOT } from "./files.ts";
import { readCatalogue } from "./spec/catalogue.ts";
import { misusedIds } from "./spec/coverage.ts";
import { clearResults, countResults, readResults } from "./spec/results.ts";
import { runNode, runTestFiles } from "./test-processes.ts";

/** A step: its name, and a function that says whether it went well. */
type Step = [name: string, run: () => boolean | Promise<boolean>];

const JOURNEYS = "test/journeys/";
/** Guards against a hang, ms. */
const LONGEST_STEP = 1_500_000;
/** So many files share a process: starting one costs some three seconds of a processor. Journeys need more memory each. */
const TOGETHER = { tests: 16, journeys: 3 };
/** The journeys that take most, the longest first: what begins last must not be what ends last. */
const LONG = ["list", "conversation", "story", "portal-endings", "portal", "desks", "card", "my-tickets"];
/** One more than there are processors; more than six wait for each other's memory and connections rather than work. */
const AT_ONCE = Number(process.env.PULT_TEST_CONCURRENCY ?? Math.min(availableParallelism() + 1, 6));
/** More failed files than this are no accident. */
const MOST_AGAIN = 6;

const wanted = process.argv.slice(2).map((path) => relative(ROOT, resolve(path)).split(sep).join("/"));
const whole = wanted.length === 0;
const files = projectFiles([".test.ts"]).filter(
  (file) => whole || wanted.some((path) => path === "" || file === path || file.startsWith(`${path}/`)),
);
const journeys = longestFirst(files.filter((file) => file.startsWith(JOURNEYS)));
const tests = files.filter((file) => !file.startsWith(JOURNEYS));

/** The types take one processor (several checkers would check much twice) for as long as all else that is checked takes the other. */
const checks: Step[][] = [
  [["Types", () => node("node_modules/typescript/bin/tsc", "-p", ".")]],
  [
    ["Biome", () => node("node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", ".")],
    ["Licences", () => node("tools/licences.ts")],
    ["Web", () => node("tools/build-web.ts")],
  ],
];
const runs: Step[] = [
  ["Tests", async () => (await runTestFiles(tests, { together: TOGETHER.tests, atOnce: AT_ONCE })) || runAgain(tests)],
  // Built once before: two journeys that begin together would each build it under the other's feet.
  ["Web", () => whole || journeys.length === 0 || node("tools/build-web.ts")],
  [
    "Journeys",
    async () => (await runTestFiles(journeys, { together: TOGETHER.journeys, atOnce: AT_ONCE })) || runAgain(journeys),
  ],
  ["IDs of the catalogue", checkIds],
];

if (whole) clearResults();
else if (files.length === 0) console.error(`No test file lies in ${wanted.join(", ")}.`);
const failed = files.length > 0 ? await findFailure() : "Finding tests";

const count = countResults(readResults() ?? {}, files);
if (failed !== undefined) {
  console.log(`\n${failed} failed: see above.`);
  if (count.failed === 0) count.failed = 1;
  process.exitCode = 1;
}
console.log(`${count.passed} passed, ${count.failed} failed`);

/** The name of the first step that failed; the checks are made side by side. */
async function findFailure(): Promise<string | undefined> {
  const found = whole ? await Promise.all(checks.map(firstFailure)) : [];
  return found.find((name) => name !== undefined) ?? firstFailure(runs);
}

/** Runs the steps in order, with their names and times; returns the name of the one that failed. */
async function firstFailure(steps: readonly Step[]): Promise<string | undefined> {
  for (const [name, run] of steps) {
    console.log(`\n── ${name}`);
    const start = performance.now();
    const well = await run();
    console.log(`── ${name}: ${well ? "ok" : "FAILED"}, ${((performance.now() - start) / 1000).toFixed(1)} s`);
    if (!well) return name;
  }
  return undefined;
}

/** The journeys of `LONG` in its order, then the others: dealt like cards, no process gets two long ones. */
function longestFirst(paths: readonly string[]): string[] {
  const long = LONG.map((name) => `${JOURNEYS}${name}.test.ts`).filter((path) => paths.includes(path));
  return [...long, ...paths.filter((path) => !long.includes(path))];
}

/** Runs this Node; true when it ended with 0, in time. */
async function node(...args: string[]): Promise<boolean> {
  return (await runNode(args, { timeout: LONGEST_STEP })) === 0;
}

/**
 * Runs the few files that failed once more, alone: a machine that is busy with something else can make a browser miss
 * its moment. What passes only now is named, because it is a test to be mended; what is broken fails again.
 */
async function runAgain(paths: readonly string[]): Promise<boolean> {
  const results = readResults() ?? {};
  const failed = paths.filter((path) => (results[path]?.tests ?? [{ outcome: "failed" }]).some(isFailed));
  if (failed.length === 0 || failed.length > MOST_AGAIN) return false;
  console.log(`\n── Once more, alone: ${failed.join(", ")}`);
  const well = await runTestFiles(failed, { together: 1, atOnce: 1 });
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
