import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { asking } from "./asking.ts";
import { stands } from "./hands.ts";
import { makeStage, type Stage } from "./stage.ts";

describe("an administrator promises times", () => {
  let stage: Stage;
  let page: Page;
  before(async () => {
    stage = await makeStage();
    page = await stage.open("boss", "/settings/calendars");
  });
  after(() => stage.close());

  const main = () => page.getByRole("main");
  const dialog = () => page.getByRole("dialog");

  it("[O-SLA-11, O-SLA-12, O-SLA-15] sets calendars, rules and the closing up in one place", async () => {
    await main().getByRole("link", { name: "Добавить график обслуживания" }).first().click();
    await main().getByRole("textbox", { name: "Название" }).fill("Рабочая неделя");
    await main().getByRole("button", { name: "Добавить график обслуживания" }).click();
    await main().getByText("Рабочая неделя").waitFor();
    await stage.picture(page, "sla-calendars");
    await main().getByRole("link", { name: "Правила определения SLA" }).click();
    await main().getByRole("button", { name: "Добавить правило" }).first().click();
    await dialog().getByRole("textbox", { name: "Название" }).fill("Обычные заявки");
    await dialog().getByRole("combobox", { name: "График обслуживания" }).selectOption({ label: "Рабочая неделя" });
    await dialog().getByRole("textbox", { name: "Норматив реакции, ч" }).fill("1");
    await dialog().getByRole("textbox", { name: "Норматив решения, ч" }).fill("8");
    await stage.picture(page, "sla-rule");
    await dialog().getByRole("button", { name: "Создать", exact: true }).click();
    await main().getByText("Обычные заявки").waitFor();
    await stage.picture(page, "sla-rules");
    const { id: empty } = await asking(stage, "boss").post("/calendars", { name: "Без часов", hours: {} });
    await page.reload();
    await main().getByRole("button", { name: "Обычные заявки", exact: true }).click();
    await dialog().getByRole("combobox", { name: "График обслуживания" }).selectOption(empty);
    await dialog().getByRole("button", { name: "Сохранить" }).click();
    const said = dialog().getByText(/В графике правила нет рабочих часов/);
    await said.first().waitFor();
    assert.equal(await said.count(), 1, "Said once, beside the calendar");
    await page.keyboard.press("Escape");
    await dialog().waitFor({ state: "hidden" });
    await main().getByRole("link", { name: "Закрытие и пересчёт" }).click();
    await main().getByText("Закрывать решённые заявки автоматически").waitFor();
    await main().getByRole("button", { name: "Показать, что изменится" }).click();
    await stage.picture(page, "sla-more");
    const phone = await stage.open("boss", "/settings/sla/more", { size: "phone" });
    const tab = await stands(phone.getByRole("main").getByRole("link", { name: "Закрытие и пересчёт" }));
    assert.ok(tab.x + tab.width <= 390, "The tab that is open is out of sight");
  });

  it("[O-REG-13] the form shows the planned times before the ticket is there, the card both clocks", async () => {
    await page.goto(`${stage.url}/tickets/new`);
    await page.getByText("Правило «Обычные заявки», график «Рабочая неделя»").waitFor();
    await page.getByRole("button", { name: "Указать вручную" }).click();
    await stage.picture(page, "sla-new-ticket");
  });
});
