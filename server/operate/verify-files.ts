import type { FileStorage } from "../files/storage.ts";
import { sha256Of } from "./content-hash.ts";
import { inSnapshot, type KnownFile, readFiles } from "./snapshot.ts";

/** A file that is not in the storage as it was put there. */
export type FileFault = KnownFile & { readonly problem: "missing" | "size" | "changed" };

const PROBLEMS: Record<FileFault["problem"], string> = {
  missing: "is not in the storage",
  size: "has another length than it was stored with",
  changed: "has other bytes than it was stored with",
};

/** A fault in one line. */
export const describeFile = ({ workspaceId, id, name, problem }: FileFault): string =>
  `Workspace ${workspaceId}: the file "${name}" (${id}) ${PROBLEMS[problem]}`;

/** Reads every file that the database knows, and compares length and SHA-256. As the owner. */
export function verifyFiles(url: string, storage: FileStorage): Promise<{ files: number; faults: FileFault[] }> {
  return inSnapshot(url, async (client) => {
    const report = { files: 0, faults: [] as FileFault[] };
    for await (const file of readFiles(client)) {
      report.files++;
      const problem = await problemOf(storage, file);
      if (problem) report.faults.push({ ...file, problem });
    }
    return report;
  });
}

async function problemOf(storage: FileStorage, file: KnownFile): Promise<FileFault["problem"] | null> {
  const found = await storage.open({ workspaceId: file.workspaceId, id: file.id });
  if (!found) return "missing";
  if (found.size !== file.size) {
    found.stream.destroy();
    return "size";
  }
  const sum = await sha256Of(found.stream);
  return file.sha256 === null || file.sha256.toString("hex") === sum ? null : "changed";
}
