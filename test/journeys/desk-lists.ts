import assert from "node:assert/strict";
import { it } from "node:test";
import type { Locator, Page } from "playwright-core";
import { becomes, stands } from "./hands.ts";
import type { makeBareStage } from "./stage.ts";

/** The filters of the tab All of those who manage houses, in their order. */
const FILTERS = [
  ...["Номер", "Статус", "Канал", "Оценка", "Тип услуги", "Услуга", "Просрочена", "Выполнить до"],
  ...["Группа объектов", "Квартал", "Объект", "Помещение", "Подъезд", "Этаж", "Прикреплена к инциденту"],
  ...["Клиент", "Теги клиента", "Отдел", "Исполнители", "Контролёры", "Заявку принял", "Согласующий", "Согласовано"],
  ...["Принята", "Заявку закрыл", "Закрыта", "Открывалась повторно", "Управляющий кварталом", "Есть вложения"],
  ...["Создана", "Обновлена"],
];
const NOT_ON_NEW = ["Статус", "Прикреплена к инциденту"];

/** A desk of a preset with one employee, and what he asks of its API. */
export type ListDesk = {
  page: Page;
  api: (method: string, path: string, body?: object) => Promise<Answer>;
};
type Answer = { number: number; key: string; status: string; dueAt?: string; assignees?: unknown[] };
type Post = Pick<Awaited<ReturnType<typeof makeBareStage>>, "send" | "letter">;

const CLIENT = { name: "Мария Орлова", email: "maria@shop.example" };

