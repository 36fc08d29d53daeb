import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Locator, Page } from "playwright-core";
import { asking, ticketOf } from "./asking.ts";
import { familyOf } from "./colour.ts";
import { chooseIn, stands } from "./hands.ts";
import { makeStage, type Stage } from "./stage.ts";

/** The list on a telephone: cards, filters as a sheet from below, views on top, a new ticket under the thumb. */
describe("the list of tickets on a telephone", () => {
  let stage: Stage;
  let phone: Page;
  let [lift, fresh, back] = [{ number: 0 }, { number: 0 }, { number: 0 }];
  /** Numbers of tickets of the other statuses. */
  const of = { inWork: 0, suspended: 0, done: 0, cancelled: 0 };

  before(async () => {
    stage = await makeStage();
    const { services, places, people } = stage.cast;
    const dina = asking(stage, "dina");
    const assignees = [people.ben.id];
    const inStatus = async (...moves: [to: string, more?: object][]) => {
      const made = await ticketOf(stage, { assignees });
      for (const [to, more] of moves) await dina.post(`/tickets/${made.number}/move`, { to, ...more });
      return made;
    };
    fresh = await ticketOf(stage);
    of.inWork = (await inStatus(["in_progress"])).number;
    const resumeAt = new Date(Date.now() + 5 * 24 * 3600 * 1000).toISOString().slice(0, 10);
    of.suspended = (await inStatus(["in_progress"], ["suspended", { comment: "Нет детали", resumeAt }])).number;
    of.done = (await inStatus(["in_progress"], ["done"])).number;
    of.cancelled = (await inStatus(["cancelled", { comment: "Повтор" }])).number;
    back = await inStatus(["in_progress"], ["done"], ["reopened"]);
    const far = { service: services.lift, place: places.flat21, channel: "visit", subject: "Застрял лифт" };
    lift = await dina.post("/tickets", far);
    phone = await stage.open("dina", "/my", { size: "phone" });
  });
  after(() => stage.close());

  const tab = (name: string) => phone.getByRole("tab", { name: new RegExp(`^${name}`) });
  const bar = () => phone.getByRole("navigation", { name: "Разделы" });
  const cards = () => phone.getByRole("list", { name: "Список заявок" }).getByRole("listitem");
  const card = (number: number): Locator => cards().filter({ has: phone.locator(`[href="/tickets/${number}"]`) });
  const found = (count: number) => phone.getByText(`Найдено заявок: ${count}`, { exact: true }).waitFor();
  const numbers = async (page: Page) =>
    (await page.evaluate(() => fetch("/api/v1/tickets/counts").then((answer) => answer.json()))).new;
  const total = async (where: string): Promise<number> =>
    (await asking(stage, "dina").get(`/tickets?total=true&limit=0&where=${encodeURIComponent(where)}`)).total ?? 0;
  const filters = () => phone.getByRole("dialog", { name: "Фильтры" });
  const openFilters = async () => {
    await phone.getByRole("button", { name: /^Фильтры/ }).click();
    await filters().waitFor();
  };

  it("[H-EMP-01, H-EMP-02, H-EMP-03, H-EMP-16] counts the new ones, opens on them, shows all in short, and any of them by a touch", async () => {
    const all = bar().getByRole("link", { name: /Все заявки/ });
    const count: number = await numbers(phone);
    await all.getByText(String(count), { exact: true }).waitFor();
    await all.click();
    await found(count);
    await cards().first().waitFor();
    const statuses = new Set((await cards().allTextContents()).map((text) => /^[А-Яа-яё ]+/.exec(text)?.[0]));
    assert.deepEqual([...statuses].toSorted(), ["Ожидание", "Переоткрыто"]);
    await tab("Все").click();
    for (const number of [fresh.number, back.number, ...Object.values(of)]) await card(number).waitFor();
    const brief = (await card(fresh.number).textContent()) ?? "";
    for (const part of ["Ожидание", "Сантехника", "Протекает кран", "ул. Ленина, 5, кв. 12"]) {
      assert.ok(brief.includes(part), `${part} in ${brief}`);
    }
    const first = cards().first();
    const opens = await first.getByRole("link").getAttribute("href");
    const { x, y, width, height } = await stands(first);
    await phone.touchscreen.tap(x + width - 6, y + height - 6);
    await phone.waitForURL(`**${opens}`);
    await phone.goBack();
  });

  it("[H-EMP-07] finds by number, service, client and address, on both tabs", async () => {
    const search = phone.getByRole("textbox", { name: "Поиск по заявкам" });
    for (const [name, words, other] of [
      ["Новые", `№${lift.number}`, fresh.number],
      ["Новые", "Ada Cast", lift.number],
      ["Все", "Лифт", fresh.number],
      ["Все", "Мира", fresh.number],
    ] as const) {
      await tab(name).click();
      await search.fill(words);
      await search.press("Enter");
      await card(other).waitFor({ state: "detached" });
      await cards().first().waitFor();
    }
    await search.fill("");
    await search.press("Enter");
  });

  it("[H-EMP-08, H-EMP-09, H-EMP-10, H-EMP-11, H-EMP-12] filters by several values each, keeps them with a red dot, and clears them at once", async () => {
    const button = phone.getByRole("button", { name: /^Фильтры: зада/ });
    const save = async () => {
      await filters().getByRole("button", { name: "Сохранить", exact: true }).click();
      await filters().waitFor({ state: "detached" });
    };
    /** Opens the sheet of a field, turns the boxes of these names, and applies. */
    const pick = async (field: string, ...names: string[]) => {
      await filters()
        .getByRole("button", { name: new RegExp(`^${field}(:|$)`) })
        .click();
      const sheet = phone.getByRole("dialog", { name: field, exact: true });
      for (const name of names) {
        if (field !== "Канал") await sheet.getByRole("searchbox").fill(name);
        await sheet.getByRole("checkbox", { name: new RegExp(`^${name}`) }).click();
      }
      await sheet.getByRole("button", { name: /^Применить/ }).click();
      await sheet.waitFor({ state: "detached" });
    };
    // The browser's Back closes what lies over the list, and nothing else.
    const at = phone.url();
    await openFilters();
    await phone.goBack();
    await filters().waitFor({ state: "detached" });
    assert.equal(phone.url(), at);
    await openFilters();
    await pick("Объект", "ул. Ленина, 5", "ул. Мира, 8");
    await save();
    await found(await total('site:"ул. Ленина, 5" or site:"ул. Мира, 8"'));
    await card(lift.number).waitFor();
    await button.waitFor();
    const dot = phone.locator(".mantine-Indicator-indicator").filter({ visible: true });
    const { colour, width } = await dot.evaluate((one) => ({
      colour: getComputedStyle(one, "::before").backgroundColor,
      width: one.getBoundingClientRect().width,
    }));
    assert.deepEqual([familyOf(colour), width <= 12], ["red", true]);
    await openFilters();
    await pick("Объект", "ул. Мира, 8");
    await pick("Помещение", "ул. Ленина, 5, кв. 12", "ул. Ленина, 5, кв. 13");
    await pick("Канал", "Входящий звонок", "Личный визит");
    await pick("Тип услуги", "Заявка", "Общедомовая");
    await pick("Исполнители", "Ben Cast", "Carl Cast");
    await save();
    await card(lift.number).waitFor({ state: "detached" });
    await phone.reload();
    const chips = phone.getByRole("list", { name: "Фильтры" }).getByRole("listitem");
    for (const [one, other] of [
      ["кв. 12", "кв. 13"],
      ["Входящий звонок", "Личный визит"],
      ["Заявка", "Общедомовая"],
      ["Ben Cast", "Carl Cast"],
    ] as const) {
      await chips.filter({ hasText: one }).filter({ hasText: other }).waitFor();
    }
    await phone.getByRole("button", { name: "Очистить", exact: true }).last().click();
    await button.waitFor({ state: "detached" });
    await card(lift.number).waitFor();
  });

  it("[H-EMP-13, H-SAVF-06] has the views of the desk on top while no filters of another kind are set, and applies one by a touch", async () => {
    await asking(stage, "dina").post("/views", { name: "Готовые", condition: "status:done" });
    const views = phone.getByRole("button", { name: "Избранные фильтры" });
    const search = phone.getByRole("textbox", { name: "Поиск по заявкам" });
    await views.waitFor();
    assert.ok((await stands(views)).y < 60, "on top");
    await search.fill("status:done");
    await search.press("Enter");
    await views.waitFor({ state: "detached" });
    await phone.getByRole("button", { name: "Очистить", exact: true }).last().click();
    await views.click();
    await phone
      .getByRole("dialog", { name: "Избранные фильтры" })
      .getByRole("button", { name: "Готовые", exact: true })
      .click();
    await phone.getByRole("tab", { name: /Готовые/, selected: true }).waitFor();
    await card(of.done).waitFor();
    await card(fresh.number).waitFor({ state: "detached" });
    await views.waitFor();
  });

  it("[H-EMP-04, H-EMP-14, H-EMP-15] makes a ticket by the plus at the bottom, with the answers for its subject, and shows it among the new", async () => {
    await bar().getByRole("link", { name: "Новая заявка" }).click();
    const form = phone.getByRole("main");
    const pick = async (field: string, words: string, name: string) => {
      const box = form.getByRole("textbox", { name: field, exact: true });
      // Away from what stands at the bottom, as a thumb would have it.
      await box.evaluate((one) => one.scrollIntoView({ block: "center" }));
      await chooseIn(phone, box, name, words);
    };
    await form.getByRole("radio", { name: "Личный визит" }).check();
    assert.equal(await form.getByRole("group", { name: "Канал" }).getByRole("radio").count(), 7);
    await pick("Объект, помещение", "ленин", "ул. Ленина, 5");
    await pick("Помещение", "12", "ул. Ленина, 5, кв. 12");
    await pick("Клиент", "ada", "Ada Cast");
    await form.getByRole("region", { name: "Похожие открытые заявки" }).getByText("Открытые заявки клиента").waitFor();
    await pick("Услуга", "сантех", "Сантехника");
    const questions = form.getByRole("group", { name: "Форма заказа" });
    await questions.getByLabel("Что случилось").fill("Течёт под раковиной");
    const create = form.getByRole("button", { name: "Создать", exact: true });
    await create.click();
    await phone.waitForFunction(() => document.activeElement?.getAttribute("aria-invalid") === "true");
    await questions.getByLabel("Помещение").click();
    await phone.getByRole("option", { name: "Кухня" }).click();
    await create.click();
    await phone.waitForURL(/\/tickets$/);
    await tab("Новые").and(phone.locator("[aria-selected=true]")).waitFor();
    await cards().filter({ hasText: "Кухня; Течёт под раковиной" }).waitFor();
    await phone.context().close();
  });
});
