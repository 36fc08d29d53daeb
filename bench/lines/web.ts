import { gzipSync } from "node:zlib";
import type { Browser, Locator, Page, Request } from "playwright-core";
import { launchBrowser } from "../../test/journeys/browser.ts";
import { type Figure, figure, type Line } from "../figure.ts";
import type { Stage } from "../stage.ts";

/**
 * Scripts that a real browser loads until somebody who is signed in can work with his first page — the rows of the list,
 * the tiles of the services — and right after that, each packed by gzip at its usual level. What a page fetches ahead
 * once it has come to rest, for the next thing that one opens, is told apart. Workers are left out: they do not hold up
 * the page.
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
        await firstLoad(stage, browser, {
          face: "console",
          path: "/tickets?tab=all",
          email: administrator.email,
          limit: 250,
          usable: (page) => page.getByRole("row").nth(1),
        }),
        await firstLoad(stage, browser, {
          face: "portal",
          path: "/portal",
          email: resident.email,
          limit: 150,
          usable: (page) => page.getByRole("main").getByRole("link").first(),
        }),
      ];
    } finally {
      await browser.close();
    }
  },
};

/** What is asked for within so long after the page can be used belongs to its first load still, ms. */
const AFTER = 1_000;
/** What comes ahead for later has all come when nothing was loaded for so long, ms. */
const QUIET = 3_000;

async function firstLoad(
  stage: Stage,
  browser: Browser,
  first: {
    face: string;
    path: string;
    email: string;
    limit: number;
    /** What is there once the page can be used. */
    usable: (page: Page) => Locator;
  },
): Promise<Figure> {
  const { face, path, email, limit, usable } = first;
  const { cookie } = await stage.signIn(email);
  // In the language of the people of the town: otherwise the texts of a second one come, too.
  const context = await browser.newContext({
    locale: "ru-RU",
    viewport: { width: 1440, height: 900 },
    serviceWorkers: "block",
  });
  await context.addCookies(
    cookie.split("; ").map((pair) => ({
      name: pair.slice(0, pair.indexOf("=")),
      value: pair.slice(pair.indexOf("=") + 1),
      url: stage.url,
    })),
  );
  const page = await context.newPage();
  const scripts: Promise<{ name: string; body: Buffer; ahead: boolean }>[] = [];
  let ahead = false;
  let last = performance.now();
  const askedAhead = new Set<Request>();
  page.on("request", (request) => {
    if (ahead) askedAhead.add(request);
  });
  page.on("response", (response) => {
    last = performance.now();
    const request = response.request();
    if (request.resourceType() !== "script") return;
    const name = new URL(response.url()).pathname.replace("/assets/", "");
    scripts.push(response.body().then((body) => ({ name, body, ahead: askedAhead.has(request) })));
  });
  await page.goto(stage.url + path);
  await usable(page).waitFor({ timeout: 60_000 });
  await page.waitForTimeout(AFTER);
  ahead = true;
  while (performance.now() - last < QUIET) await page.waitForTimeout(100);
  const address = new URL(page.url()).pathname;
  const all = (await Promise.all(scripts)).map((script) => ({ ...script, packed: gzipSync(script.body).length }));
  const sizes = all.filter((script) => !script.ahead);
  const largest = sizes.toSorted((a, b) => b.packed - a.packed).slice(0, 8);
  await context.close();
  const packed = sizes.reduce((sum, one) => sum + one.packed, 0) / 1024;
  const later = all.filter((script) => script.ahead).reduce((sum, one) => sum + one.packed, 0) / 1024;
  const plain = sizes.reduce((sum, one) => sum + one.body.length, 0) / 1024;
  return figure("web", face, {
    value: `${packed.toFixed(0)} KB`,
    must: `≤ ${limit} KB`,
    pass: packed <= limit,
    parts: {
      address,
      scripts: sizes.length,
      "unpacked KB": Math.round(plain),
      "KB ahead for later": Math.round(later),
      largest: largest.map(({ name, packed: bytes }) => `${name} ${(bytes / 1024).toFixed(1)}`).join(", "),
    },
  });
}
