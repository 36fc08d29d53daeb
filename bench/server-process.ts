import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../server/platform/free-port.ts";
import { ROOT } from "../tools/files.ts";

/** A server as its users run it, in a process of its own. */
export type ServerProcess = {
  url: string;
  smtpPort: number;
  pid: number;
  /** From its spawning to its first healthy answer, ms. */
  startedIn: number;
  stop: () => Promise<void>;
};

const HEALTHY_WITHIN_MS = 300_000;
/** Asks a server of ours for its figures. */
const METRICS_TOKEN = "figures-of-the-benchmark";

/** Waits until lists are found in memory, which a server reads when it is asked for the first one. */
export async function columnsRead(url: string): Promise<void> {
  for (const end = performance.now() + HEALTHY_WITHIN_MS; performance.now() < end; ) {
    const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
    if (/^pult_tickets_in_memory [1-9]/m.test(await answer.text())) return;
    await sleep(500);
  }
  throw new Error("The columns of the tickets do not come into memory");
}

/** Starts `node server/main.ts` on the data folder; what it prints goes to `server.log` in it. */
export async function startServer(folder: string, env: Record<string, string> = {}): Promise<ServerProcess> {
  const port = await freePort();
  const smtpPort = await freePort();
  const log = await open(join(folder, "server.log"), "a");
  const started = performance.now();
  const child = spawn(process.execPath, ["server/main.ts"], {
    cwd: ROOT,
    // Its own process group: Ctrl-C must reach us only, for a second signal would make it leave without its work done.
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
    env: {
      ...process.env,
      DATABASE_URL: "",
      // The one in the data folder, by which the benchmark signs in too.
      PULT_SECRET: "",
      HOST: "127.0.0.1",
      PORT: String(port),
      PULT_SMTP_PORT: String(smtpPort),
      PULT_DATA: folder,
      // All clients have one address here.
      PULT_RATE_LIMIT: "0",
      PULT_METRICS_TOKEN: METRICS_TOKEN,
      ...env,
    },
  });
  await log.close();
  const url = `http://127.0.0.1:${port}`;
  await healthy(child, url, folder, started);
  return { url, smtpPort, pid: child.pid ?? 0, startedIn: performance.now() - started, stop: () => stop(child) };
}

async function healthy(child: ChildProcess, url: string, folder: string, started: number): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/api/v1/health`).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    if (child.exitCode !== null || performance.now() - started > HEALTHY_WITHIN_MS) {
      child.kill();
      const log = await readFile(join(folder, "server.log"), "utf8");
      throw new Error(`The server does not start. The end of its log:\n${log.split("\n").slice(-15).join("\n")}`);
    }
    await sleep(5);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
}
