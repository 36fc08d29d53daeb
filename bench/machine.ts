import { readFileSync } from "node:fs";
import { cpus, release, totalmem, type } from "node:os";
import { sql } from "kysely";
import type { Db } from "../server/platform/database.ts";

/** What the figures were measured on. */
export type Machine = {
  cpu: string;
  cores: number;
  memoryGb: number;
  system: string;
  node: string;
  postgres: string;
  at: string;
};

export async function describeMachine(owner: Db): Promise<Machine> {
  const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(owner);
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryGb: Math.round(memoryLimit() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version,
    postgres: rows[0]?.version ?? "",
    at: new Date().toISOString(),
  };
}

/** Of the container when there is one with less. */
function memoryLimit(): number {
  try {
    const text = readFileSync("/sys/fs/cgroup/memory.max", "utf8").trim();
    return text === "max" ? totalmem() : Math.min(totalmem(), Number(text));
  } catch {
    return totalmem();
  }
}
