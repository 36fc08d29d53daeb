import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { appDatabase, ownerDatabase } from "../server/platform/database.ts";
import { startPostgres } from "../server/platform/embedded-postgres.ts";
import { migrate } from "../server/platform/migrate.ts";
import { fillDemo } from "../tools/demo/fill-demo.ts";
import { ROOT } from "../tools/files.ts";

export const WORKSPACE = "housing";
const SEED = 1;

/** What is known of a finished data folder. */
export type Filled = { tickets: number; seed: number; seconds: number; by: string };

/** Offered by `tools/scale`. */
type ScaleTool = {
  fillScale: (parts: {
    ownerUrl: string;
    workspace: string;
    tickets: number;
    seed: number;
    onProgress: (progress: unknown) => void;
    signal: AbortSignal;
  }) => Promise<unknown>;
};

/**
 * Fills the data folder with so many tickets, unless that was done before; what was half done goes on where it was.
 * Throws when the signal stops it.
 */
export async function ensureFilled(
  folder: string,
  tickets: number,
  { log, signal }: { log: (line: string) => void; signal: AbortSignal },
): Promise<Filled> {
  const mark = join(folder, "filled.json");
  const done: Filled | null = existsSync(mark) ? JSON.parse(await readFile(mark, "utf8")) : null;
  if (done) {
    log(`${folder} is filled already, in ${Math.round(done.seconds)} s; to fill it anew, delete it.`);
    return done;
  }
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const started = performance.now();
  const server = await startPostgres({ folder });
  let by: string;
  try {
    await migrate(server.url);
    by = await fill(server.url, folder, tickets, { log, signal });
    signal.throwIfAborted();
    await settle(server.url);
  } finally {
    await server.stop();
  }
  const filled = { tickets, seed: SEED, seconds: (performance.now() - started) / 1000, by };
  await writeFile(mark, JSON.stringify(filled));
  return filled;
}

async function fill(
  url: string,
  folder: string,
  tickets: number,
  { log, signal }: { log: (line: string) => void; signal: AbortSignal },
): Promise<string> {
  const tool = new URL("tools/scale/fill-scale.ts", `file://${ROOT}/`);
  if (existsSync(tool)) {
    const { fillScale }: ScaleTool = await import(tool.href);
    const onProgress = (progress: unknown) => log(typeof progress === "string" ? progress : JSON.stringify(progress));
    await fillScale({ ownerUrl: url, workspace: WORKSPACE, tickets, seed: SEED, onProgress, signal });
    return "scale";
  }
  const owner = ownerDatabase(url);
  const db = appDatabase(url);
  try {
    let rest: Promise<void> = Promise.resolve();
    await fillDemo({
      owner,
      db,
      tickets,
      filesFolder: join(folder, "files"),
      secret: "only-to-make-the-links-of-demo-people",
      publicUrl: "http://localhost",
      log,
      signal,
      behind: (work) => {
        rest = work;
      },
    });
    await rest;
    return "demo";
  } finally {
    await owner.destroy();
    await db.destroy();
  }
}

/** Statistics and visibility maps as a desk that has lived has them. */
async function settle(url: string): Promise<void> {
  const { Client } = await import("pg");
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("vacuum (analyze)");
  await client.query("checkpoint");
  await client.end();
}
