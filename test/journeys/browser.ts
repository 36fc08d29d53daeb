import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const require = createRequire(import.meta.url);
/** Where Chrome is installed where the registry's browser cannot run. */
const INSTALLED = [
  process.env.PULT_TEST_BROWSER ?? "",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:/Program Files/Google/Chrome/Application/chrome.exe",
  "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--font-render-hinting=none",
  "--hide-scrollbars",
];

/** A headless browser: the one from the package registry on Linux, an installed Chrome elsewhere. */
export async function launchBrowser(): Promise<Browser> {
  const fromRegistry = process.platform === "linux" && process.arch === "x64" && !process.env.PULT_TEST_BROWSER;
  const executablePath = fromRegistry ? await unpacked() : INSTALLED.find((path) => path !== "" && existsSync(path));
  if (!executablePath) throw new Error("No browser here: install Chrome, or name one in PULT_TEST_BROWSER.");
  // Without a language of its own the browser names no file in Cyrillic; a machine for tests may have none.
  const env = { ...process.env, LC_ALL: "C.UTF-8" };
  return chromium.launch({ executablePath, args: FLAGS, headless: true, env });
}

/**
 * Unpacks the browser of `@sparticuz/chromium` once for each version, into a folder of its own: the package itself uses
 * one name for all versions, and takes a half-written file for a whole one.
 */
async function unpacked(): Promise<string> {
  const home = dirname(dirname(require.resolve("@sparticuz/chromium")));
  const { version } = JSON.parse(await readFile(join(home, "package.json"), "utf8"));
  const folder = join(tmpdir(), `pult-browser-${version}`);
  const binary = join(folder, "chromium");
  if (!existsSync(binary)) await unpackInto(folder);
  const missing = execFileSync("ldd", [binary], { encoding: "utf8" }).includes("not found");
  const { setupLambdaEnvironment } = await import("@sparticuz/chromium");
  // A bare machine lacks some libraries; the package brings those too, for another system than ours, but they fit.
  if (missing) setupLambdaEnvironment(join(folder, "al2023", "lib"));
  return binary;
}

async function unpackInto(folder: string): Promise<void> {
  const scratch = `${folder}-${process.pid}`;
  await mkdir(scratch, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = scratch;
  try {
    const { default: packed, inflate } = await import("@sparticuz/chromium");
    await packed.executablePath();
    const home = dirname(dirname(require.resolve("@sparticuz/chromium")));
    await inflate(join(home, "bin", "al2023.tar.br"));
    await rename(scratch, folder).catch(async (error: NodeJS.ErrnoException) => {
      // Another process was faster.
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
      await rm(scratch, { recursive: true, force: true });
    });
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
