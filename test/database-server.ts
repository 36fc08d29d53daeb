import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, statfsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPostgres, startPostgres, stopPostgres } from "../server/platform/embedded-postgres.ts";

/** One server for all test processes of this checkout; kept between runs, so that only the first run makes it. */
const checkout = createHash("sha256")
  .update(import.meta.dirname)
  .digest("hex")
  .slice(0, 8);
const folder = join(roomyMemory() ?? tmpdir(), `pult-test-${process.getuid?.() ?? 0}-${checkout}`);

/** Nothing here is worth a wait for the disk. */
const settings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  shared_buffers: "128MB",
  max_connections: "300",
  autovacuum_naptime: "10min",
  wal_level: "minimal",
  max_wal_senders: "0",
};

/** The URL of a server for tests: `PULT_TEST_DATABASE`, else our own, started when it does not run yet. */
export async function testServer(): Promise<string> {
  if (process.env.PULT_TEST_DATABASE) return process.env.PULT_TEST_DATABASE;
  const running = await findPostgres(folder, "postgres");
  if (running) return running;
  const server = await start().catch(async () => {
    // Without fsync a crash of the machine may have broken the files: they are made anew.
    await stopPostgres(folder).catch(() => {});
    await rm(folder, { recursive: true, force: true });
    return start();
  });
  // Stops the server when no test has used it for a while; many may start at once, one stays.
  spawn(process.execPath, [join(import.meta.dirname, "database-watchdog.ts")], {
    detached: true,
    stdio: "ignore",
    env: { ...process.env, NODE_OPTIONS: "", NODE_TEST_CONTEXT: "" },
  }).unref();
  return server.url;
}

/** Stops our own server at once (the end of a whole run); the next test starts it again. */
export async function stopTestServer(): Promise<void> {
  await stopPostgres(folder);
}

/** The disk in memory where there is one with room: making and dropping databases takes a third of the time there. */
function roomyMemory(): string | undefined {
  const memory = "/dev/shm";
  if (!existsSync(memory)) return undefined;
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > 4e9 ? memory : undefined;
}

const start = () => startPostgres({ folder, database: "postgres", settings, owned: false });
