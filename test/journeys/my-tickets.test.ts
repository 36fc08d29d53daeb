import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { asking, ticketOf } from "./asking.ts";
import { becomes, stands } from "./hands.ts";
import { makeStage, type Stage } from "./stage.ts";

describe("my tickets", () => {
  let stage: Stage;
  let page: Page;
  /** Numbers of ben's tickets, and of one that is nobody's. */
  const of = { inWork: 0, waiting: 0, done: 0, nobodys: 0 };

  before(async () => {
    stage = await makeStage();
    const assignees = [stage.cast.people.ben.id];
    of.inWork = (await ticketOf(stage, { assignees })).number;
    of.waiting = (await ticketOf(stage, { assignees, subject: "Капает бачок" })).number;
    of.done = (await ticketOf(stage, { assignees })).number;
    of.nobodys = (await ticketOf(stage)).number;
    const move = (number: number, to: string) => asking(stage, "dina").post(`/tickets/${number}/move`, { to });
    await move(of.inWork, "in_progress");
    for (const to of ["in_progress", "done"]) await move(of.done, to);
    page = await stage.open("ben", "/tickets");
  });
  after(() => stage.close());

  const section = () => page.getByRole("navigation", { name: "Разделы" }).getByRole("link", { name: /Мои заявки/ });
  const line = (number: number) =>
    page.getByRole("row").filter({ has: page.getByRole("link", { name: String(number), exact: true }) });
  const unread = (number: number) => line(number).getByRole("img", { name: "Вы ещё не открывали эту заявку" });
  const found = (count: number) => page.getByText(`Найдено заявок: ${count}`, { exact: true }).waitFor();

  it("shows first what is to be done, and all of mine on the tab beside, which the address keeps", async () => {
    const tab = (name: string) => page.getByRole("tab", { name, exact: true });
    await section().click();
    await found(2);
    await becomes(() => tab("В работе").getAttribute("aria-selected"), "true");
    await becomes(() => line(of.done).count(), 0);
    await stage.picture(page, "my-tickets");
    const search = page.getByRole("textbox", { name: "Поиск по заявкам" });
    await search.fill(String(of.done));
    await search.press("Enter");
    await page.getByRole("button", { name: "Искать среди всех моих" }).click();
    await line(of.done).waitFor();
    await search.fill("");
    await search.press("Enter");
    await found(3);
    await page.reload();
    await found(3);
    await becomes(() => tab("Все").getAttribute("aria-selected"), "true");
    // Who asks for what is done is shown it.
    await tab("В работе").click();
    await found(2);
    await search.fill("статус:выполнено");
    await search.press("Enter");
    await line(of.done).waitFor();
    await page.getByRole("button", { name: "Убрать фильтр" }).click();
  });

  it("[H-MY-01] holds those assigned to me, and no others", async () => {
    await found(3);
    for (const number of [of.inWork, of.waiting, of.done]) await line(number).waitFor();
    assert.equal(await line(of.nobodys).count(), 0);
  });

  it("[H-MY-02] counts beside the section those that are new or in work", async () => {
    await becomes(() => section().textContent(), "Мои заявки2");
  });

  it("[H-MY-03] is searched and filtered as the list of all tickets, with its own counter of what is found", async () => {
    const search = page.getByRole("textbox", { name: "Поиск по заявкам" });
    await search.fill("бачок");
    await search.press("Enter");
    await found(1);
    await search.fill("");
    await search.press("Enter");
    await found(3);
    await search.fill("статус:выполнено");
    await search.press("Enter");
    await found(1);
    await line(of.done).waitFor();
    await page.getByRole("button", { name: "Убрать фильтр" }).click();
    await found(3);
    await page.getByRole("button", { name: "Столбцы" }).click();
    await page.getByRole("switch", { name: "Канал" }).click();
    await page.getByRole("columnheader", { name: "Канал" }).waitFor();
    await page.keyboard.press("Escape");
  });

  it("[H-MY-04] marks what I have not opened yet, until I do", async () => {
    await unread(of.waiting).waitFor();
    await line(of.waiting).click();
    await page.getByRole("complementary").getByRole("heading", { name: "Капает бачок" }).waitFor();
    await unread(of.waiting).waitFor({ state: "hidden" });
    await page.getByRole("complementary").getByRole("button", { name: "Закрыть" }).click();
  });

  it("[H-MY-05, H-LBL-11] marks those that are ticked unread again", async () => {
    await line(of.waiting).getByRole("checkbox").click();
    await page.getByText("Выбрана 1").waitFor();
    await page.getByRole("button", { name: "Действия", exact: true }).click();
    await page.getByRole("menuitem", { name: "Отметить непрочитанными" }).click();
    await unread(of.waiting).waitFor();
    await page.getByText("Выбрана 1").waitFor({ state: "hidden" });
  });

  it("[H-LBL-01] hides the column of labels, and brings it back", async () => {
    const labels = page.getByRole("columnheader", { name: "Метки" });
    const toggle = async () => {
      await page.getByRole("button", { name: "Столбцы" }).click();
      await page.getByRole("switch", { name: "Метки" }).click();
      await page.keyboard.press("Escape");
    };
    await labels.waitFor();
    await toggle();
    await labels.waitFor({ state: "hidden" });
    await unread(of.waiting).waitFor({ state: "hidden" });
    await toggle();
    await labels.waitFor();
    await unread(of.waiting).waitFor();
  });

  it("[H-SORT-01, H-SORT-03, H-SORT-06, H-SORT-10] sorts by a click until the page is loaded anew, and keeps how labels lift", async () => {
    const header = page.getByRole("columnheader", { name: "Номер" });
    for (const order of ["ascending", "descending"]) {
      await header.getByRole("button").click();
      await page.locator(`[role=columnheader][aria-sort=${order}]`, { hasText: "Номер" }).waitFor();
    }
    const lifts = async () => {
      await page.getByRole("button", { name: "Порядок меток" }).click();
      return page.getByRole("switch", { name: "Непрочитанная заявка" });
    };
    const unreadLifts = await lifts();
    const kept = page.waitForResponse((answer) => answer.request().postData()?.includes("list.labels") ?? false);
    await unreadLifts.click();
    await kept;
    await page.reload();
    await header.waitFor();
    await page.locator("[role=columnheader][aria-sort]").waitFor({ state: "detached" });
    await page.getByRole("row").nth(1).waitFor();
    const lifted = await lifts();
    await becomes(() => lifted.isChecked(), false);
    await page.getByRole("button", { name: "Вернуть обычный порядок" }).click();
    await page.getByRole("switch", { name: "Непрочитанная заявка", checked: true }).waitFor();
    await page.keyboard.press("Escape");
  });

  it("[H-BULK-01, H-BULK-06, H-COL-04, H-COL-05] does one thing to those that are ticked, and tells what became of each", async () => {
    const dina = asking(stage, "dina");
    const desk = await stage.open("dina", "/tickets?tab=new");
    const box = (number: number) => desk.getByRole("checkbox", { name: `Выбрать заявку ${number}`, exact: true });
    const actions = desk.getByRole("button", { name: "Действия", exact: true });
    await desk.getByRole("gridcell").first().waitFor();
    assert.equal(await desk.getByRole("checkbox").count(), 0);
    await desk.getByRole("tab", { name: /^Все/ }).click();
    for (const number of [of.nobodys, of.inWork]) await box(number).click();
    await actions.click();
    await desk.getByRole("menuitem", { name: "Сменить статус…" }).click();
    await desk.getByRole("combobox", { name: "Новый статус" }).click();
    await desk.getByRole("option", { name: "Выполнено" }).click();
    await desk.getByLabel("Комментарий к статусу").fill("Починили");
    await desk.getByRole("button", { name: "Изменить 1 заявку" }).click();
    const corner = desk.getByRole("article", { name: "Статус: Выполнено" });
    await corner.getByText("Не изменено: 1").waitFor();
    const { x = 0, y = 0 } = (await stands(corner)) ?? {};
    assert.ok(x > 900 && y > 600, JSON.stringify({ x, y }));
    await corner.getByRole("button", { name: "Статус: Выполнено" }).click();
    const report = desk.getByRole("dialog");
    await report.getByText("Из её статуса сюда перейти нельзя.").waitFor();
    await report.getByRole("button", { name: "Вернуть как было" }).click();
    await report.getByText("Возвращено: 1").waitFor();
    await desk.keyboard.press("Escape");
    await report.waitFor({ state: "hidden" });
    await corner.getByRole("button", { name: "Закрыть" }).click();
    assert.equal((await dina.get(`/tickets/${of.inWork}`)).status, "in_progress");
    const tickets = Array.from({ length: 101 }, () => crypto.randomUUID());
    await assert.rejects(dina.post("/bulk", { action: { do: "unread" }, tickets }), /"field":"tickets"/);
  });

  it("[B-UNDO-02] finds a bulk action again when the corner has forgotten it, and takes it back from its report", async () => {
    const dina = asking(stage, "dina");
    const action = { do: "move", to: "done", comment: "Починили" };
    await dina.post("/bulk", { action, where: `number:${of.inWork}` });
    await becomes(async () => (await dina.get(`/tickets/${of.inWork}`)).status, "done");
    await asking(stage, "boss").post("/fields", { name: "Материалы", type: "lists", options: ["Кран"] });
    const desk = await stage.open("dina", "/tickets?tab=all");
    await desk.getByRole("checkbox", { name: `Выбрать заявку ${of.nobodys}`, exact: true }).click();
    await desk.getByRole("button", { name: "Действия", exact: true }).click();
    await desk.getByRole("menuitem", { name: "Добавить или убрать метки…" }).click();
    // The only field of labels is not asked for.
    await becomes(() => desk.getByRole("combobox", { name: "Поле" }).inputValue(), "Материалы");
    await desk.keyboard.press("Escape");
    await desk.getByRole("dialog").waitFor({ state: "hidden" });
    await desk.getByRole("button", { name: "Действия", exact: true }).click();
    await desk.getByRole("menuitem", { name: "Прошлые действия…" }).click();
    const past = desk.getByRole("dialog", { name: "Мои действия с заявками" });
    await past.getByRole("button", { name: "Подробнее: Статус: Выполнено" }).nth(1).waitFor();
    await past.getByRole("button", { name: "Подробнее: Статус: Выполнено" }).first().click();
    const report = desk.getByRole("dialog", { name: "Что стало с заявками" });
    await report.getByRole("button", { name: "Вернуть как было" }).click();
    await report.getByText("Возвращено: 1").waitFor();
    assert.equal((await dina.get(`/tickets/${of.inWork}`)).status, "in_progress");
    await desk.keyboard.press("Escape");
    await past.getByText("Возвращено: 1").nth(1).waitFor();
    await desk.close();
  });

  it("[H-BULK-03] has the checkboxes in all tickets, in mine and on the tab of the building, and none on New", async () => {
    const boxes = async (count: number, tab: RegExp) => {
      await page.getByRole("tab", { name: tab }).click();
      const link = page.getByRole("link", { name: String(of.waiting), exact: true });
      await link.first().waitFor();
      await becomes(() => page.getByRole("checkbox", { name: /^Выбрать заявку/ }).count(), count);
    };
    const everything = page.getByRole("navigation", { name: "Разделы" }).getByRole("link", { name: /Все заявки/ });
    await everything.click();
    await boxes(4, /^Все/);
    await boxes(0, /^Новые/);
    await section().click();
    await boxes(3, /^Все$/);
    await page.goto(`${stage.url}/tickets/${of.inWork}`);
    await boxes(4, /^Заявки по дому$/);
  });

  it("[H-FILT-07, H-FILT-08, H-FILT-09, H-FILT-10, H-BULK-02, H-INC-05, H-EMP-05] leaves attached tickets out until they are asked for, without a checkbox", async () => {
    const dina = asking(stage, "dina");
    const { id: serviceType } = await asking(stage, "boss").post("/service-types", {
      name: "Инцидент",
      incident: true,
    });
    const trouble = { subject: "Прорвало трубу", serviceType, assignees: [stage.cast.people.ben.id] };
    const incident = await dina.post("/tickets", trouble);
    await dina.put(`/tickets/${of.waiting}/incident`, { incident: String(incident.number) });
    const box = (number: number) => line(number).getByRole("checkbox");
    const filters = page.getByRole("dialog", { name: "Фильтры" });
    const openFilters = () => page.getByRole("button", { name: "Фильтры", exact: true }).click();
    /** Of a list without filters: `ticks` are the boxes of an attached ticket. */
    const asks = async (ticks: number) => {
      await line(of.inWork).waitFor();
      await becomes(() => line(of.waiting).count(), 0);
      await openFilters();
      await filters.getByRole("radiogroup", { name: "Прикреплена к инциденту" }).getByText("Да").click();
      await filters.getByRole("button", { name: "Сохранить", exact: true }).click();
      await found(1);
      await line(of.waiting).waitFor();
      assert.equal(await box(of.waiting).count(), ticks);
      await page.getByRole("button", { name: "Очистить", exact: true }).click();
      await line(of.inWork).waitFor();
      await becomes(() => line(of.waiting).count(), 0);
    };
    const both = encodeURIComponent(`incident:yes or number:${of.inWork}`);
    await page.goto(`${stage.url}/tickets?tab=all&where=${both}`);
    await line(of.waiting).waitFor();
    assert.deepEqual([await box(of.waiting).count(), await box(of.inWork).count()], [0, 1]);
    await page.getByRole("button", { name: "Очистить", exact: true }).click();
    await asks(0);
    await page.getByRole("tab", { name: /^Новые/ }).click();
    await line(incident.number).waitFor();
    await openFilters();
    await filters.getByText("Открывалась повторно").waitFor();
    for (const name of ["Прикреплена к инциденту", "Статус"]) {
      assert.equal(await filters.getByText(name, { exact: true }).count(), 0, name);
    }
    await page.keyboard.press("Escape");
    await section().click();
    await page.getByRole("tab", { name: "Все", exact: true }).click();
    // Of one's own it is there for marking unread.
    await asks(1);
    await page.setViewportSize({ width: 390, height: 844 });
    for (const number of [of.inWork, incident.number]) {
      await page.getByRole("listitem").locator(`[href="/tickets/${number}"]`).waitFor();
    }
  });

  it("[H-CARD-09, H-BLD-05, H-BULK-04] merges tickets of the building that are ticked into a new incident", async () => {
    const { people, places } = stage.cast;
    const own = { subject: "Нет воды", place: places.flat12, assignees: [people.dina.id] };
    const { number } = await asking(stage, "dina").post("/tickets", own);
    const desk = await stage.open("dina", `/tickets/${of.inWork}`);
    await desk.getByRole("tab", { name: "Заявки по дому" }).click();
    for (const one of [of.inWork, number]) await desk.getByRole("checkbox", { name: `Выбрать заявку ${one}` }).click();
    await desk.getByRole("button", { name: "Действия", exact: true }).click();
    const acts = ["Сменить статус…", "Назначить исполнителей…", "Назначить контролёров…", "Отметить непрочитанными"];
    for (const name of acts) await desk.getByRole("menuitem", { name }).waitFor();
    await desk.getByRole("menuitem", { name: "Прикрепить к инциденту…" }).click();
    await desk.getByRole("option", { name: "Новый инцидент" }).click();
    await desk.getByLabel("Что случилось").fill("Нет горячей воды");
    await desk.getByRole("button", { name: "Создать инцидент" }).click();
    await desk.getByRole("button", { name: "Изменить 2 заявки" }).click();
    await desk.getByRole("article", { name: "Прикрепление к инциденту" }).getByText("Изменены 2").waitFor();
    const { items } = await asking(stage, "dina").get("/incidents");
    assert.deepEqual([items[0]?.subject, items[0]?.attached], ["Нет горячей воды", 2]);
  });
});
