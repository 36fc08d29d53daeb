/**
 * Builds the web into dist/web when its sources have changed since the last build. `npm run build:web` does it by hand
 * (`-- --force`: even when nothing has changed); the demo and the tests call `buildWeb`.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { projectFiles, ROOT } from "./files.ts";

const OUT = join(ROOT, "dist/web");
const STAMP = join(OUT, ".stamp");
const SOURCES = ["web/", "core/", "contract/", "locales/"];
/** Besides the sources: the versions of all packages, and this file. */
const OTHERS = ["package-lock.json", "tools/build-web.ts"];
/** The icons of the installable portal, px. */
const ICONS = [180, 192, 512];

/**
 * Builds when needed; returns whether it has built. Throws when the build fails, and then leaves no stamp, so that the
 * next call tries again.
 */
export async function buildWeb({ force = false }: { force?: boolean } = {}): Promise<boolean> {
  const stamp = await stampOfSources();
  const last = existsSync(STAMP) ? await readFile(STAMP, "utf8") : "";
  if (!force && stamp === last) return false;
  const { build } = await import("vite");
  await build({ configFile: join(ROOT, "web/vite.config.ts"), logLevel: "warn" });
  await drawIcons();
  await writeFile(STAMP, stamp);
  return true;
}

async function stampOfSources(): Promise<string> {
  const hash = createHash("sha256");
  const sources = projectFiles([""]).filter(
    (path) => SOURCES.some((folder) => path.startsWith(folder)) && !path.includes(".test."),
  );
  for (const path of [...sources, ...OTHERS]) hash.update(`${path}\0`).update(await readFile(join(ROOT, path)));
  return hash.digest("hex");
}

/** Draws the logo in the sizes that telephones ask for. */
async function drawIcons(): Promise<void> {
  const { default: sharp } = await import("sharp");
  const logo = await readFile(join(ROOT, "web/kit/logo.svg"));
  const folder = join(OUT, "portal");
  await mkdir(folder, { recursive: true });
  const draw = (size: number) =>
    sharp(logo, { density: (72 * size) / 64 })
      .resize(size, size)
      .png();
  for (const size of ICONS) await draw(size).toFile(join(folder, `icon-${size}.png`));
  // A maskable icon is cut to a circle or a drop: the sign stays within the middle, the ground goes to the edge.
  const ground = { r: 79, g: 70, b: 229, alpha: 1 };
  const sign = await draw(384).toBuffer();
  await sharp({ create: { width: 512, height: 512, channels: 4, background: ground } })
    .composite([{ input: sign }])
    .png()
    .toFile(join(folder, "icon-maskable-512.png"));
}

if (import.meta.main) {
  const built = await buildWeb({ force: process.argv.includes("--force") });
  console.log(built ? "Built dist/web." : "dist/web is up to date.");
}
