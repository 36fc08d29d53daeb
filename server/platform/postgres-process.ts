import { readdir, readFile, readlink, realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { staysFree } from "./free-port.ts";

/** `sockets`: the folder where its socket is, where it has one. */
export type Postmaster = { pid: number; port: number; sockets: string | null };

/**
 * The server process of a cluster folder, or null when none lives. A `postmaster.pid` whose process number now belongs
 * to another program (common in containers, where numbers start anew) is removed: PostgreSQL itself would refuse.
 */
export async function readPostmaster(cluster: string): Promise<Postmaster | null> {
  const file = join(cluster, "postmaster.pid");
  const lines = await readFile(file, "utf8").then(
    (text) => text.split("\n"),
    () => null,
  );
  const pid = Number(lines?.[0]);
  const port = Number(lines?.[3]);
  // Lines are written one after the other; without the one behind the port the server is only just starting.
  if (!lines || lines.length < 6 || !pid || !port) return null;
  if ((await aliveProcess(pid)) === null) return null;
  const program = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "postgres");
  if (program.trim() !== "postgres") {
    await rm(file, { force: true });
    return null;
  }
  return { pid, port, sockets: lines[4]?.trim() || null };
}

/**
 * Null when there is no such process; else a mark that tells it from a later process with the same number
 * (its start time on Linux, an empty text elsewhere).
 */
export async function aliveProcess(pid: number): Promise<string | null> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return null;
  }
  const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  if (status === null) return "";
  const fields = status.slice(status.lastIndexOf(")") + 2).split(" ");
  // A zombie is gone for every purpose but its parent's.
  return fields[0] === "Z" ? null : (fields[19] ?? "");
}

/**
 * Ends what is left of a server that was killed on this cluster folder: processes that hold its memory and have not
 * noticed, because they wait for one another. Where the system does not tell of processes (it is not Linux, or hides
 * those of others) nothing is done.
 */
export async function endOrphans(cluster: string): Promise<void> {
  if (await readPostmaster(cluster)) return;
  const folder = await realpath(cluster);
  const names = await readdir("/proc").catch(() => []);
  for (const name of names.filter((name) => /^\d+$/.test(name))) {
    const works = await readlink(`/proc/${name}/cwd`).catch(() => null);
    if (works !== folder) continue;
    // Its first process bears the name of the program; this one may be a server that just starts.
    const title = await readFile(`/proc/${name}/cmdline`, "utf8").catch(() => "");
    if (title.startsWith("postgres: ") && !(await isPostgres(await parentOf(name)))) kill(Number(name));
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // It has gone by itself meanwhile.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

async function parentOf(pid: string): Promise<string> {
  const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return status.slice(status.lastIndexOf(")") + 2).split(" ")[1] ?? "";
}

const isPostgres = async (pid: string): Promise<boolean> =>
  (await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "")).trim() === "postgres";

/** The port on which the cluster was served before, when nobody has taken it since: workers know it by that. */
export async function lastPort(cluster: string): Promise<number | null> {
  const options = await readFile(join(cluster, "postmaster.opts"), "utf8").catch(() => "");
  const port = Number(/"-p" "(\d+)"/.exec(options)?.[1]);
  return port && (await staysFree(port)) ? port : null;
}
