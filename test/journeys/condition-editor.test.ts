import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { asking, ticketOf } from "./asking.ts";
import { becomes } from "./hands.ts";
import { makeStage, type Stage } from "./stage.ts";

describe("the editor of conditions", () => {
  let stage: Stage;
  let page: Page;
  const of = { waiting: 0, inWork: 0 };

  before(async () => {
    stage = await makeStage();
    const { ben } = stage.cast.people;
    of.waiting = (await ticketOf(stage)).number;
    await ticketOf(stage, { subject: "Капает бачок" });
    of.inWork = (await ticketOf(stage, { assignees: [ben.id] })).number;
    await asking(stage, "dina").post(`/tickets/${of.inWork}/move`, { to: "in_progress" });
    page = await stage.open("dina", "/tickets?tab=all");
    await page.getByRole("button", { name: "Фильтры", exact: true }).click();
    await page.getByRole("button", { name: "Условие…" }).click();
  });
  after(() => stage.close());

  const editor = () => page.getByRole("region", { name: "Своё условие" });
  const field = () => editor().getByRole("textbox", { name: "Своё условие" });
  const option = (name: string | RegExp) => page.getByRole("option", { name }).first();
  const view = (name: "Форма" | "Текст") => editor().getByText(name, { exact: true }).click();

  it("[B-FLD-02] counts last month's tickets at once, and shows some of them", async () => {
    await editor().getByText("Подходят 3 заявки").waitFor();
    const link = editor().getByRole("link", { name: new RegExp(`^${of.waiting}`) });
    assert.equal(await link.getAttribute("href"), `/tickets/${of.waiting}`);
    assert.equal(await link.getAttribute("target"), "_blank");
  });

  it("[B-FLD-03] completes fields and values by the keyboard", async () => {
    await view("Текст");
    await field().focus();
    await page.keyboard.type("стату");
    await option("Статус status").waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type("ожид");
    await option(/^Ожидание/).waitFor();
    await page.keyboard.press("Enter");
    await becomes(() => field().inputValue(), "status:waiting ");
    await editor().getByText("Подходят 2 заявки").waitFor();
  });

  it("looks values up by name, and keeps whom they name", async () => {
    const name = stage.cast.people.ben.name;
    await field().fill("assignee:");
    await page.keyboard.type(name.slice(0, 3));
    await option(name).waitFor();
    await page.keyboard.press("Enter");
    await editor().getByText("Подходит 1 заявка").waitFor();
    await becomes(async () => (await field().inputValue()).includes(name), true);
  });

  it("[B-FLD-03] shows the same as a form, and what the form asks as text", async () => {
    await view("Форма");
    await editor().getByText(stage.cast.people.ben.name).waitFor();
    await editor().getByRole("button", { name: "Условие", exact: true }).click();
    await page.keyboard.type("статус");
    await option("Статус").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await editor().getByText("Пока без значения это условие не действует").waitFor();
    await editor().getByRole("combobox", { name: "Статус это" }).or(editor().getByLabel("Статус это")).first().click();
    await option("Ожидание").click();
    await editor().getByText("За последние 30 дней не подошло ни одной заявки.").waitFor();
    await view("Текст");
    await becomes(() => field().inputValue(), `assignee:"${stage.cast.people.ben.name}" status:waiting`);
  });

  it("[B-FLD-03] says what is wrong in its place, and mends it", async () => {
    await field().fill("кран stats:waiting");
    const fault = editor().getByRole("alert");
    await fault.getByText("Нет поля «stats»", { exact: false }).waitFor();
    await fault.getByRole("button", { name: "Заменить на «Статус»" }).click();
    await becomes(() => field().inputValue(), "кран status:waiting");
    await field().fill('team:"Нет такого"');
    await fault.getByText("Не найдено: «Нет такого»", { exact: false }).waitFor();
  });

  it("filters the list by it", async () => {
    await field().fill("status:in_progress or subject:бачок");
    await editor().getByText("Подходят 2 заявки").waitFor();
    await stage.picture(page, "condition-editor");
    await page.getByRole("button", { name: "Сохранить" }).click();
    await page.getByText("Найдено заявок: 2", { exact: true }).waitFor();
    // The chip says in words what several fields are asked.
    await page
      .getByRole("list", { name: "Фильтры" })
      .getByText(/^Статус: В работе или Суть обращения: «бачок»$/)
      .waitFor();
  });

  it("says in words what must not hold, in chips and in the list of rules", async () => {
    const denied =
      "-status:waiting -assignee:none -created>2024-03-05 -(status:in_progress or subject:бачок) -executionTime>5400";
    await page.goto(`${stage.url}/tickets?tab=all&where=${encodeURIComponent(denied)}`);
    const chips = page.getByRole("list", { name: "Фильтры" });
    for (const words of [
      "Статус: кроме «Ожидание»",
      "Исполнители: указано",
      /^Время выполнения: не больше 1\sч 30\sмин$/,
      /^Создана: не после 5 мар. 2024/,
      "не (Статус: В работе или Суть обращения: «бачок»)",
    ]) {
      await chips.getByText(words, { exact: true }).waitFor();
    }
    assert.equal(await chips.locator("code").count(), 0);
    await stage.picture(page, "chips-denied");
    const boss = asking(stage, "boss");
    const { id } = (await boss.get("/teams")).items[0] ?? assert.fail();
    await boss.post("/rules", {
      kind: "routing",
      name: "Всё остальное",
      condition: "-status:waiting",
      result: { team: id },
    });
    const rules = await stage.open("boss", "/settings/routing");
    await rules.getByText("Статус: кроме «Ожидание»").waitFor();
    await rules.close();
  });
});
