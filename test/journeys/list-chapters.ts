import assert from "node:assert/strict";
import { it } from "node:test";
import type { Locator, Page } from "playwright-core";
import { becomes, stands } from "./hands.ts";
import type { Stage } from "./stage.ts";

export const COLUMNS = ["Статус", "Номер", "Услуга", "Объект, адрес", "Клиент", "Исполнители", "Метки", "Обновлена"];
/** The columns of the tables New and All by their keys, with the moment of creation; the flag of selection is the box. */
const ALL_COLUMNS =
  "status number externalId serviceType service crmName channel address client clientStatus debt unit entrance floor subject assignee controller due approved decisionDate approver acceptedBy acceptedAt closedBy closedAt quarterManager assigneesAll history labels attachments created updated rating".split(
    " ",
  );

/** Where the chapters play: the tab All of eight tickets, three of them new, by the numbers of what became of them. */
type Scene = {
  stage: () => Stage;
  page: () => Page;
  of: Record<"waiting" | "reopened" | "done", number>;
};

/** Filters, saved views and columns of the list, each leaving the list as it was. */
export function listChapters({ stage, page, of }: Scene): void {
  const tab = (name: string) => page().getByRole("tab", { name: new RegExp(`^${name}`) });
  const line = (number: number): Locator =>
    page()
      .getByRole("row")
      .filter({ has: page().getByRole("link", { name: String(number), exact: true }) });
  const found = (count: number) => page().getByText(`Найдено заявок: ${count}`, { exact: true }).waitFor();

  it("[H-FILT-01] finds by number, service, client and address on Enter, on both tabs", async () => {
    const search = page().getByRole("textbox", { name: "Поиск по заявкам" });
    const find = async (words: string, count: number) => {
      await search.fill(words);
      await search.press("Enter");
      await found(count);
    };
    await find(`№${of.done}`, 1);
    await line(of.done).waitFor();
    for (const words of ["Сантехника", "Ada Cast", "Ленина"]) await find(words, 8);
    for (const words of ["Лифт", "Vera", "Мира"]) await find(words, 0);
    await tab("Новые").click();
    await find(`№${of.done}`, 0);
    await find(`№${of.waiting}`, 1);
    await find("Ada Cast", 3);
    await tab("Все").click();
    await found(8);
  });

  it("[H-FILT-02, H-FILT-03, H-FILT-04, H-FILT-05] filters by what is set and saved, keeps it for the next visit, and clears it", async () => {
    const filters = page().getByRole("dialog", { name: "Фильтры" });
    await page().getByRole("button", { name: "Фильтры", exact: true }).click();
    await filters.getByPlaceholder("от").first().fill(String(of.waiting));
    await filters.getByRole("radiogroup", { name: "Открывалась повторно" }).getByText("Да").click();
    await filters.getByRole("button", { name: "Сохранить", exact: true }).click();
    await found(1);
    await line(of.reopened).waitFor();
    const button = page().getByRole("button", { name: "Фильтры: задано 2" });
    await button.waitFor();
    const sections = page().getByRole("navigation", { name: "Разделы" });
    await sections.getByRole("link", { name: /Мои заявки/ }).click();
    await sections.getByRole("link", { name: /Все заявки/ }).click();
    await tab("Все").click();
    await found(1);
    await button.waitFor();
    await page().getByRole("button", { name: "Очистить", exact: true }).click();
    await found(8);
    await page().getByRole("button", { name: "Фильтры", exact: true }).waitFor();
  });

  it("[H-SAVF-01, H-SAVF-02, H-SAVF-03, H-SAVF-05] saves filters as a view, opens it by its name, renames and deletes it", async () => {
    const views = page().getByRole("button", { name: "Избранные фильтры" });
    const menu = page().getByRole("dialog", { name: "Избранные фильтры" });
    await views.click();
    await becomes(() => menu.getByRole("button", { name: "Добавить в избранное…" }).isDisabled(), true);
    await page().keyboard.press("Escape");
    await page().getByRole("button", { name: "Фильтры", exact: true }).click();
    const filters = page().getByRole("dialog", { name: "Фильтры" });
    const favourite = filters.getByRole("button", { name: "Добавить в избранное" });
    await becomes(() => favourite.isDisabled(), true);
    await filters.getByPlaceholder("от").first().fill(String(of.done));
    await favourite.click();
    const save = page().getByRole("dialog", { name: "Сохранить фильтры" });
    // Without a name.
    await becomes(() => save.getByRole("button", { name: "Сохранить" }).isDisabled(), true);
    await save.getByLabel("Название").fill("С выполненной");
    await save.getByRole("button", { name: "Сохранить" }).click();
    const own = page().getByRole("tab", { name: /С выполненной 4$/ });
    await own.waitFor();
    await found(4);
    await stage().picture(page(), "list-view");
    await tab("Все").click();
    await found(8);
    await views.click();
    await menu.getByRole("button", { name: "С выполненной", exact: true }).click();
    await found(4);
    // Away from what is kept: seen, and taken back.
    const search = page().getByRole("textbox", { name: "Поиск по заявкам" });
    await search.fill("бачок");
    await search.press("Enter");
    await page().getByText("С выполненной · изменён").waitFor();
    await page().getByRole("button", { name: "Вернуть как было" }).click();
    await found(4);
    // Its columns are apart from those of the other tabs, in another window, too.
    const headers = (on: Page) => on.getByRole("columnheader").allTextContents();
    const fewer = COLUMNS.filter((name) => name !== "Клиент");
    await page().getByRole("button", { name: "Столбцы" }).click();
    const kept = page().waitForResponse((one) => one.request().postData()?.includes("list.columns") === true);
    await page().getByRole("switch", { name: "Клиент", exact: true }).click({ force: true });
    await kept;
    await page().keyboard.press("Escape");
    await becomes(() => headers(page()), fewer);
    await tab("Все").click();
    await becomes(() => headers(page()), COLUMNS);
    await own.click();
    await becomes(() => headers(page()), fewer);
    const home = await stage().open("dina", new URL(page().url()).pathname + new URL(page().url()).search);
    await becomes(() => headers(home), fewer);
    await home.close();
    const chosen = async (name: string) => {
      await views.click();
      await menu.getByRole("button", { name: /^Действия с/ }).click();
      await page().getByRole("menuitem", { name }).click();
    };
    await chosen("Переименовать");
    const rename = page().getByRole("dialog", { name: "Переименовать" });
    await rename.getByLabel("Название").fill("Четыре");
    await rename.getByRole("button", { name: "Сохранить" }).click();
    await page()
      .getByRole("tab", { name: /Четыре/ })
      .waitFor();
    await chosen("Удалить");
    await page()
      .getByRole("dialog", { name: /^Удалить/ })
      .getByRole("button", { name: "Удалить" })
      .click();
    await found(8);
    await page()
      .getByRole("tab", { name: /Четыре/ })
      .waitFor({ state: "detached" });
  });

  it("[H-LIST-07, H-COL-01, H-COL-02, H-COL-03, H-COL-16] offers 34 columns on both tabs, shows, moves and hides them, and opens the history of a row", async () => {
    const columns = page().getByRole("button", { name: "Столбцы" });
    const chooser = page().getByRole("dialog", { name: "Столбцы" });
    const keys = () =>
      chooser.locator("[data-key]").evaluateAll((all) => all.map((one) => one.getAttribute("data-key")));
    // The flag of selection.
    await page()
      .getByRole("checkbox", { name: /^Выбрать заявку/ })
      .first()
      .waitFor();
    for (const name of ["Новые", "Все"]) {
      await tab(name).click();
      await columns.click();
      await chooser.locator('[data-key="rating"]').waitFor();
      const missing = async () => {
        const offered = await keys();
        return ALL_COLUMNS.filter((key) => !offered.includes(key));
      };
      await becomes(missing, []);
      if (name === "Новые") await page().keyboard.press("Escape");
    }
    const shown = () => page().getByRole("columnheader").allTextContents();
    const history = chooser.getByRole("switch", { name: "История" });
    await history.click({ force: true });
    await page().getByRole("columnheader", { name: "История" }).waitFor();
    await becomes(async () => (await shown()).at(-1), "История");
    const grip = await stands(chooser.getByRole("button", { name: "Переставить столбец «История»" }));
    const top = await stands(chooser.getByRole("button", { name: "Переставить столбец «Статус»" }));
    await page().mouse.move(grip.x + 5, grip.y + 5);
    await page().mouse.down();
    await page().mouse.move(top.x + 5, top.y + 20, { steps: 4 });
    await page().mouse.move(top.x + 5, top.y + 2, { steps: 4 });
    await page().mouse.up();
    await page().getByRole("columnheader").first().getByText("История").waitFor();
    await page().keyboard.press("Escape");
    await line(of.done)
      .getByRole("button", { name: `История заявки ${of.done}` })
      .click();
    const events = page().getByRole("dialog", { name: `История заявки ${of.done}` });
    await events.getByText(/^Заявка создана/).waitFor();
    assert.ok((await events.getByRole("listitem").count()) >= 3, "opened, taken into work, done");
    await page().keyboard.press("Escape");
    await columns.click();
    await history.click({ force: true });
    await page().getByRole("columnheader", { name: "История" }).waitFor({ state: "detached" });
    await becomes(shown, COLUMNS);
    await page().keyboard.press("Escape");
  });
}
