/** What the last test runs gave, kept between `npm test` and `npm run spec` in test-results/results.json. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../files.ts";

export const RESULTS_FILE = join(ROOT, "test-results/results.json");

/** One test of one file. A skipped test proves nothing. Suites (`describe`) are kept for their names alone. */
export type TestResult = { name: string; outcome: "passed" | "failed" | "skipped"; suite: boolean };

/** One file's last run: when it ended (ISO 8601, UTC) and its tests in the order they ended. */
export type FileResult = { at: string; tests: TestResult[] };

/** Results by the test file's path from the root. */
export type Results = Record<string, FileResult>;

/** The kept results of the test files that still exist; undefined when no tests have been run here yet. */
export function readResults(file: string = RESULTS_FILE): Results | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  const results: Results = JSON.parse(text);
  return Object.fromEntries(Object.entries(results).filter(([path]) => existsSync(join(ROOT, path))));
}

/** Puts these files' results in place of their former ones; other files' results stay. */
export function keepResults(results: Results, file: string = RESULTS_FILE): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...readResults(file), ...results }, null, 1)}\n`);
}

/** Forgets everything, before a whole run. */
export function clearResults(file: string = RESULTS_FILE): void {
  rmSync(file, { force: true });
}

/** Tests passed and failed in these files (all when none are named); suites do not count. */
export function countResults(results: Results, files: readonly string[] = Object.keys(results)) {
  const tests = files.flatMap((file) => results[file]?.tests ?? []).filter((test) => !test.suite);
  const count = (outcome: TestResult["outcome"]) => tests.filter((test) => test.outcome === outcome).length;
  return { passed: count("passed"), failed: count("failed") };
}
