import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { becomes, chooseIn } from "./hands.ts";
import { makeStage, type Stage } from "./stage.ts";

describe("an administrator says who gets which tickets", () => {
  let stage: Stage;
  let page: Page;
  before(async () => {
    stage = await makeStage();
    page = await stage.open("boss", "/settings");
  });
  after(() => stage.close());

  const main = () => page.getByRole("main");
  const dialog = () => page.getByRole("dialog");
  const table = () => main().getByRole("list", { name: "Маршрутизация заявок" });
  const names = () => table().locator("li button[class*=name]").allTextContents();
  /** Whether something is told to those who do not see the screen. */
  const said = async (text: RegExp) => text.test((await page.locator('[id^="DndLiveRegion"]').textContent()) ?? "");
  const press = (name: string) => dialog().getByRole("button", { name, exact: true }).click();
  async function addRule(name: string, condition: string, then: () => Promise<void>) {
    await main().getByRole("button", { name: "Добавить правило" }).first().click();
    await dialog().getByRole("textbox", { name: "Название" }).fill(name);
    await dialog().getByText("Текст", { exact: true }).click();
    await dialog().getByRole("textbox", { name: "Условия" }).fill(condition);
    await then();
  }
  /** Who answers for a ticket that the dispatcher opens now. */
  async function opened(service: string): Promise<string[]> {
    const answer = await fetch(`${stage.url}/api/v1/tickets`, {
      method: "POST",
      headers: { authorization: `Bearer ${stage.cast.people.dina.token}`, "content-type": "application/json" },
      body: JSON.stringify({ subject: "Не едет", channel: "call", service }),
    });
    const ticket: { team: { name: string } | null; assignees: { name: string }[] } = await answer.json();
    return [ticket.team?.name ?? "", ...ticket.assignees.map(({ name }) => name)];
  }

  it("[O-ROUT-02, O-ROUT-03, O-ROUT-13] adds rules in a window with If and Then, and they stand in the table", async () => {
    const title = page.getByText("Маршрутизация заявок", { exact: true });
    await main().getByRole("link").filter({ has: title }).click();
    await main().getByRole("heading", { name: "Маршрутизация заявок", level: 1 }).waitFor();
    await stage.picture(page, "routing-empty");
    await addRule("Звонки — Карлу", "channel:call", async () => {
      await dialog().getByRole("heading", { name: "Если" }).waitFor();
      await dialog().getByRole("heading", { name: "Тогда" }).waitFor();
      await dialog().getByRole("radio", { name: "Сотрудник", exact: true }).check();
      await chooseIn(page, dialog().getByRole("combobox", { name: "Какой сотрудник" }), "Carl Cast", "carl");
      await stage.picture(page, "routing-dialog");
      await press("Создать");
    });
    await table().getByText("Звонки — Карлу").waitFor();
    await addRule("Лифты", "service:Лифт", async () => {
      await chooseIn(page, dialog().getByRole("combobox", { name: "Отдел", exact: true }), "Лифтёры", "лифт");
      await dialog().getByRole("textbox", { name: "Зачем изменили" }).fill("Лифты чинят лифтёры");
      await press("Создать");
    });
    await becomes(names, ["Звонки — Карлу", "Лифты"]);
    await stage.picture(page, "routing");
    assert.deepEqual(await opened(stage.cast.services.lift), ["", "Carl Cast"]);
  });

  it("[O-ROUT-15] moves a rule by the keyboard, and switches one off", async () => {
    await table().getByRole("button", { name: "Переместить: Лифты" }).focus();
    await page.keyboard.press("Space");
    await table().locator("li[data-dragging]").waitFor();
    await becomes(async () => {
      await page.keyboard.press("ArrowUp");
      return said(/Лифты.*место 1/);
    }, true);
    await page.keyboard.press("Space");
    await becomes(names, ["Лифты", "Звонки — Карлу"]);
    await becomes(() => opened(stage.cast.services.lift), ["Лифтёры"]);
    await table().getByRole("switch", { name: "Правило включено: Лифты" }).click({ force: true });
    await page.getByRole("status").getByText("Правило «Лифты» выключено").first().waitFor();
    await becomes(() => opened(stage.cast.services.lift), ["", "Carl Cast"]);
  });

  it("[B-REH-03] shows what changed by version, and brings one back", async () => {
    await table().getByRole("button", { name: "История правила «Лифты»" }).click();
    await dialog().getByText("Версия 2").waitFor();
    await dialog().getByText("Лифты чинят лифтёры").waitFor();
    await stage.picture(page, "routing-versions");
    await press("Вернуть эту версию");
    await dialog().getByText("Версия 3").waitFor();
    await page.keyboard.press("Escape");
    await table().getByRole("switch", { name: "Правило включено: Лифты", checked: true }).waitFor();
    await becomes(() => opened(stage.cast.services.lift), ["Лифтёры"]);
  });

  it("gives the tickets of a team out in turn once its card says so", async () => {
    await page.goto(`${stage.url}/settings/teams/${stage.cast.teams.lifts}`);
    await main()
      .getByRole("radio", { name: /По очереди/ })
      .check();
    await main().getByRole("button", { name: "Добавить шаг" }).click();
    await chooseIn(page, main().getByRole("combobox", { name: "Кого" }), "Boss Cast", "boss");
    await stage.picture(page, "team-assignment");
    await main().getByRole("button", { name: "Сохранить" }).click();
    await page.getByRole("status").getByText("Сохранено").first().waitFor();
    await becomes(() => opened(stage.cast.services.lift), ["Лифтёры", "Eve Cast"]);
  });

  it("reads on a telephone and in the dark", async () => {
    const phone = await stage.open("boss", "/settings/routing", { size: "phone", dark: true });
    await phone.getByText("Звонки — Карлу").waitFor();
    await stage.picture(phone, "routing-phone");
    await phone.getByRole("button", { name: "Звонки — Карлу", exact: true }).click();
    await phone.getByRole("heading", { name: "Тогда" }).waitFor();
    await stage.picture(phone, "routing-dialog-phone");
    const card = await stage.open("boss", `/settings/employees/${stage.cast.people.eve.id}`, { size: "phone" });
    await card.getByRole("button", { name: "Добавить отсутствие" }).click();
    await stage.picture(card, "employee-absence-phone");
    const wide = await phone.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
  });
});
