/**
 * Checks what `npm ci` brings: every package's licence is one that Apache-2.0 software may ship with,
 * and there are at most 500 packages. Packages of the lockfile that are not installed here (other
 * systems' binaries) are judged by the licence the lockfile names.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./files.ts";

const MOST_PACKAGES = 500;

const ALLOWED = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "CC-BY-3.0",
  "CC-BY-4.0",
  "ISC",
  "MIT",
  "MIT-0",
  // Weak copyleft by file: we use these packages unchanged.
  "MPL-2.0",
  // Fonts.
  "OFL-1.1",
  "PostgreSQL",
  "Python-2.0",
  "Unlicense",
  "Zlib",
]);

/** Licences allowed to these packages alone, each with the reason. */
const EXCEPTIONS: readonly { name: RegExp; licence: string; reason: string }[] = [
  {
    name: /^@img\/sharp-(libvips-|win32-|wasm32|webcontainers)/,
    licence: "LGPL-3.0-or-later",
    reason: "libvips is loaded as a shared library that anyone may replace, as the LGPL asks",
  },
  { name: /^combine-errors$/, licence: "none", reason: "its Readme says MIT; package.json forgot to" },
  { name: /^optimist$/, licence: "MIT/X11", reason: "an older name of the MIT licence" },
];

type Package = { name: string; version: string; licence: string };
type Manifest = { name?: string; version?: string; license?: unknown; licenses?: unknown };

/** A licence as package.json gives it: an SPDX expression, or the older object or list of objects (any of which may be chosen). */
function licenceOf({ license, licenses }: Manifest): string {
  const names = [license ?? licenses ?? []].flat().map((entry: unknown) => {
    if (typeof entry === "string") return entry;
    return typeof entry === "object" && entry !== null && "type" in entry ? String(entry.type) : "";
  });
  return names.filter((name) => name !== "").join(" OR ") || "none";
}

/** Whether an SPDX expression lets this package in: one side of an OR, both sides of an AND; no brackets within. */
function isAllowed(name: string, expression: string): boolean {
  const plain = expression.replace(/^\((.*)\)$/, "$1");
  if (plain.includes(" OR ")) return plain.split(" OR ").some((side) => isAllowed(name, side));
  const excepted = EXCEPTIONS.filter((exception) => exception.name.test(name)).map(({ licence }) => licence);
  return plain.split(" AND ").every((licence) => ALLOWED.has(licence) || excepted.includes(licence));
}

function readManifest(path: string): Manifest | undefined {
  try {
    const manifest: Manifest = JSON.parse(readFileSync(path, "utf8"));
    return manifest;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

const lock: { packages: Record<string, Manifest> } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));
const packages: Package[] = [];
let installed = 0;
for (const [path, locked] of Object.entries(lock.packages)) {
  if (path === "") continue;
  const manifest = readManifest(join(ROOT, path, "package.json"));
  if (manifest !== undefined) installed += 1;
  const name = manifest?.name ?? path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  packages.push({ name, version: locked.version ?? "", licence: licenceOf(manifest ?? locked) });
}

const refused = packages.filter(({ name, licence }) => !isAllowed(name, licence));
for (const { name, version, licence } of refused) {
  console.error(`${name}@${version} has the licence "${licence}", which tools/licences.ts does not allow.`);
}
if (refused.length > 0) {
  console.error("Take another package, or add the licence (or the package, with a reason) to tools/licences.ts.");
  process.exitCode = 1;
}
if (installed > MOST_PACKAGES) {
  console.error(
    `npm ci brings ${installed} packages; at most ${MOST_PACKAGES} are allowed. Find the biggest with: npm ls --all`,
  );
  process.exitCode = 1;
}
if (process.exitCode !== 1)
  console.log(`${installed} packages installed (at most ${MOST_PACKAGES}), all licences allowed.`);
