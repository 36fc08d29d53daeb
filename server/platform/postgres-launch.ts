import { spawn } from "node:child_process";
import { open, readFile } from "node:fs/promises";
import { totalmem } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./free-port.ts";
import { type Account, commandAs, giveTo } from "./postgres-account.ts";
import { endOrphans, lastPort, readPostmaster } from "./postgres-process.ts";

/** Who runs which program how; see `StartOptions` of the embedded PostgreSQL. */
export interface Launch {
  readonly account: Account | null;
  readonly program: string;
  readonly port?: number;
  readonly settings?: Readonly<Record<string, string>>;
}

const AGAIN_MS = 100;
/** How long what is left of a killed server may take to end by itself, ms. */
const ORPHANS_MS = 5_000;

/**
 * Starts the server process and leaves it to itself; whether it came up is seen by who asks for answers. The processes
 * of one that was killed end a moment after it, and until then there can be no other: they are waited for, and ended
 * when that takes long. Throws with the end of the server's log.
 */
export async function launchPostgres(home: string, launch: Launch, deadline: number): Promise<void> {
  const since = Date.now();
  for (;;) {
    const refused = await tryLaunch(home, launch, deadline);
    if (refused === null) return;
    if (!ORPHANS_LEFT.test(refused) || Date.now() > deadline) {
      throw new Error(`PostgreSQL did not start in ${home}. The end of its log:\n${await endOfLog(home)}`);
    }
    if (Date.now() - since > ORPHANS_MS) await endOrphans(join(home, "cluster"));
    await sleep(AGAIN_MS);
  }
}

/** What the server says when it finds those of another one that was killed, or that one's number not yet given back. */
const ORPHANS_LEFT = /pre-existing shared memory block|lock file "postmaster\.pid" already exists/;

/** Null when a server runs, ours or another's that was faster; otherwise what ours said before it ended. */
async function tryLaunch(home: string, launch: Launch, deadline: number): Promise<string | null> {
  const { account, program } = launch;
  const port = launch.port ?? (await lastPort(join(home, "cluster"))) ?? (await freePort());
  const settings: Record<string, string> = { ...usualSettings(home), ...launch.settings };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const logFile = join(home, "server.log");
  const log = await open(logFile, "a", 0o600);
  const { size: before } = await log.stat();
  if (account) await giveTo(account, [logFile]);
  const command = commandAs(account, program, ["-D", join(home, "cluster"), "-p", String(port), ...flags]);
  // Its own process group: Ctrl-C in the terminal must reach Pult only, which first finishes its requests.
  const child = spawn(command.program, command.args, {
    ...command.options,
    cwd: home,
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
    windowsHide: true,
  });
  let ended = false;
  child.once("error", () => {
    ended = true;
  });
  child.once("exit", () => {
    ended = true;
  });
  child.unref();
  await log.close();
  while (!ended && Date.now() < deadline && !(await readPostmaster(join(home, "cluster")))) await sleep(10);
  if (!ended || (await readPostmaster(join(home, "cluster")))) return null;
  return (await readFile(logFile)).subarray(before).toString();
}

function usualSettings(home: string): Record<string, string> {
  const mb = Math.floor(totalmem() / 1024 / 1024);
  const socketFits = process.platform !== "win32" && home.length < 85;
  return {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: socketFits ? home : "",
    max_connections: "100",
    shared_buffers: `${Math.max(64, Math.min(8192, Math.floor(mb / 4)))}MB`,
    effective_cache_size: `${Math.max(128, Math.floor(mb / 2))}MB`,
    work_mem: "16MB",
    maintenance_work_mem: "128MB",
    max_wal_size: "2GB",
    checkpoint_timeout: "15min",
    random_page_cost: "1.1",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_checkpoints: "off",
    fsync: "on",
  };
}

/** The last lines of what the server said. */
export const endOfLog = (home: string): Promise<string> =>
  readFile(join(home, "server.log"), "utf8").then(
    (text) => text.trimEnd().split("\n").slice(-15).join("\n"),
    () => "(no log)",
  );
