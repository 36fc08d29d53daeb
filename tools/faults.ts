/**
 * `npm run test:faults`: kills, outages and stops against real processes (docs/operate/faults.md), two files at once:
 * much of the time is waited through.
 *   npm run test:faults                 everything once, some minutes
 *   npm run test:faults -- 5            five times as long
 *   npm run test:faults -- 5 kills      only the files whose names begin so
 * PULT_FAULT_SEED=… repeats a run, PULT_FAULTS_KEEP=1 leaves the data folders.
 */
import { spawnSync } from "node:child_process";
import { basename, join } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { projectFiles, ROOT } from "./files.ts";

/** A file that hangs is ended, ms for each round: on a machine with much else to do a part may take many minutes. */
const LONGEST_FILE = 1_200_000;

/** The parts that take longest: begun last, one of them would run alone at the end. */
const FIRST = ["outages", "kills", "copies"];

const args = process.argv.slice(2);
const rounds = Number(args.find((arg) => Number(arg) > 0) ?? process.env.PULT_FAULT_ROUNDS ?? 1) || 1;
const names = args.filter((arg) => !(Number(arg) > 0));
const turnOf = (file: string) => [...FIRST, basename(file, ".faults.ts")].indexOf(basename(file, ".faults.ts"));
const files = projectFiles([".faults.ts"])
  .filter((file) => names.length === 0 || names.some((name) => basename(file).startsWith(name)))
  .sort((one, other) => turnOf(one) - turnOf(other));
if (files.length === 0) {
  console.error(`No part begins with ${names.join(", ")}.`);
  process.exit(1);
}
// Built once before: each server that starts would otherwise look whether it has to.
spawnSync(process.execPath, ["tools/build-web.ts"], { cwd: ROOT, stdio: "inherit" });
process.env.PULT_FAULT_ROUNDS = String(rounds);
const tests = run({
  files: files.map((file) => join(ROOT, file)),
  concurrency: 2,
  timeout: LONGEST_FILE * Math.max(1, rounds),
});
tests.on("test:fail", () => {
  process.exitCode = 1;
});
tests.compose(new spec()).pipe(process.stdout);
