import type { Page } from "playwright-core";

/** Types a part of a name into a field that finds, and takes what it offers. */
export async function findBy(page: Page, field: string, words: string, name: string): Promise<void> {
  await page.getByRole("main").getByRole("textbox", { name: field, exact: true }).fill(words);
  await page.getByRole("option").filter({ hasText: name }).first().click();
}
