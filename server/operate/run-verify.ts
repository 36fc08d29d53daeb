import { diskStorage } from "../files/storage.ts";
import type { Db } from "../platform/database.ts";
import { describeFault, verifyLog } from "../platform/verify-log.ts";
import { contentHash } from "./content-hash.ts";
import { filesFolderOf, type Place } from "./run-backup.ts";
import { describeCounter, verifyCounters } from "./verify-counters.ts";
import { describeFile, verifyFiles } from "./verify-files.ts";
import { describeTicket, verifyTickets } from "./verify-tickets.ts";

/** Lines that people read; thousands of the same help nobody. */
const MOST_LINES = 200;

/**
 * `pult verify`: checks the log of events and its seals, then everything that is kept twice, then the files, and says what was
 * walked. Throws with one line for each fault.
 */
export async function runVerify(place: Place, owner: Db, url: string): Promise<string> {
  const storage = diskStorage(filesFolderOf(place));
  const log = await verifyLog(owner);
  const tickets = await verifyTickets(owner);
  const counters = await verifyCounters(owner);
  const files = await verifyFiles(url, storage);
  const lines = [
    ...log.faults.map(describeFault),
    ...tickets.faults.map(describeTicket),
    ...counters.map(describeCounter),
    ...files.faults.map(describeFile),
  ];
  if (lines.length > 0) {
    const more = lines.length - MOST_LINES;
    throw new Error([...lines.slice(0, MOST_LINES), ...(more > 0 ? [`… and ${more} more`] : [])].join("\n"));
  }
  return [
    `Nothing was altered: ${log.events} events of ${log.tickets} tickets, ${log.seals} seals.`,
    `Every ticket is what its log makes of it, every counter counts right, and ${files.files} files are as they were stored.`,
  ].join("\n");
}

/** `pult verify --hash`: the content hash and its parts. Two desks with the same one hold the same. */
export async function runHash(place: Place, url: string): Promise<string> {
  const { hash, tables, sequences, jobs, files } = await contentHash(url, diskStorage(filesFolderOf(place)));
  const line = (what: string, { count, hash }: { count: number; hash: string }) => `${hash}  ${what} (${count})`;
  return [
    `Content hash ${hash}`,
    ...Object.entries(tables).map(([name, part]) => line(name, part)),
    line("jobs", jobs),
    line("files", files),
    ...sequences.map(({ name, last }) => `${last ?? "-"}  ${name}`),
  ].join("\n");
}
