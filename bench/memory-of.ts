import { readdirSync, readFileSync } from "node:fs";

/** Bytes: all that is resident, and with what is shared divided among those who share it. */
export type Memory = { rss: number; pss: number };

/** Memory of a process and of its children; zeros where the system has no /proc. */
export function memoryOf(pid: number): Memory {
  const parents = parentsOf();
  const family = [pid];
  for (const [child, parent] of parents) if (family.includes(parent)) family.push(child);
  return family
    .map(own)
    .reduce((sum, { rss, pss }) => ({ rss: sum.rss + rss, pss: sum.pss + pss }), { rss: 0, pss: 0 });
}

/** Child and parent, in the order of the process numbers. */
function parentsOf(): [number, number][] {
  const pids = (attempt(() => readdirSync("/proc")) ?? []).map(Number).filter((pid) => pid > 0);
  return pids
    .sort((a, b) => a - b)
    .flatMap((pid) => {
      const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
      const parent = Number(stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
      return parent ? [[pid, parent] as [number, number]] : [];
    });
}

function own(pid: number): Memory {
  const text = attempt(() => readFileSync(`/proc/${pid}/smaps_rollup`, "utf8")) ?? "";
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(text)?.[1] ?? 0) * 1024;
  return { rss: kilobytes("Rss"), pss: kilobytes("Pss") };
}

/** Processes come and go while they are looked at. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}
