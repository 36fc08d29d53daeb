import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { readXlsx } from "hucre/xlsx";
import type { Locator, Page } from "playwright-core";
import { asking, ticketOf } from "./asking.ts";
import { familyOf } from "./colour.ts";
import { dispatcherHour } from "./dispatcher-hour.ts";
import { fieldChapters } from "./fields-chapters.ts";
import { becomes, stands } from "./hands.ts";
import { COLUMNS, listChapters } from "./list-chapters.ts";
import { assertDocumented } from "./requests.ts";
import { makeStage, type Stage } from "./stage.ts";

/** Lines of an important comment: three more than the label shows. */
const EIGHT = ["раз", "два", "три", "четыре", "пять", "шесть", "семь", "восемь"];

describe("the list of tickets", () => {
  let stage: Stage;
  let page: Page;
  /** Numbers of tickets by what became of them. */
  const of = { waiting: 0, reopened: 0, inWork: 0, suspended: 0, done: 0, cancelled: 0, withdrawn: 0 };

  before(async () => {
    stage = await makeStage();
    const move = (number: number, to: string, more = {}) =>
      asking(stage, "dina").post(`/tickets/${number}/move`, { to, ...more });
    const assignees = [stage.cast.people.ben.id];
    of.waiting = (await ticketOf(stage)).number;
    await ticketOf(stage, { subject: "Капает бачок" });
    of.inWork = (await ticketOf(stage, { assignees })).number;
    await move(of.inWork, "in_progress");
    of.suspended = (await ticketOf(stage, { assignees })).number;
    await move(of.suspended, "in_progress");
    await move(of.suspended, "suspended", { comment: "Нет детали", resumeAt: inDays(5) });
    of.done = (await ticketOf(stage, { assignees })).number;
    await move(of.done, "in_progress");
    await move(of.done, "done");
    of.reopened = (await ticketOf(stage, { assignees })).number;
    for (const to of ["in_progress", "done", "reopened"]) await move(of.reopened, to);
    await asking(stage, "dina").post(`/tickets/${of.reopened}/assign`, { assignees: [] });
    of.cancelled = (await ticketOf(stage)).number;
    await move(of.cancelled, "cancelled", { comment: "Повтор" });
    of.withdrawn = (await ticketOf(stage)).number;
    await move(of.withdrawn, "cancelled_by_client", { reasons: ["Ошибка"] });
    page = await stage.open("dina", "/my");
  });
  after(() => stage.close());

  const tab = (name: string) => page.getByRole("tab", { name: new RegExp(`^${name}`) });
  const line = (number: number) => lineOf(page, number);
  const found = (count: number) => page.getByText(`Найдено заявок: ${count}`, { exact: true }).waitFor();
  /** Away from the list, so that what comes is shown at once. */
  const lookAway = () => page.mouse.move(700, 20);

  it("[H-LIST-01] opens on the new ones", async () => {
    await page
      .getByRole("navigation", { name: "Разделы" })
      .getByRole("link", { name: /Все заявки/ })
      .click();
    await line(of.waiting).waitFor();
    assert.equal(await tab("Новые").getAttribute("aria-selected"), "true");
  });

  it("[H-LIST-02, H-LIST-04] holds under New those that wait or are reopened, and counts them", async () => {
    const statuses = await page
      .getByRole("gridcell")
      .filter({ hasText: /^(Ожидание|Переоткрыто)$/ })
      .allTextContents();
    assert.deepEqual(statuses.toSorted(), ["Ожидание", "Ожидание", "Переоткрыто"]);
    await found(3);
    await becomes(() => tab("Новые").textContent(), "Новые3");
  });

  it("[H-LIST-08] shows a new person these columns", async () => {
    assert.deepEqual(await page.getByRole("columnheader").allTextContents(), COLUMNS);
  });

  it("[H-LIST-03, H-LIST-06] holds everything under All, and tells how many tickets the filters leave", async () => {
    await tab("Все").click();
    await found(8);
    for (const number of Object.values(of)) await line(number).waitFor();
    await stage.picture(page, "list");
    const search = page.getByRole("textbox", { name: "Поиск по заявкам" });
    await search.fill("бачок");
    await search.press("Enter");
    await found(1);
    await search.fill("");
    await search.press("Enter");
    await found(8);
  });

  listChapters({ stage: () => stage, page: () => page, of });

  it("[H-STAT-01] gives each status its colour", async () => {
    const shown = await page.getByRole("row").evaluateAll((rows) =>
      rows.flatMap((row) => {
        const dot = row.querySelector("[role=gridcell] [style*=tone-dot] > [style*=tone-dot]");
        const status = dot?.closest("[role=gridcell]")?.textContent ?? "";
        return dot ? [[status, getComputedStyle(dot).backgroundColor] as const] : [];
      }),
    );
    assert.deepEqual(Object.fromEntries(shown.map(([name, colour]) => [name, familyOf(colour)])), {
      Ожидание: "red",
      "В работе": "blue",
      Выполнено: "green",
      Приостановлено: "grey",
      Отменено: "yellow",
      "Отменено клиентом": "yellow",
      Переоткрыто: "violet",
    });
  });

  it("[H-LBL-02, H-LBL-03, H-LIST-05] marks tickets that clients wrote in, live, and counts them", async () => {
    await lookAway();
    const ada = asking(stage, "ada");
    for (const number of [of.inWork, of.done]) {
      for (const text of ["Здравствуйте!", "Когда придёте?", "Ау"]) {
        await ada.post(`/tickets/${number}/messages`, { text });
      }
    }
    for (const number of [of.inWork, of.done]) {
      const label = line(number).getByRole("img", { name: "3 непрочитанных сообщения от клиента" });
      await label.waitFor();
      assert.equal(await label.textContent(), "3");
    }
    await page.getByRole("tab", { name: "Все 2", exact: true }).waitFor();
  });

  it("[O-REG-16, O-REG-17] shows in bold what is new and what a client wrote in last", async () => {
    assert.ok(await isBold(line(of.waiting)), "new");
    assert.ok(!(await isBold(line(of.suspended))), "taken long ago");
    assert.ok(await isBold(line(of.inWork)), "the client had the last word");
    await asking(stage, "ben").post(`/tickets/${of.inWork}/messages`, { text: "Буду в 15:00" });
    // Answered, and that is what stays.
    await becomes(() => isBold(line(of.inWork)), false);
  });

  it("[H-LBL-05, H-LBL-07, H-COMM-08] tells an important comment on hover, five lines of it, and all of it on its tab", async () => {
    const label = line(of.waiting).getByRole("img", { name: /^Важный комментарий/ });
    assert.equal(await label.count(), 0);
    await asking(stage, "ben").post(`/tickets/${of.waiting}/notes`, { text: EIGHT.join("\n"), important: true });
    await label.hover();
    const tip = page.getByRole("tooltip");
    await tip.getByText("раз").waitFor();
    await stage.picture(page, "list-important");
    const text = tip.getByText(/раз/).last();
    const lines = await text.evaluate((element) => {
      const { lineHeight } = getComputedStyle(element);
      return {
        shown: element.clientHeight / Number.parseFloat(lineHeight),
        all: element.scrollHeight > element.clientHeight,
      };
    });
    assert.equal(Math.round(lines.shown), 5);
    assert.ok(lines.all, "The rest is not cut off");
    await line(of.waiting).click();
    await page.getByRole("tab", { name: "Комментарии" }).click();
    await page.getByRole("article").getByText("восемь").waitFor();
    await page.getByRole("button", { name: "Закрыть заявку" }).click();
  });

  it("[O-PRIO-05, O-PRIO-06] shows the priority as a coloured corner of the row, called by name on hover", async () => {
    const corner = line(of.suspended).getByRole("img", { name: "Приоритет: Высокий" });
    assert.equal(await corner.count(), 0);
    await asking(stage, "dina").patch(`/tickets/${of.suspended}`, { priority: "high" });
    await corner.waitFor();
    const [row, at] = [await stands(line(of.suspended)), await stands(corner)];
    assert.ok(at.x - row.x <= 1 && at.y - row.y <= 1 && at.width < 20, JSON.stringify({ row, at }));
    assert.equal(familyOf(await corner.evaluate((element) => getComputedStyle(element).backgroundColor)), "amber");
    await corner.hover();
    await page.getByRole("tooltip").getByText("Приоритет: Высокий").waitFor();
  });

  it("follows in a second window what others do, rows and counters", async () => {
    await lookAway();
    const other = await stage.open("boss", `/tickets/${of.waiting}`);
    await other.getByRole("button", { name: "Назначить исполнителя" }).click();
    await other.getByRole("option", { name: /Ben Cast/ }).click();
    await line(of.waiting).getByText("Ben Cast").waitFor();
    await other.getByRole("button", { name: "Взять в работу" }).click();
    await line(of.waiting).getByText("В работе").waitFor();
    await page.getByRole("tab", { name: "Новые 2", exact: true }).waitFor();
    await other.context().close();
  });

  dispatcherHour(() => ({ stage, of }));

  it("[H-LBL-18] puts the ticket with more messages higher", async () => {
    for (const number of [of.done, of.suspended]) {
      await asking(stage, "ada").post(`/tickets/${number}/messages`, { text: "И ещё" });
    }
    await page.reload();
    await line(of.suspended).getByRole("img", { name: "1 непрочитанное сообщение от клиента" }).waitFor();
    await line(of.done).getByRole("img", { name: "4 непрочитанных сообщения от клиента" }).waitFor();
    const [four, one, none] = await Promise.all([of.done, of.suspended, of.withdrawn].map((of) => stands(line(of))));
    assert.ok(four && one && none && four.y < one.y && one.y < none.y, JSON.stringify({ four, one, none }));
  });

  it("[H-LIST-10, H-ACC-10] opens the card by a click on the row, for the dispatcher and in My tickets", async () => {
    await line(of.done).click();
    const card = page.getByRole("complementary");
    await card.getByRole("heading", { name: "Протекает кран", level: 1 }).waitFor();
    await card.getByText(String(of.done), { exact: true }).waitFor();
    const bens = await stage.open("ben", "/my", { size: "phone" });
    const his = bens.getByRole("link", { name: new RegExp(String(of.inWork)) }).first();
    await his.waitFor();
    assert.equal(await bens.getByRole("button", { name: "Сформировать отчёт" }).count(), 0);
    await his.click();
    await bens.waitForURL(new RegExp(`/tickets/${of.inWork}$`));
    await bens.getByRole("heading", { name: "Протекает кран", level: 1 }).waitFor();
    await stage.picture(bens, "card-phone");
  });

  it("[H-XLS-01, H-XLS-03, H-XLS-04] builds a workbook of the fields that are ticked", async () => {
    const desk = page;
    await page.goto(`${stage.url}/tickets?tab=all`);
    await desk.getByRole("button", { name: "Сформировать отчёт" }).click();
    const dialog = desk.getByRole("dialog", { name: "Отчёт по списку" });
    const box = (name: string) => dialog.getByRole("checkbox", { name, exact: true });
    await dialog.getByRole("button", { name: "Выбрать все" }).click();
    await becomes(() => dialog.getByRole("checkbox", { checked: false }).count(), 0);
    await stage.picture(desk, "list-export");
    await dialog.getByRole("button", { name: "Снять все" }).click();
    await becomes(() => dialog.getByRole("checkbox", { checked: true }).count(), 0);
    await box("О клиенте").click();
    for (const name of ["Клиент", "Телефон клиента", "Компания"]) await becomes(() => box(name).isChecked(), true);
    await box("Номер").click();
    await dialog.getByRole("button", { name: "Сформировать", exact: true }).dblclick();
    await desk
      .getByRole("status")
      .getByText(/^Отчёт готов: Заявки/)
      .waitFor();
    const [file] = await Promise.all([
      desk.waitForEvent("download"),
      dialog.getByRole("link", { name: /^Скачать: Заявки/ }).click(),
    ]);
    assert.match(file.suggestedFilename(), /^Заявки .*\.xlsx$/);
    // Two clicks are one order.
    assert.equal((await asking(stage, "dina").get("/exports")).items.length, 1);
    const [sheet] = (await readXlsx(await readFile(await file.path()))).sheets;
    assert.deepEqual([sheet?.rows.length, sheet?.rows[0]?.slice(0, 2)], [10, ["Номер", "Клиент"]]);
  });

  fieldChapters(() => ({ stage, tickets: 8 }));

  it("[B-API-01] has asked for nothing that the document of the API does not name", () => assertDocumented(stage));
});

const lineOf = (page: Page, number: number): Locator =>
  page.getByRole("row").filter({ has: page.getByRole("link", { name: String(number), exact: true }) });

const isBold = (row: Locator): Promise<boolean> =>
  row.getByRole("link").evaluate((link) => Number(getComputedStyle(link).fontWeight) >= 600);

const inDays = (days: number): string => new Date(Date.now() + days * 24 * 3600 * 1000).toISOString().slice(0, 10);
