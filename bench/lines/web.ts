import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../../test/journeys/browser.ts";
import { type Figure, figure, type Line } from "../figure.ts";
import type { Stage } from "../stage.ts";

/**
 * Scripts that a real browser loads before somebody who is signed in sees his first page, and right after it, each
 * packed by gzip at its usual level. Workers are left out: they do not hold up the page.
 */
export const web: Line = {
  name: "web",
  about: "scripts of the first page of console and portal, packed by gzip",
  needs: "once",
  async run(stage) {
    const { administrator, resident } = stage.people;
    const browser = await launchBrowser();
    try {
      return [
        await firstLoad(stage, browser, { face: "console", path: "/", email: administrator.email, limit: 250 }),
        await firstLoad(stage, browser, { face: "portal", path: "/portal", email: resident.email, limit: 150 }),
      ];
    } finally {
      await browser.close();
    }
  },
};

/** A page has come to rest when nothing was loaded for so long, ms. */
const QUIET = 1_500;

async function firstLoad(
  stage: Stage,
  browser: Browser,
  { face, path, email, limit }: { face: string; path: string; email: string; limit: number },
): Promise<Figure> {
  const { cookie } = await stage.signIn(email);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: "block" });
  await context.addCookies(
    cookie.split("; ").map((pair) => ({
      name: pair.slice(0, pair.indexOf("=")),
      value: pair.slice(pair.indexOf("=") + 1),
      url: stage.url,
    })),
  );
  const page = await context.newPage();
  const scripts: Promise<{ name: string; body: Buffer }>[] = [];
  let last = performance.now();
  page.on("response", (response) => {
    last = performance.now();
    if (response.request().resourceType() !== "script") return;
    const name = new URL(response.url()).pathname.replace("/assets/", "");
    scripts.push(response.body().then((body) => ({ name, body })));
  });
  await page.goto(stage.url + path);
  await page.getByRole("main").first().waitFor({ timeout: 60_000 });
  while (performance.now() - last < QUIET) await page.waitForTimeout(100);
  const address = new URL(page.url()).pathname;
  const sizes = (await Promise.all(scripts)).map(({ name, body }) => ({
    name,
    plain: body.length,
    packed: gzipSync(body).length,
  }));
  const largest = sizes.toSorted((a, b) => b.packed - a.packed).slice(0, 8);
  await context.close();
  const packed = sizes.reduce((sum, one) => sum + one.packed, 0) / 1024;
  const plain = sizes.reduce((sum, one) => sum + one.plain, 0) / 1024;
  return figure("web", face, {
    value: `${packed.toFixed(0)} KB`,
    must: `≤ ${limit} KB`,
    pass: packed <= limit,
    parts: {
      address,
      scripts: sizes.length,
      "unpacked KB": Math.round(plain),
      largest: largest.map(({ name, packed: bytes }) => `${name} ${(bytes / 1024).toFixed(1)}`).join(", "),
    },
  });
}
