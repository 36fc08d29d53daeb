import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { Locator, Page } from "playwright-core";

/** Types a part of a name into a field that finds, and takes what it offers. */
export const findBy = (page: Page, field: string, words: string, name: string): Promise<void> =>
  chooseIn(page, page.getByRole("main").getByRole("textbox", { name: field, exact: true }), name, words);

/** Types into a field that finds, the whole name or `words` of it, and takes what it offers. */
export async function chooseIn(page: Page, field: Locator, name: string, words = name): Promise<void> {
  await field.fill(words);
  await page.getByRole("option").filter({ hasText: name }).first().click();
}

/** The facts of a block or pop-up, value by label. */
export async function factsIn(where: Locator): Promise<Record<string, string>> {
  await where.getByRole("term").first().waitFor();
  const [labels, values] = [where.getByRole("term"), where.getByRole("definition")];
  const texts = await values.allTextContents();
  return Object.fromEntries((await labels.allTextContents()).map((label, at) => [label, texts[at]?.trim() ?? ""]));
}

/** Where something stands on the page, px. */
export async function stands(what: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await what.boundingBox();
  assert.ok(box, "It is not on the screen");
  return box;
}

/** Waits until something is as it should be: the screen shows a change before the server has it. */
export async function becomes<T>(value: () => Promise<T>, wanted: T): Promise<void> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const now = await value();
    if (isDeepStrictEqual(now, wanted)) return;
    if (Date.now() > end) assert.deepEqual(now, wanted);
    await sleep(50);
  }
}
/** As long as the windows wait, ms. */
const PATIENCE = 15_000;

/** Goes to the page of a ticket as the console's own links do, without loading everything anew. */
export async function openTicket(page: Page, number: number): Promise<void> {
  await page.evaluate((to) => history.pushState({}, "", to), `/tickets/${number}`);
  await page.waitForFunction((start) => document.title.startsWith(start), `${number} ·`);
}
