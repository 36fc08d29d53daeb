import type { Content } from "./content-hash.ts";
import type { AppliedMigration, TableShape } from "./snapshot.ts";

/**
 * A backup is one tar archive, compressed by zstd, so that it can be looked into without Pult:
 *
 *     pult-backup.json            what it is (`BackupHead`)
 *     files/<workspace>/<id>      the files
 *     keys.json                   the keys, unless they are kept elsewhere
 *     tables/<name>/<part>        the rows of a table in the text format of COPY, in parts
 *     jobs/<part>                 the jobs that are still to be done, likewise
 *     sums/<part>                 after every thousand entries: their SHA-256, as `sha256sum -c` reads them
 *     manifest.json               counts and hashes of it all (`Manifest`), last
 */
export const FORMAT = 1;

export const HEAD = "pult-backup.json";
export const KEYS = "keys.json";
export const MANIFEST = "manifest.json";
/** Entries of one list of sums. */
export const SUMS_EVERY = 1000;

export const fileEntry = (workspaceId: string, id: string): string => `files/${workspaceId}/${id}`;
export const partEntry = (of: string, part: number): string => `${of}/${String(part).padStart(6, "0")}`;

const ENTRY =
  /^(?:(?<json>pult-backup\.json|keys\.json|manifest\.json)|files\/(?<workspaceId>[0-9a-f-]{36})\/(?<id>[0-9a-f-]{36})|tables\/(?<table>[a-z][a-z0-9_]*)\/\d+|(?<jobs>jobs)\/\d+|(?<sums>sums)\/\d+)$/;

/** What an entry of the archive is. */
export type EntryKind =
  | { kind: "head" | "keys" | "manifest" | "jobs" | "sums" }
  | { kind: "file"; workspaceId: string; id: string }
  | { kind: "rows"; table: string };

/** By its name; null when no backup has such an entry. */
export function kindOf(name: string): EntryKind | null {
  const found = ENTRY.exec(name)?.groups;
  if (!found) return null;
  const { workspaceId, id, table } = found;
  if (workspaceId && id) return { kind: "file", workspaceId, id };
  if (table) return { kind: "rows", table };
  if (found.jobs) return { kind: "jobs" };
  if (found.sums) return { kind: "sums" };
  return { kind: found.json === HEAD ? "head" : found.json === KEYS ? "keys" : "manifest" };
}

/** The first entry. */
export type BackupHead = {
  readonly format: number;
  /** Version of Pult that wrote it. */
  readonly release: string;
  /** The moment of the snapshot, ISO 8601 in UTC. */
  readonly takenAt: string;
};

/** The keys of a desk by the names of their files in the data folder. */
export const KEY_NAMES = ["secret", "secret-key"] as const;
export type KeyName = (typeof KEY_NAMES)[number];

/** The last entry. */
export type Manifest = BackupHead & {
  readonly finishedAt: string;
  readonly postgres: string;
  readonly migrations: readonly AppliedMigration[];
  readonly tables: readonly TableShape[];
  readonly content: Content;
  /** Files that the database names and the storage did not have, or not as they were stored. */
  readonly faultyFiles: number;
  /** `mark` tells two keys apart and gives nothing away; `kept`: it is in `keys.json`. */
  readonly keys: Readonly<Record<KeyName, { readonly mark: string; readonly kept: boolean }>>;
  /** Entries before the manifest without the sums, and the SHA-256 over all sums. */
  readonly entries: number;
  readonly sums: string;
};
