import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** The names that we give: of a nightly one or one before an upgrade, the moment, and whether it is not yet whole. */
const OURS = /^(before-upgrade-\d+-)?pult-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)\.tar\.zst(\.partial)?$/;

/** So many backups made before upgrades are left: the way back from this one and from the two before. */
const BEFORE_UPGRADES = 3;
/** A piece to which nothing was added for so long is of a backup that was killed, ms. */
const KILLED_AFTER_MS = 24 * 3_600_000;

/** Deletes the oldest of the backups in the folder that bear our names, but for the last `most`, and answers which. */
export const deleteOldest = (folder: string, most: number): Promise<string[]> =>
  deleteAllBut(folder, most, (before) => before === undefined);

/** The same with those made before upgrades; the last three are left. */
export const deleteOldUpgrades = (folder: string): Promise<string[]> =>
  deleteAllBut(folder, BEFORE_UPGRADES, (before) => before !== undefined);

/** Deletes what killed backups have left in the folder: pieces that nobody has written to for a day. */
export async function deletePieces(folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!OURS.exec(name)?.[3]) continue;
    const path = join(folder, name);
    const written = await stat(path).catch(() => null);
    if (written && now.getTime() - written.mtimeMs > KILLED_AFTER_MS) await rm(path, { force: true });
  }
}

async function deleteAllBut(folder: string, most: number, of: (before: string | undefined) => boolean) {
  const found = (await readdir(folder)).flatMap((name) => {
    const [, before, at = "", partial] = OURS.exec(name) ?? [];
    return at !== "" && partial === undefined && of(before) ? [{ name, at }] : [];
  });
  found.sort((one, other) => (one.at < other.at ? -1 : 1));
  const gone = found.slice(0, Math.max(0, found.length - most)).map(({ name }) => name);
  for (const name of gone) await rm(join(folder, name), { force: true });
  return gone;
}
