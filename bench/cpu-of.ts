import { readdirSync, readFileSync } from "node:fs";

/** The kernel counts in these, ms: `getconf CLK_TCK` is 100 on every Linux that we run on. */
const TICK_MS = 10;

/** Milliseconds of a processor that a process has used, with its children where `family`; 0 where there is no /proc. */
export function cpuOf(pid: number, { family = false } = {}): number {
  const own = statOf(pid);
  if (!own) return 0;
  if (!family) return own.used;
  const others = pids().flatMap((one) => statOf(one) ?? []);
  const living = others.filter(({ parent }) => parent === pid);
  return own.used + own.ofTheDead + living.reduce((sum, { used }) => sum + used, 0);
}

const pids = (): number[] =>
  readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0);

function statOf(pid: number): { parent: number; used: number; ofTheDead: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in front may hold anything, blanks and parentheses too.
    const fields = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [parent = 0, user = 0, system = 0, deadUser = 0, deadSystem = 0] = [1, 11, 12, 13, 14].map(
      (at) => fields[at],
    );
    return { parent, used: (user + system) * TICK_MS, ofTheDead: (deadUser + deadSystem) * TICK_MS };
  } catch (error) {
    // It has ended meanwhile, or this system has no /proc.
    if (error instanceof Error && "code" in error) return null;
    throw error;
  }
}
