import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { ROOT } from "../../tools/files.ts";

/** How a program ended: its code, null when it was killed, and all that it said. */
export type Ended = { code: number | null; said: string; ms: number };

/** Runs `node <program>` to its end, or until SIGKILL when `killAt` has come to its end. */
export async function runPult(
  program: readonly string[],
  env: Readonly<Record<string, string>>,
  killAt?: () => Promise<unknown>,
): Promise<Ended> {
  const started = performance.now();
  const child = spawn(process.execPath, program, {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_TEST_CONTEXT: "", ...env },
  });
  void killAt?.().then(() => child.kill("SIGKILL"));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code: child.exitCode, said: `${out}${err}`, ms: performance.now() - started };
}
