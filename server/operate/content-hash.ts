import { createHash, hash } from "node:crypto";
import type { Readable } from "node:stream";
import type { Client } from "pg";
import type { FileStorage } from "../files/storage.ts";
import { RowsHash, rowsHashOfCopy } from "./rows-hash.ts";
import {
  copyJobs,
  copyTable,
  inSnapshot,
  type KnownFile,
  readFiles,
  readSequences,
  readTables,
  type SequenceState,
} from "./snapshot.ts";

/** How much of something there is, and its hash in hexadecimal. */
export type Part = { readonly count: number; readonly hash: string };

/** Everything that a desk holds, in hashes. Two desks with the same `hash` hold the same. */
export type Content = {
  readonly hash: string;
  /** By name of the table, without what means nothing elsewhere (`readTables`). */
  readonly tables: Readonly<Record<string, Part>>;
  readonly sequences: readonly SequenceState[];
  /** Jobs to be done and given up. */
  readonly jobs: Part;
  /** The files that are in the storage, by their bytes. */
  readonly files: Part;
};

/**
 * Reads a whole desk in one snapshot, as the owner, and hashes it: equal hashes, equal content ([B-OPS-03]). Takes as
 * long as a backup and no memory. While a desk works its hash is that of the moment at which this began, but for
 * sequences.
 */
export function contentHash(url: string, storage: FileStorage): Promise<Content> {
  return inSnapshot(url, async (client) => {
    const shapes = await readTables(client);
    const files = new RowsHash();
    for await (const file of readFiles(client)) {
      const found = await storage.open({ workspaceId: file.workspaceId, id: file.id });
      if (found) addFile(files, file, await sha256Of(found.stream));
    }
    const tables: Record<string, Part> = {};
    for (const shape of shapes) tables[shape.name] = await partOf(copyTable(client, shape));
    return contentOf({ tables, sequences: await readSequences(client), jobs: await jobsOf(client), files });
  });
}

/** Puts the parts together. */
export function contentOf(parts: Omit<Content, "hash" | "files"> & { files: RowsHash }): Content {
  const content = { ...parts, files: toPart(parts.files) };
  const lines = [
    ...Object.entries(parts.tables).map(([name, part]) => `table ${name} ${part.count} ${part.hash}`),
    ...parts.sequences.map(({ name, last }) => `sequence ${name} ${last ?? "-"}`),
    `jobs ${parts.jobs.count} ${parts.jobs.hash}`,
    `files ${content.files.count} ${content.files.hash}`,
  ];
  return { hash: hash("sha256", lines.sort().join("\n"), "hex"), ...content };
}

/** Counts a file in, by the hash of its bytes (hexadecimal). */
export const addFile = (files: RowsHash, { workspaceId, id }: KnownFile, sha256: string): void =>
  files.add(Buffer.from(`${workspaceId}/${id} ${sha256}`));

export const toPart = (rows: RowsHash): Part => ({ count: rows.rows, hash: rows.digest() });

const jobsOf = (client: Client): Promise<Part> => partOf(copyJobs(client));

async function partOf(rows: Readable): Promise<Part> {
  const sum = rowsHashOfCopy();
  for await (const piece of rows) sum.add(piece);
  return toPart(sum.result);
}

/** The SHA-256 of all bytes, in hexadecimal. */
export async function sha256Of(stream: Readable): Promise<string> {
  const sum = createHash("sha256");
  for await (const piece of stream) sum.update(piece);
  return sum.digest("hex");
}

/** Where two desks differ, one line each; nothing when they hold the same. */
export function differences(is: Content, should: Content): string[] {
  const lines: string[] = [];
  const compare = (what: string, a: Part | undefined, b: Part | undefined) => {
    if (a?.hash !== b?.hash) lines.push(`${what}: ${a?.count ?? "none"} here, ${b?.count ?? "none"} there`);
  };
  for (const name of new Set([...Object.keys(is.tables), ...Object.keys(should.tables)])) {
    compare(`table ${name}`, is.tables[name], should.tables[name]);
  }
  const there = new Map(should.sequences.map(({ name, last }) => [name, last]));
  for (const { name, last } of is.sequences) {
    if (there.get(name) !== last) lines.push(`sequence ${name}: ${last} here, ${there.get(name)} there`);
  }
  compare("jobs", is.jobs, should.jobs);
  compare("files", is.files, should.files);
  return lines;
}
