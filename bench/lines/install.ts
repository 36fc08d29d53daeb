import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../../tools/files.ts";
import { figure, type Line } from "../figure.ts";

const FILES = ["package.json", "package-lock.json", ".npmrc"];

/** `npm ci` in an empty folder, with the packages that npm has kept from before: it needs the registry. */
export const install: Line = {
  name: "install",
  about: "npm ci in an empty folder",
  needs: "once",
  isOptional: true,
  async run() {
    const folder = await mkdtemp(join(tmpdir(), "pult-install-"));
    try {
      for (const file of FILES) await cp(join(ROOT, file), join(folder, file)).catch(unlessMissing);
      const begun = performance.now();
      await promisify(execFile)("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder });
      const seconds = (performance.now() - begun) / 1000;
      return [figure("install", "npm ci", { value: `${seconds.toFixed(1)} s`, parts: { seconds } })];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function unlessMissing(error: unknown): void {
  if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
}