/** What stands in the lists of desks as they are set up, before anybody has changed a thing. */
export function deskLists(setUp: (preset: string) => Promise<ListDesk>, post: () => Post): void {
  const desks = new Map<string, Promise<ListDesk>>();
  const open = (preset: string): Promise<ListDesk> => {
    const there = desks.get(preset) ?? setUp(preset);
    desks.set(preset, there);
    return there;
  };

  it("[H-FILT-06, H-FILT-07] asks those who manage houses exactly 31 filters, and two less of what is new", async () => {
    const { page } = await open("housing");
    const filters = page.getByRole("dialog", { name: "Фильтры" });
    const names = () =>
      filters
        .locator("fieldset > [data-key]")
        .evaluateAll((all) => all.map((one) => one.querySelector("label, span")?.textContent));
    const opened = () => page.getByRole("button", { name: "Фильтры", exact: true }).click();
    assert.equal(FILTERS.length, 31);
    await opened();
    await becomes(names, FILTERS);
    await page.keyboard.press("Escape");
    await filters.waitFor({ state: "hidden" });
    await page.getByRole("tab", { name: /^Новые/ }).click();
    await opened();
    const onNew = FILTERS.filter((name) => !NOT_ON_NEW.includes(name));
    await becomes(names, onNew);
    await page.keyboard.press("Escape");
    await filters.waitFor({ state: "hidden" });
  });

  it("[O-LIST-01] lists the tickets of a service company: bold, with the corner of the priority, changed in the row, and its attributes where one puts them", async () => {
    const { page, api } = await open("helpdesk");
    const { letter, send } = post();
    const { key } = await api("POST", "/fields", { name: "Модель", type: "text" });
    const custom = { [key.replace("custom.", "")]: "HP 1020" };
    const urgent = { subject: "Не печатает принтер", channel: "call", priority: "high", custom };
    const first = await api("POST", "/tickets", urgent);
    const other = await api("POST", "/tickets", { subject: "Заменить картридж", channel: "call", client: CLIENT });
    const line = (number: number): Locator =>
      page.getByRole("row").filter({ has: page.getByRole("link", { name: String(number), exact: true }) });
    const isBold = (number: number) =>
      line(number)
        .getByRole("link", { name: String(number), exact: true })
        .evaluate((link) => Number(getComputedStyle(link).fontWeight) >= 600);
    await page.reload();
    await line(first.number).waitFor();
    await line(other.number).waitFor();

    // Just created: bold. Its priority: a corner at the top left, called by its name.
    await becomes(() => isBold(first.number), true);
    assert.equal(
      await line(other.number)
        .getByRole("img", { name: /^Приоритет/ })
        .count(),
      0,
    );
    const corner = line(first.number).getByRole("img", { name: "Приоритет: Высокий" });
    const [row, at] = [await stands(line(first.number)), await stands(corner)];
    assert.ok(at.x - row.x <= 1 && at.y - row.y <= 1, JSON.stringify({ row, at }));
    await corner.hover();
    await page.getByRole("tooltip").getByText("Приоритет: Высокий").waitFor();

    // Status and assignee are changed where they stand.
    await line(first.number).hover();
    await page.getByRole("button", { name: `Назначить исполнителя заявки ${first.number}` }).click();
    await page.getByRole("option", { name: /oleg/i }).click();
    await line(first.number).getByText(/oleg/i).first().waitFor();
    await page.keyboard.press("Escape");
    await line(first.number).hover();
    await page.getByRole("button", { name: `Перевести заявку ${first.number}` }).click();
    await page.getByRole("menuitem", { name: "Решить", exact: true }).click();
    await line(first.number).getByText("Решена").waitFor();
    await page.getByRole("status").getByText(`Заявка ${first.number}: Решена`).waitFor();
    const stored = await api("GET", `/tickets/${first.number}`);
    assert.deepEqual([stored.status, stored.assignees?.length], ["resolved", 1]);

    // The client had the last word: bold; an employee had it: not.
    await becomes(() => isBold(other.number), true);
    await api("POST", `/tickets/${other.number}/messages`, { text: "Привезём завтра" });
    await becomes(() => isBold(other.number), false);
    const { messageId } = await letter(({ to, text }) => to === CLIENT.email && text.includes("Привезём завтра"));
    await send({
      from: CLIENT.email,
      to: "desk-helpdesk@localhost",
      subject: "Re: Заменить картридж",
      text: "Лучше сегодня",
      inReplyTo: messageId,
    });
    await becomes(() => isBold(other.number), true);

    // An attribute is there once it is put among the columns.
    const headers = () => page.getByRole("columnheader").allTextContents();
    assert.ok(!(await headers()).includes("Модель"));
    assert.equal(await page.getByRole("gridcell", { name: "HP 1020" }).count(), 0);
    await page.getByRole("button", { name: "Столбцы" }).click();
    const chooser = page.getByRole("dialog", { name: "Столбцы" });
    await chooser.getByRole("switch", { name: "Модель" }).click({ force: true });
    await page.getByRole("gridcell", { name: "HP 1020" }).waitFor();
    const before = [...(await headers())];
    assert.equal(before.at(-1), "Модель");
    // Before the one above it, and so it stays.
    await chooser.getByRole("button", { name: "Переставить столбец «Модель»" }).focus();
    await page.keyboard.press("Space");
    await chooser.locator("[data-held]").waitFor();
    const heard = async () => (await page.locator(`[id^="DndLiveRegion"]`).textContent()) ?? "";
    await becomes(async () => {
      await page.keyboard.press("ArrowUp");
      return /Модель.*место 1 из/.test(await heard());
    }, true);
    const kept = page.waitForResponse((one) => one.request().postData()?.includes("list.columns") === true);
    await page.keyboard.press("Space");
    await kept;
    await page.keyboard.press("Escape");
    const swapped = ["Модель", ...before.slice(0, -1)];
    await becomes(headers, swapped);
    await page.reload();
    await page.getByRole("gridcell", { name: "HP 1020" }).waitFor();
    assert.deepEqual(await headers(), swapped);
  });

  it("[O-REC-03] takes down work for a day to come, which card and list then carry, on the desks of houses and of services", async () => {
    for (const preset of ["housing", "helpdesk"]) {
      const { page, api } = await open(preset);
      const main = page.getByRole("main");
      await page.getByRole("navigation", { name: "Разделы" }).getByRole("link", { name: "Новая заявка" }).click();
      await main.getByRole("textbox", { name: "Суть обращения", exact: true }).fill("Промыть систему отопления");
      await main.getByRole("button", { name: "Указать вручную" }).click();
      const day = main.getByLabel("Решить до");
      const create = main.getByRole("button", { name: "Создать", exact: true });
      await day.fill("2024-03-05T14:00");
      await create.click();
      await main.getByText("Срок решения должен быть в будущем.").waitFor();
      assert.equal(await day.getAttribute("aria-invalid"), "true");
      const year = new Date().getFullYear() + 1;
      await day.fill(`${year}-03-05T14:00`);
      await create.click();
      await page.waitForURL(/\/tickets\/\d+$/);
      const number = Number(new URL(page.url()).pathname.split("/").at(-1));
      assert.equal((await api("GET", `/tickets/${number}`)).dueAt, new Date(`${year}-03-05T14:00+03:00`).toISOString());
      const shown = new RegExp(`5 мар.* ${year}.*14:00`);
      await main.getByRole("region", { name: "Сроки" }).getByText(shown).first().waitFor();

      await page.getByRole("navigation", { name: "Разделы" }).getByRole("link", { name: "Все заявки" }).click();
      await page.getByRole("tab", { name: /^Все/ }).click();
      const row = page.getByRole("row").filter({ has: page.getByRole("link", { name: String(number), exact: true }) });
      const search = page.getByRole("textbox", { name: "Поиск по заявкам" });
      for (const [asked, count] of [
        [`due<${year}-03-05`, 0],
        [`due:${year}-03-05`, 1],
      ] as const) {
        await search.fill(`number:${number} ${asked}`);
        await search.press("Enter");
        await becomes(() => row.count(), count);
      }
      if ((await page.getByRole("columnheader", { name: "Выполнить до" }).count()) === 0) {
        await page.getByRole("button", { name: "Столбцы" }).click();
        const chooser = page.getByRole("dialog", { name: "Столбцы" });
        await chooser.getByRole("switch", { name: "Выполнить до", exact: true }).click({ force: true });
        await page.keyboard.press("Escape");
      }
      await row.getByRole("gridcell", { name: shown }).waitFor();
    }
  });
}
