import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { it } from "node:test";
import { readXlsx } from "hucre/xlsx";
import type { Page } from "playwright-core";
import { asking } from "./asking.ts";
import { becomes } from "./hands.ts";
import type { Stage } from "./stage.ts";

/** A field of a contact through what a field can do in lists; `tickets` of the stage are ada's. */
export function fieldChapters(at: () => { stage: Stage; tickets: number }): void {
  it("[B-FLD-01] has a new field of contacts at once as a column, filter and export of their tickets", async () => {
    const { stage, tickets } = at();
    const page = await stage.open("dina", "/tickets?tab=all");
    await page.getByRole("link", { name: /^\d+$/ }).first().waitFor();
    const settings = await stage.open("boss", "/settings/fields/contact/new");
    await settings.getByRole("textbox", { name: "Название" }).fill("VIP");
    await settings.getByRole("button", { name: "Добавить поле" }).click();
    await settings.getByRole("link", { name: "VIP" }).waitFor();
    await settings.close();
    const { ada } = stage.cast.people;
    await asking(stage, "dina").patch(`/contacts/${ada.id}`, { custom: { vip: "ветеран" } });

    // The list has stood open all the while.
    await page.getByRole("button", { name: "Столбцы" }).click();
    const chooser = page.getByRole("dialog", { name: "Столбцы" });
    await chooser.getByRole("searchbox", { name: "Найти столбец" }).fill("vip");
    await becomes(() => chooser.getByRole("switch").count(), 1);
    await chooser.getByRole("switch", { name: "Контакт: VIP" }).click({ force: true });
    await page.keyboard.press("Escape");
    await becomes(() => page.getByRole("gridcell", { name: "ветеран", exact: true }).count(), tickets);
    // What is changed on her card is on the screen by itself.
    for (const value of ["ветеран труда", "ветеран"]) {
      await asking(stage, "dina").patch(`/contacts/${ada.id}`, { custom: { vip: value } });
      await becomes(() => page.getByRole("gridcell", { name: value, exact: true }).count(), tickets);
    }
    const search = page.getByRole("textbox", { name: "Поиск по заявкам" });
    for (const [value, count] of [
      ["пенсионер", 0],
      ["ветеран", tickets],
    ]) {
      await search.fill(`contact.vip:${value}`);
      await search.press("Enter");
      await page.getByText(`Найдено заявок: ${count}`, { exact: true }).waitFor();
      await page.getByText(`Контакт: VIP: «${value}»`, { exact: true }).waitFor();
    }
    const [header, ...rows] = await exported(page, ["Номер", "Контакт: VIP"]);
    assert.deepEqual(header, ["Номер", "Контакт: VIP"]);
    assert.deepEqual([rows.length, new Set(rows.map(([, value]) => value))], [tickets, new Set(["ветеран"])]);
    await page.close();
  });

  it("[B-FLD-01] exports the list of contacts as it is narrowed, with their own fields", async () => {
    const { stage } = at();
    const page = await stage.open("dina", "/clients");
    const search = page.getByPlaceholder("Имя, телефон, почта, адрес или лицевой счёт");
    await search.fill("Ada");
    await page.getByText("Vera Cast").waitFor({ state: "hidden" });
    assert.deepEqual(await exported(page, ["Имя", "VIP"]), [
      ["Имя", "VIP"],
      ["Ada Cast", "ветеран"],
    ]);
    await page.close();
  });
}

/** The rows of the workbook that is built of these fields alone. */
async function exported(page: Page, fields: readonly string[]): Promise<unknown[][]> {
  await page.getByRole("button", { name: "Сформировать отчёт" }).click();
  const dialog = page.getByRole("dialog", { name: "Отчёт по списку" });
  await dialog.getByRole("button", { name: "Выбрать все" }).click();
  await dialog.getByRole("button", { name: "Снять все" }).click();
  for (const name of fields) await dialog.getByRole("checkbox", { name, exact: true }).click();
  await dialog.getByRole("button", { name: "Сформировать", exact: true }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("status").getByRole("link", { name: "Скачать", exact: true }).click(),
  ]);
  const [sheet] = (await readXlsx(await readFile(await file.path()))).sheets;
  return sheet?.rows ?? [];
}
