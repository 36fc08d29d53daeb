import { stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { KEY_NAMES } from "../backup-format.ts";
import { readLastBackup } from "../last-backup.ts";
import { readRelease } from "../release.ts";
import { age, bad, type Finding, isOlder, ok, warning } from "./finding.ts";

const MB = 1024 * 1024;

/** Version of Pult and of what it runs on. */
export async function lookAtVersions(node = process.versions.node): Promise<Finding> {
  const release = await readRelease();
  const major = (version: string) => version.split(".")[0];
  const running = `Pult ${release.version} on Node ${node}`;
  if (major(node) === major(release.node)) return ok("versions", running);
  const mend = `Start Pult by npm, which takes Node ${release.node} from its own packages.`;
  return warning("versions", `${running}; it is made for Node ${release.node}.`, mend);
}

/** Nobody but the one who runs Pult may read the keys. */
export async function lookAtKeys(dataFolder: string): Promise<Finding> {
  if (process.platform === "win32") return ok("keys", "The rights of files are not looked at on Windows.");
  for (const name of KEY_NAMES) {
    const path = join(dataFolder, name);
    const found = await stat(path).catch(() => null);
    if (found && (found.mode & 0o077) !== 0) {
      const mode = (found.mode & 0o777).toString(8);
      return bad("keys", `${path} may be read by others (${mode}).`, `chmod 600 ${path}`);
    }
  }
  return ok("keys", "The keys are for their owner only.");
}

/** Room on the disk of the data folder. */
export async function lookAtDisk(
  dataFolder: string,
  look: (path: string) => Promise<{ bsize: number; bavail: number; blocks: number }> = statfs,
): Promise<Finding> {
  const { bsize, bavail, blocks } = await look(dataFolder);
  const free = bsize * bavail;
  const share = Math.round((bavail / Math.max(1, blocks)) * 100);
  const why = `${Math.round(free / MB)} MB (${share} %) are free on the disk of ${dataFolder}.`;
  const mend = "Make room, enlarge the disk, or move PULT_DATA to a larger one: a full disk stops the database.";
  if (free < 500 * MB) return bad("disk", why, mend);
  return free < 2048 * MB || share < 5 ? warning("disk", why, mend) : ok("disk", why);
}

/** Two nights without a backup are one too many. */
const BACKUP_MINUTES = 36 * 60;

/** The last backup that was made from this data folder. */
export async function lookAtBackup(dataFolder: string, now: Date): Promise<Finding> {
  const last = await readLastBackup(dataFolder);
  const mend = "npm run -s pult -- backup, and every night: docs/operate/backup.md.";
  if (!last) return warning("backup", "None was made yet.", mend);
  const at = new Date(last.at);
  const made = `The last was made ${age(at, now)} ago: ${last.path}`;
  if (isOlder(at, BACKUP_MINUTES, now)) return warning("backup", `${made}.`, mend);
  const found = await stat(last.path).catch(() => null);
  // One that was carried to another machine is where it should be.
  return ok("backup", found ? `${made}.` : `${made}, which is not there any more.`);
}
