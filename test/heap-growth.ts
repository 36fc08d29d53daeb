import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { ExportFormat } from "../contract/exports.ts";
import { ROOT } from "../tools/files.ts";

/** What comes and goes by chance, bytes; what is kept of every row is more from some 30,000 rows on. */
export const CHANCE = 4 * 2 ** 20;

/**
 * By how much the heap grows while a process of its own writes so many rows, bytes. With 64 MB for all that lives long
 * it ends early where each row leaves something.
 */
export async function heapGrowth(format: ExportFormat, rows: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "pult-growth-"));
  try {
    const args = ["--expose-gc", "--max-old-space-size=64", "test/write-many-rows.ts", format, `${rows}`];
    const { stdout } = await promisify(execFile)(process.execPath, [...args, join(folder, "list")], { cwd: ROOT });
    return Number(stdout);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
