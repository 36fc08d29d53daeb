import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { startPostgres } from "../server/platform/embedded-postgres.ts";
import { migrate } from "../server/platform/migrate.ts";
import { fillScale, type Progress } from "../tools/scale/fill-scale.ts";

export const WORKSPACE = "housing";
const SEED = 1;
/** A hamlet, where the figures mean nothing. */
const QUICK = { sites: 41, flats: 82, residents: 120, employees: 16 };
/** A line of progress at most so often, ms. */
const TOLD_EVERY = 10_000;

/** What is known of a finished data folder. */
export type Filled = { tickets: number; seed: number; seconds: number };

/**
 * Fills the data folder with so many tickets, unless that was done before; what was half done goes on where it was.
 * Throws when the signal stops it.
 */
export async function ensureFilled(
  folder: string,
  tickets: number,
  { log, signal, quick }: { log: (line: string) => void; signal: AbortSignal; quick: boolean },
): Promise<Filled> {
  const mark = join(folder, "filled.json");
  if (existsSync(mark)) {
    const done: Filled = JSON.parse(await readFile(mark, "utf8"));
    log(`${folder} is filled already, in ${Math.round(done.seconds)} s; to fill it anew, delete it.`);
    return done;
  }
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const started = performance.now();
  const server = await startPostgres({ folder });
  try {
    await migrate(server.url);
    const onProgress = teller(log);
    const size = quick ? { size: QUICK } : {};
    await fillScale({ ownerUrl: server.url, workspace: WORKSPACE, tickets, seed: SEED, onProgress, signal, ...size });
    signal.throwIfAborted();
    await settle(server.url);
  } finally {
    await server.stop();
  }
  const filled = { tickets, seed: SEED, seconds: (performance.now() - started) / 1000 };
  await writeFile(mark, JSON.stringify(filled));
  return filled;
}

function teller(log: (line: string) => void): (progress: Progress) => void {
  let told = { step: "", at: 0 };
  return ({ step, done, all, secondsLeft }) => {
    const at = performance.now();
    if (step === told.step && at - told.at < TOLD_EVERY) return;
    told = { step, at };
    const left = secondsLeft === null ? "" : `, ${Math.ceil(secondsLeft)} s left`;
    log(`filling: ${step}${all > 0 ? ` ${done} of ${all}` : ""}${left}`);
  };
}

/** Statistics and visibility maps as a desk that has lived has them, and nothing left to write behind. */
async function settle(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("vacuum (analyze)");
  await client.query("checkpoint");
  await client.end();
}
