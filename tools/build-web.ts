/**
 * Builds the web into dist/web when its sources have changed since the last build. `npm run build:web` does it by hand
 * (`-- --force`: even when nothing has changed); the demo and the tests call `buildWeb`.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { build } from "vite";
import { projectFiles, ROOT } from "./files.ts";
import { type Chunk, PARTS, partsOf } from "./first-load.ts";

const OUT = join(ROOT, "dist/web");
const STAMP = join(OUT, ".stamp");
/** Beside what is served: it names files of the machine that has built. */
const CHUNKS = join(ROOT, "dist/web-chunks.json");
const SOURCES = ["web/", "core/", "contract/", "locales/"];
/** Besides the sources: the versions of all packages, and what builds them. */
const OTHERS = ["package-lock.json", "tools/build-web.ts", "tools/first-load.ts"];
/** The icons of the installable portal, px. */
const ICONS = [180, 192, 512];

/**
 * Builds when needed; returns whether it has built. Throws when the build fails, and then leaves no stamp, so that the
 * next call tries again.
 */
export async function buildWeb({ force = false }: { force?: boolean } = {}): Promise<boolean> {
  const stamp = stampOfSources();
  const last = existsSync(STAMP) ? await readFile(STAMP, "utf8") : "";
  if (!force && stamp === last) return false;
  const { build } = await import("vite");
  const config = { configFile: join(ROOT, "web/vite.config.ts"), logLevel: "warn" } as const;
  // Once to see what is needed together, and once to put it together: a page in eight files instead of eighty.
  const parts = partsOf(chunksOf(await build({ ...config, build: { write: false } })));
  const groups = PARTS.map((name) => ({ name, test: (id: string) => parts.get(id) === name }));
  const codeSplitting = { groups, includeDependenciesRecursively: false };
  const built = await build({ ...config, build: { rolldownOptions: { output: { codeSplitting } } } });
  await writeFile(CHUNKS, JSON.stringify(chunksOf(built)));
  await drawIcons();
  await writeFile(STAMP, stamp);
  return true;
}

/** What the build says of its chunks. */
function chunksOf(built: Awaited<ReturnType<typeof build>>): Chunk[] {
  if (!("output" in built)) throw new Error("The web was built in more than one way, or is being watched.");
  return built.output.flatMap((one) =>
    one.type === "chunk"
      ? { fileName: one.fileName, facadeModuleId: one.facadeModuleId, imports: one.imports, moduleIds: one.moduleIds }
      : [],
  );
}

/** The chunks of the last build, as they were built; builds when needed. */
export async function builtChunks(): Promise<Chunk[]> {
  await buildWeb();
  return JSON.parse(await readFile(CHUNKS, "utf8"));
}

function stampOfSources(): string {
  const hash = createHash("sha256");
  const sources = projectFiles([""]).filter(
    (path) => SOURCES.some((folder) => path.startsWith(folder)) && !path.includes(".test."),
  );
  // One after another and at once: each start waits for it.
  for (const path of [...sources, ...OTHERS]) hash.update(`${path}\0`).update(readFileSync(join(ROOT, path)));
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
