/**
 * `npm run test:faults`: kills, outages and stops against real processes (docs/operate/faults.md), two files at once:
 * much of the time is waited through.
 *   npm run test:faults                 everything once, some minutes
 *   npm run test:faults -- 5            five times as long
 *   npm run test:faults -- 5 kills      only the files whose names begin so
 * PULT_FAULT_SEED=… repeats a run, PULT_FAULTS_KEEP=1 leaves the data folders.
 */
import { spawnSync } from "node:child_process";
import { basename } from "node:path";
import { projectFiles, ROOT } from "./files.ts";

/** A file that hangs is ended, ms for each round: on a machine with much else to do a part may take many minutes. */
const LONGEST_FILE = 1_200_000;

const args = process.argv.slice(2);
const rounds = Number(args.find((arg) => Number(arg) > 0) ?? process.env.PULT_FAULT_ROUNDS ?? 1) || 1;
const names = args.filter((arg) => !(Number(arg) > 0));
const files = projectFiles([".faults.ts"]).filter(
  (file) => names.length === 0 || names.some((name) => basename(file).startsWith(name)),
);
if (files.length === 0) {
  console.error(`No part begins with ${names.join(", ")}.`);
  process.exit(1);
}
// Built once before: each server that starts would otherwise look whether it has to.
spawnSync(process.execPath, ["tools/build-web.ts"], { cwd: ROOT, stdio: "inherit" });
const timeout = LONGEST_FILE * Math.max(1, rounds);
const { status } = spawnSync(
  process.execPath,
  ["--test", "--test-concurrency=2", `--test-timeout=${timeout}`, "--test-reporter=spec", ...files],
  { cwd: ROOT, stdio: "inherit", env: { ...process.env, PULT_FAULT_ROUNDS: String(rounds) } },
);
process.exit(status ?? 1);
