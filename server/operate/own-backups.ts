import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { Config } from "../platform/config.ts";
import type { ScheduledTask } from "../platform/jobs.ts";
import { pendingUpgrade } from "../platform/migrate.ts";
import { backupName } from "./backup.ts";
import { deleteOldUpgrades } from "./old-backups.ts";
import { runBackup } from "./run-backup.ts";

/**
 * The backup that is made every night by itself, if the settings say when. In a process of its own: the desk goes on
 * answering. On several nodes one makes it. A failure is tried again later, and `pult doctor` names it.
 */
export function backUpDaily(config: Config): Record<string, ScheduledTask> {
  const { at, folder, keep } = config.backup;
  if (at === null) return {};
  return {
    "back-up": {
      cron: `${at.minute} ${at.hour} * * *`,
      async run(_at, { signal }) {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const command = fileURLToPath(new URL("../cli.ts", import.meta.url));
        const child = spawn(process.execPath, [command, "backup", "--to", folder, "--keep", String(keep)], {
          env: { ...process.env, PULT_DATA: config.dataFolder, DATABASE_URL: config.databaseUrl ?? "" },
          stdio: ["ignore", "ignore", "pipe"],
          signal,
        });
        const [said, [code]] = await Promise.all([text(child.stderr), once(child, "close")]);
        if (code !== 0) throw new Error(said.trim() || `The backup ended with ${code}`);
      },
    },
  };
}

/**
 * Makes a backup when the start of this version is about to change the tables of a desk that is there ([B-OPS-03]), and
 * answers its file. The upgrade itself is all or nothing; this is for those who notice a week later. Of those that were
 * made before upgrades the last three are left.
 */
export async function backUpBeforeUpgrade(config: Config, url: string, now: Date): Promise<string | null> {
  if (!config.backup.beforeUpgrade || (await pendingUpgrade(url)).length === 0) return null;
  // Two nodes may start at once, on one folder.
  const to = join(config.backup.folder, `before-upgrade-${process.pid}-${backupName(now)}`);
  await runBackup(config, url, { to, withoutKeys: false, now });
  await deleteOldUpgrades(config.backup.folder);
  return to;
}
