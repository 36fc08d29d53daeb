import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ROOT } from "../../tools/files.ts";

/** A server or a worker of a desk, in a process of its own, as its users run it. */
export type DeskProcess = {
  readonly name: string;
  readonly url: string;
  readonly smtpPort: number;
  readonly pid: () => number;
  readonly runs: () => boolean;
  /** Ends it at once, and returns when it is gone. */
  readonly kill: () => Promise<void>;
  /** Asks it to stop; answers with what code it left and after how many ms. */
  readonly stop: () => Promise<{ code: number | null; ms: number }>;
  /** Starts it again on the same ports; returns when it serves. */
  readonly start: () => Promise<void>;
  /** Everything that it has said so far. */
  readonly said: () => Promise<string>;
};

export type ProcessOptions = {
  name: string;
  kind: "server" | "worker";
  /** `PULT_DATA`. */
  folder: string;
  port: number;
  smtpPort: number;
  env?: Record<string, string>;
  /** Put before the program: flags of Node. */
  flags?: readonly string[];
  /** Runs Node by this shell line, which ends in `exec "$@"`. */
  shell?: string;
};

const READY_WITHIN_MS = 240_000;

/** Answers what a process of this run has said in the end that nobody asked to end; null while it runs as it should. */
type Watch = () => Promise<string | null>;
const watches: Watch[] = [];

/** Starts `node server/main.ts` or `node server/worker.ts`; what it prints goes to `<name>.log` in its folder. */
export async function startProcess(options: ProcessOptions): Promise<DeskProcess> {
  const { name, kind, folder, port, smtpPort } = options;
  const url = `http://127.0.0.1:${port}`;
  const logFile = join(folder, `${name}.log`);
  const said = () => readFile(logFile, "utf8").catch(() => "");
  let child: ChildProcess | undefined;
  /** It was told to end, or has not begun yet. */
  let mayEnd = true;
  const runs = () => child !== undefined && child.exitCode === null && child.signalCode === null;

  async function start(): Promise<void> {
    const log = await open(logFile, "a");
    const before = (await said()).length;
    const command = [process.execPath, ...(options.flags ?? []), `server/${kind === "server" ? "main" : "worker"}.ts`];
    const [program = "", ...args] = options.shell ? ["/bin/sh", "-c", options.shell, "sh", ...command] : command;
    child = spawn(program, args, {
      cwd: ROOT,
      stdio: ["ignore", log.fd, log.fd],
      env: {
        ...process.env,
        NODE_TEST_CONTEXT: "",
        DATABASE_URL: "",
        HOST: "127.0.0.1",
        PORT: String(port),
        PULT_SMTP_PORT: String(smtpPort),
        PULT_DATA: folder,
        // All people have one address here.
        PULT_RATE_LIMIT: "0",
        ...options.env,
      },
    });
    await log.close();
    const started = performance.now();
    while (!(await ready(before))) {
      if (!runs() || performance.now() - started > READY_WITHIN_MS) {
        child.kill("SIGKILL");
        throw new Error(`${name} does not start${await lastWords()}`);
      }
      await sleep(25);
    }
    mayEnd = false;
  }

  const lastWords = async () =>
    ` (${child?.signalCode ?? child?.exitCode ?? "it runs"}). The end of what it said:\n${(await said()).slice(-3_000)}`;
  watches.push(async () => (mayEnd || runs() ? null : `${name} has ended by itself${await lastWords()}`));

  /** Also when a part is not well: it has come up, and says so. */
  async function ready(before: number): Promise<boolean> {
    const news = (await said()).slice(before);
    return kind === "worker" ? news.includes("Pult works") : news.includes("Pult: ");
  }

  async function gone(signal: NodeJS.Signals): Promise<void> {
    if (!child || !runs()) return;
    mayEnd = true;
    const exit = once(child, "exit");
    child.kill(signal);
    await exit;
  }

  await start();
  return {
    name,
    url,
    smtpPort,
    pid: () => child?.pid ?? 0,
    runs,
    kill: () => gone("SIGKILL"),
    async stop() {
      const asked = performance.now();
      await gone("SIGTERM");
      return { code: child?.exitCode ?? null, ms: performance.now() - asked };
    },
    start,
    said,
  };
}

/** `GET /health`: its status and body; null when nothing answers. */
export async function healthOf(url: string): Promise<{ status: number; body: Health } | null> {
  try {
    const answer = await fetch(`${url}/api/v1/health`, { signal: AbortSignal.timeout(15_000) });
    return { status: answer.status, body: (await answer.json()) as Health };
  } catch {
    return null;
  }
}
export type Health = {
  status: string | number;
  code?: string;
  parts?: { part: string; state: string; note: string }[];
};

/**
 * Waits until `holds` answers true; throws with the last word of `what` when it takes too long, and at once when a
 * process ends by itself: what is waited for would hardly come then, and why it ended is what counts.
 */
export async function until(
  what: string | (() => string | Promise<string>),
  holds: () => Promise<boolean> | boolean,
  within = 240_000,
): Promise<void> {
  const deadline = performance.now() + within;
  while (!(await holds())) {
    for (const watch of watches) {
      const ended = await watch();
      if (ended !== null) throw new Error(ended);
    }
    if (performance.now() > deadline) {
      throw new Error(
        `It did not come to pass in ${within / 1000} s: ${typeof what === "string" ? what : await what()}`,
      );
    }
    await sleep(100);
  }
}
