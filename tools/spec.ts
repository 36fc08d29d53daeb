/**
 * `npm run spec`: what of the catalogue the tests prove, by area.
 *   --json  prints {"areas":[{"area","rows","proven","open":[ids]}]} and nothing else
 *   --run   runs all tests first; so does the lack of results
 */
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { projectFiles, ROOT } from "./files.ts";
import { readCatalogue } from "./spec/catalogue.ts";
import { type AreaCoverage, coverage, misusedIds } from "./spec/coverage.ts";
import { type Results, readResults } from "./spec/results.ts";

const { values: options } = parseArgs({ options: { json: { type: "boolean" }, run: { type: "boolean" } } });
const rows = readCatalogue();
const results = (options.run ? undefined : readResults()) ?? runTests();
const areas = coverage(rows, results);
const faults = misusedIds(rows, results);

console.log(options.json ? JSON.stringify({ areas }) : table(areas, results));
if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exitCode = 1;
}

/** Runs all tests, without the other steps of `npm test`. Their output goes to stderr: stdout keeps the answer alone. */
function runTests(): Results {
  spawnSync(process.execPath, [join(ROOT, "tools/test.ts"), ROOT], { stdio: ["ignore", 2, 2] });
  const fresh = readResults();
  if (fresh === undefined)
    throw new Error("The tests left no results: see above what stopped them, then run npm test.");
  return fresh;
}

function table(areas: readonly AreaCoverage[], results: Results): string {
  const line = (area: string, rows: number | string, proven: number | string, open: number | string) =>
    `${area.padEnd(10)}${String(rows).padStart(6)}${String(proven).padStart(8)}${String(open).padStart(6)}`;
  const sum = (of: (area: AreaCoverage) => number) => areas.reduce((total, area) => total + of(area), 0);
  const times = Object.values(results)
    .map((file) => file.at)
    .sort();
  const stale = projectFiles([".test.ts"]).filter((file) => (results[file]?.at ?? "") < changedAt(file));
  return [
    line("area", "rows", "proven", "open"),
    ...areas.map((area) => line(area.area, area.rows, area.proven, area.open.length)),
    line(
      "all",
      sum((area) => area.rows),
      sum((area) => area.proven),
      sum((area) => area.open.length),
    ),
    "",
    `From the test run that ended at ${times.at(-1)}. Test files not run since they were changed: ${stale.length}.`,
    "To run all tests first: npm run spec -- --run",
  ].join("\n");
}

/** When the file was last written, ISO 8601 in UTC. */
function changedAt(file: string): string {
  return statSync(join(ROOT, file)).mtime.toISOString();
}
