import assert from "node:assert/strict";
import { it } from "node:test";
import type { Page, Route } from "playwright-core";
import { asking } from "./asking.ts";
import { becomes } from "./hands.ts";
import type { Stage } from "./stage.ts";

type Hour = { stage: Stage; of: { reopened: number; suspended: number } };

const RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбю";
/** The letters of the Russian layout by the Latin ones in their places. */
const LAYOUT = new Map([..."qwertyuiop[]asdfghjkl;'zxcvbnm,."].map((key, at) => [key, RUSSIAN[at] ?? key]));

/** A press of a letter while the Russian layout is on: what is printed is another one, the place is the same. */
async function press(page: Page, key: string, shiftKey = false): Promise<void> {
  const code = key === "[" ? "BracketLeft" : key === "]" ? "BracketRight" : `Key${key.toUpperCase()}`;
  await page.evaluate(
    (pressed) => {
      const event = new KeyboardEvent("keydown", { ...pressed, bubbles: true, cancelable: true });
      (document.activeElement ?? document.body).dispatchEvent(event);
    },
    { key: LAYOUT.get(key) ?? key, code, shiftKey },
  );
}

/** A chapter of the journey of the list: everything that a dispatcher does in an hour, and no mouse. */
export function dispatcherHour(at: () => Hour): void {
  it("[B-KEY-01, O-ASG-05, O-STAT-16, U-UPD-02] lets a dispatcher work for an hour without a mouse", async () => {
    const { stage, of } = at();
    const page = await stage.open("dina", "/tickets");
    const dina = asking(stage, "dina");
    const key = (letter: string, shift = false) => press(page, letter, shift);
    const type = (text: string) => page.keyboard.type(text);
    const strike = (name: string) => page.keyboard.press(name);
    const marked = (number: number) =>
      page.locator("[role=row][data-active]").getByRole("link", { name: `${number}`, exact: true });
    const marks = async (number: number) => {
      for (const way of ["ArrowDown", "ArrowUp"]) {
        for (let steps = 0; steps < 12 && (await marked(number).count()) === 0; steps++) await strike(way);
      }
      assert.equal(await marked(number).count(), 1, `No step leads to ${number}`);
    };
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
    const status = async (number: number) => (await dina.get(`/tickets/${number}`)).status;
    await page.getByRole("row").nth(1).waitFor();

    // All keys behind one; then to the tab beside.
    await strike("Shift+Slash");
    const list = page.getByRole("dialog", { name: "Горячие клавиши" });
    for (const name of ["Сменить приоритет", "Отложить или напомнить", "Вкладка правее"]) {
      await list.getByText(name, { exact: true }).waitFor();
    }
    await strike("Escape");
    await list.waitFor({ state: "hidden" });
    await key("]");
    await page.getByRole("tab", { name: /^Все/, selected: true }).waitFor();
    await page.getByRole("link", { name: String(of.reopened), exact: true }).waitFor();

    // To whom: eve is of another team and has no access to the site.
    await marks(of.reopened);
    await key("a");
    await page.getByRole("textbox", { name: "Назначить…" }).waitFor();
    await type("eve");
    await page.getByText("Ничего не нашлось").waitFor();
    await strike("Control+A");
    await type("ben");
    await page.getByRole("option", { name: /Ben Cast/ }).waitFor();
    await strike("Enter");
    await page.getByText(`Заявка ${of.reopened}: Ben Cast`).waitFor();
    await strike("Escape");
    const assigned = async () => (await dina.get(`/tickets/${of.reopened}`)).assignees.map(({ name }) => name);
    await becomes(assigned, ["Ben Cast"]);

    // How pressing it is.
    await key("p");
    await page.getByRole("menuitem", { name: "Критичный" }).waitFor();
    await becomes(() => page.evaluate(() => document.activeElement?.textContent), "Критичный");
    await strike("ArrowDown");
    await strike("Enter");
    await page.getByText(`Заявка ${of.reopened}: приоритет «Высокий»`).waitFor();

    // A move at once, and one that asks: its fields open on the card, and nothing has changed before they are given.
    await marks(of.suspended);
    await key("m");
    await becomes(() => page.evaluate(() => document.activeElement?.textContent), "Возобновить");
    await strike("Enter");
    await becomes(() => status(of.suspended), "in_progress");
    await key("m");
    await page.getByRole("menuitem", { name: /^Приостановить/ }).waitFor();
    await becomes(() => page.evaluate(() => document.activeElement?.getAttribute("role")), "menuitem");
    while (!((await page.evaluate(() => document.activeElement?.textContent)) ?? "").startsWith("Приост")) {
      await strike("ArrowDown");
    }
    await strike("Enter");
    const form = page.getByRole("form", { name: "Приостановить" });
    await form.getByLabel("Возобновить до").waitFor();
    assert.equal(await status(of.suspended), "in_progress");
    await strike("Escape");
    await form.waitFor({ state: "hidden" });

    // The card follows the rows. What is typed is words and no command; Escape leaves the field.
    const card = page.getByRole("complementary");
    const shown = (number: number) => card.getByText(String(number), { exact: true }).waitFor();
    await shown(of.suspended);
    await key("k");
    await card.getByText(String(of.suspended), { exact: true }).waitFor({ state: "hidden" });
    await key("j");
    await shown(of.suspended);
    // A key is for the same beside the open card as in the row.
    await key("p");
    await page.getByRole("menuitem", { name: "Критичный" }).waitFor();
    await strike("Escape");
    await page.getByRole("menuitem", { name: "Критичный" }).waitFor({ state: "hidden" });
    await key("r");
    await becomes(focused, "Сообщение клиенту");
    await type("jkx? Будем в 15:00");
    await strike("Control+Enter");
    await card.getByRole("article").getByText("jkx? Будем в 15:00").waitFor();
    await strike("Escape");
    await key("n");
    await becomes(focused, "Комментарий для коллег");
    await type("Ключ у консьержа");
    await strike("Control+Enter");
    await card.getByRole("article").getByText("Ключ у консьержа").waitFor();
    await strike("Escape");
    await strike("Escape");
    await card.waitFor({ state: "hidden" });

    // Several at once.
    await key("x");
    await key("k");
    await key("x", true);
    await page.getByText("Выбрано 2", { exact: true }).waitFor();
    await key("a");
    await page.getByRole("dialog", { name: /^Исполнители: 2 заявки/ }).waitFor();
    await becomes(() => page.evaluate(() => document.activeElement?.tagName), "INPUT");
    await strike("Escape");
    await strike("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await strike("Escape");
    await page.getByText("Выбрано 2", { exact: true }).waitFor({ state: "hidden" });

    // What narrows the list, and what it shows.
    await strike("Slash");
    await type("бачок");
    await strike("Enter");
    await page.getByText("Найдено заявок: 1", { exact: true }).waitFor();
    await key("f");
    await page.getByRole("dialog", { name: "Фильтры" }).waitFor();
    await becomes(focused, "Номер: от");
    await strike("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await key("o");
    await becomes(focused, "Найти столбец");
    await strike("Tab");
    await becomes(focused, "Переставить столбец «Статус»");
    await strike("Escape");
    await strike("Slash");
    await strike("Backspace");
    await strike("Enter");
    await page.getByText("Найдено заявок: 8", { exact: true }).waitFor();

    // To the page of a ticket and back to the same place; by its number from anywhere.
    await marks(of.suspended);
    await strike("Shift+Enter");
    await page.waitForURL(new RegExp(`/tickets/${of.suspended}$`));
    await page.getByRole("heading", { name: "История изменений" }).waitFor();
    await strike("Escape");
    await marked(of.suspended).waitFor();
    await strike("Control+KeyK");
    await type(String(of.reopened));
    await page.getByRole("option", { name: new RegExp(`^${of.reopened} `) }).waitFor();
    await strike("Enter");
    await page.waitForURL(new RegExp(`/tickets/${of.reopened}$`));
    await page.getByRole("heading", { name: "История изменений" }).waitFor();
    await strike("Escape");
    await marked(of.suspended).waitFor();

    // Put off until tomorrow: it leaves the new ones, and nobody else's.
    await key("[");
    await page.getByRole("tab", { name: /^Новые/, selected: true }).waitFor();
    // Until then the rows of the other tab stand there.
    await page.getByRole("link", { name: String(of.suspended), exact: true }).waitFor({ state: "hidden" });
    const fresh = await dina.get("/tickets?where=category:new&limit=1");
    const off = fresh.items[0]?.number ?? 0;
    await page.getByRole("link", { name: String(off), exact: true }).waitFor();
    await marks(off);
    await key("s");
    await becomes(
      async () => /^Сегодня|^Завтра/.test((await page.evaluate(() => document.activeElement?.textContent)) ?? ""),
      true,
    );
    // The live stream may tell of it before the answer comes, while the choice still stands over the rows.
    const told = page.locator("[role=row][data-gone]").getByRole("link", { name: `${off}`, exact: true });
    const late = async (route: Route) => {
      const response = await route.fetch();
      await told.waitFor();
      await route.fulfill({ response });
    };
    await page.route("**/reminder", late, { times: 1 });
    await strike("ArrowUp");
    await strike("Enter");
    await page.getByRole("link", { name: String(off), exact: true }).waitFor({ state: "hidden" });
    const counted = async (name: "boss" | "dina") => (await asking(stage, name).get("/tickets/counts")).new;
    await becomes(async () => (await counted("boss")) - (await counted("dina")), 1);
    await key("u");
    await page.getByRole("link", { name: String(off), exact: true }).waitFor();

    // A new one, from what the caller says: it opens beside the list.
    await key("c");
    const asked = () => page.evaluate(() => document.activeElement?.getAttribute("placeholder") ?? "");
    await becomes(asked, "Телефон или имя");
    for (let fields = 0; fields < 12 && (await asked()) !== "Коротко: что случилось"; fields++) await strike("Tab");
    await type("Гудит труба");
    await strike("Control+Enter");
    await card.getByRole("heading", { name: "Гудит труба", level: 1 }).waitFor();
    const made = (await dina.get("/tickets?where=subject:Гудит")).items[0]?.number ?? 0;
    await strike("Escape");
    await card.waitFor({ state: "hidden" });
    await dina.post(`/tickets/${made}/move`, { to: "cancelled", comment: "Повтор" });
    await page.close();
  });
}
