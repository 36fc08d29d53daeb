import { createHmac } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { KEY_NAMES, type KeyName, type Manifest } from "./backup-format.ts";

/** The keys of a desk as they are in force. */
export type Keys = Readonly<Record<KeyName, string>>;

/** The variable by which a key comes from outside of the data folder. */
const VARIABLES: Record<KeyName, string> = { secret: "PULT_SECRET", "secret-key": "PULT_SECRET_KEY" };

/** What does not work without the key of the source. */
const LOSSES: Record<KeyName, string> = {
  secret: "everybody signs in anew, and answers to letters already sent find their tickets by other marks",
  "secret-key": "passwords for mail servers have to be entered again",
};

/** Tells two keys apart, and gives neither away: they are long and random. */
export const markOf = (key: string): string =>
  createHmac("sha256", key).update("pult: mark of a key").digest("hex").slice(0, 16);

/**
 * The keys that belong into a backup: those that lie in the data folder. One that comes from the environment is kept
 * by somebody already, and on purpose not beside the data.
 */
export async function keysToKeep(dataFolder: string, keys: Keys): Promise<Partial<Keys>> {
  const kept: Partial<Record<KeyName, string>> = {};
  for (const name of KEY_NAMES) {
    const inFolder = await readFile(join(dataFolder, name), "utf8").catch(() => "");
    if (inFolder.trim() === keys[name]) kept[name] = keys[name];
  }
  return kept;
}

/**
 * Puts the keys of a backup in force where that is up to us, and answers what is left to be done, in sentences.
 * `present`: the keys as this process found them.
 */
export async function restoreKeys(
  dataFolder: string,
  { present, kept, manifest }: { present: Keys; kept: Partial<Keys>; manifest: Manifest },
): Promise<string[]> {
  const inFolder = await keysToKeep(dataFolder, present);
  const left: string[] = [];
  for (const name of KEY_NAMES) {
    if (markOf(present[name]) === manifest.keys[name].mark) continue;
    const key = kept[name];
    if (inFolder[name] === undefined) {
      const where = key === undefined ? "the value that it had at the source" : "the value in the backup's keys.json";
      left.push(
        `${VARIABLES[name]} is set to another key than the source had: set it to ${where}, or ${LOSSES[name]}.`,
      );
    } else if (key === undefined) {
      left.push(
        `The backup holds no ${name}: set ${VARIABLES[name]} to the one of the source before you start, or ${LOSSES[name]}.`,
      );
    } else {
      await writeKey(dataFolder, name, key);
    }
  }
  return left;
}

async function writeKey(dataFolder: string, name: KeyName, key: string): Promise<void> {
  const making = join(dataFolder, `${name}.restored`);
  await writeFile(making, key, { mode: 0o600, flush: true });
  await rename(making, join(dataFolder, name));
}
