/** Runs test files in processes, several in each and several at once, and keeps what they gave. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { ROOT } from "./files.ts";
import { keepResults, type Results } from "./spec/results.ts";

/** Guards against a hang, ms: one test, and one process (a file that leaves something open never ends by itself). */
const LONGEST_TEST = 180_000;
const LONGEST_PROCESS = 900_000;

/**
 * Runs the files, `together` in a process and so many processes `atOnce`, and shows what each process printed when it
 * has ended. True when every test passed. The outcomes are kept in test-results/results.json; a file whose process
 * ended before it could tell counts as failed.
 */
export async function runTestFiles(
  files: readonly string[],
  { together, atOnce }: { together: number; atOnce: number },
): Promise<boolean> {
  const batches = deal(files, Math.ceil(files.length / together));
  const folder = mkdtempSync(join(tmpdir(), "pult-outcomes-"));
  let well = true;
  const work = async () => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      const file = join(folder, `${batches.length}.json`);
      const passed = await runProcess(batch, file);
      const told = readOutcomes(file);
      keepResults(outcomes(batch, told));
      well &&= passed && isAllOf(batch, told);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, work));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return well;
}

/** Deals the files out like cards: neighbours, which are often alike in length, go to different hands. */
function deal(files: readonly string[], hands: number): string[][] {
  return Array.from({ length: hands }, (_, hand) => files.filter((_, at) => at % hands === hand));
}

async function runProcess(files: readonly string[], outcomesFile: string): Promise<boolean> {
  const args = [
    "--test",
    "--test-isolation=none",
    `--test-timeout=${LONGEST_TEST}`,
    "--test-reporter=./tools/spec/reporter.ts",
    `--test-reporter-destination=${outcomesFile}`,
    "--test-reporter=spec",
    "--test-reporter-destination=stdout",
    ...files,
  ];
  // Each process reads most of the product: compiled once, it is read in half the time.
  const env = { NODE_COMPILE_CACHE: join(ROOT, "node_modules/.cache/compiled"), ...process.env };
  const code = await runNode(args, { env, timeout: LONGEST_PROCESS });
  if (code === null) console.error(`Stopped: a test of ${files.join(", ")} has left a server or a timer open.`);
  return code === 0;
}

/** Runs this Node and shows what it has said when it has ended; its exit code, or null when it was stopped. */
export async function runNode(
  args: readonly string[],
  { env = process.env, timeout }: { env?: NodeJS.ProcessEnv; timeout: number },
): Promise<number | null> {
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"], timeout });
  const ended = new Promise<number | null>((resolve, reject) => child.once("close", resolve).once("error", reject));
  const [said, complained, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  process.stdout.write(said);
  process.stderr.write(complained);
  return code;
}

/** Whether all that was told belongs to these files; what belongs to none would be counted nowhere. */
function isAllOf(files: readonly string[], told: Results): boolean {
  const astray = Object.keys(told).filter((path) => !files.includes(path));
  for (const path of astray)
    console.error(`${path} has tests outside of every suite: call what holds them in a describe() of the test file.`);
  return astray.length === 0;
}

function outcomes(files: readonly string[], told: Results): Results {
  const at = new Date().toISOString();
  const lost = { at, tests: [{ name: "the process ended before it", outcome: "failed" as const, suite: false }] };
  return Object.fromEntries(files.map((file) => [file, told[file] ?? lost]));
}

function readOutcomes(file: string): Results {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return {};
  }
}
