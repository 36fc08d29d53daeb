/** The project's own files, as the tools and the architecture test see them. */
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that holds package.json, with no slash at its end. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Folders that hold nothing written by us; those with a slash only at the root. */
const LEFT_OUT = new Set(["node_modules", ".git", "dist", "/data", "/test-results"]);

/**
 * Every file of the project, as paths from the root with forward slashes, sorted.
 * @param endings keep only files whose name ends with one of these, for example `[".ts", ".tsx"]`.
 */
export function projectFiles(endings: readonly string[]): string[] {
  const found: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (LEFT_OUT.has(entry.name) || LEFT_OUT.has(`/${path}`)) continue;
      if (entry.isDirectory()) walk(path);
      else if (endings.some((ending) => entry.name.endsWith(ending))) found.push(path);
    }
  };
  walk("");
  return found.sort();
}
