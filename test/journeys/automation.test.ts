import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { process as lines } from "../../presets/lines/process.ts";
import { asking, ticketOf } from "./asking.ts";
import { becomes } from "./hands.ts";
import { makeStage, type Stage } from "./stage.ts";

describe("what a desk does by itself, and by one click", () => {
  let stage: Stage;
  let page: Page;

  before(async () => {
    stage = await makeStage();
  });
  after(() => stage.close());

  const reply = (of = page) => of.getByRole("textbox", { name: "Сообщение клиенту" });
  const picker = (of = page) =>
    of.getByRole("dialog").filter({ has: of.getByRole("combobox", { name: "Найти ответ" }) });

  it("[P-CAN-04] adds groups of canned replies and replies with fields of the ticket", async () => {
    page = await stage.open("boss", "/settings/canned-replies");
    for (const [group, name, text] of [
      ["Уточнения", "Снимок экрана", "Пришлите снимок экрана по заявке "],
      ["Готово", "Починили", "Мы всё починили, спасибо"],
    ] as const) {
      await page.getByRole("button", { name: "Добавить группу" }).first().click();
      await page.getByRole("dialog").getByRole("textbox", { name: "Название" }).fill(group);
      await page.getByRole("dialog").getByRole("button", { name: "Добавить" }).click();
      const section = page.getByRole("region", { name: group });
      await section.getByRole("button", { name: "Добавить ответ" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("textbox", { name: "Название" }).fill(name);
      await dialog.getByRole("textbox", { name: "Текст" }).fill(text);
      if (group === "Уточнения") {
        await dialog.getByRole("button", { name: "Вставить поле" }).click();
        await page.getByRole("menuitem", { name: "Номер", exact: true }).click();
        await becomes(() => dialog.getByRole("textbox", { name: "Текст" }).inputValue(), `${text}{{number}}`);
      }
      await dialog.getByRole("button", { name: "Добавить", exact: true }).click();
      await section.getByText(name, { exact: true }).waitFor();
    }
    await stage.picture(page, "canned-replies");
  });

  it("[U-AUT-01] sets up a trigger where the automation is", async () => {
    await page.goto(`${stage.url}/settings/triggers`);
    await page.getByRole("link", { name: "Добавить триггер" }).first().click();
    await page.getByRole("textbox", { name: "Название" }).fill("Ответили — запишем");
    await page.getByRole("button", { name: "Добавить событие" }).click();
    await page.getByRole("menuitem", { name: "Ответил сотрудник" }).click();
    await page.getByRole("button", { name: "Добавить действие" }).click();
    await page.getByRole("menuitem", { name: "Написать внутренний комментарий" }).click();
    await page.getByRole("textbox", { name: "Текст", exact: true }).fill("Клиенту ответили по {{number}}");
    await stage.picture(page, "trigger");
    await page.getByRole("button", { name: "Добавить триггер" }).click();
    await page.getByText("Ещё не срабатывал.").waitFor();
  });

  it("[P-CAN-01, P-CAN-03] writes a canned reply by the icon and by the slash, and the trigger answers to it", async () => {
    const { number } = await ticketOf(stage);
    page = await stage.open("dina", `/tickets/${number}`);
    await page.getByRole("button", { name: "Готовые ответы" }).click();
    const groups = picker().getByRole("navigation", { name: "Группы" });
    const replies = picker().getByRole("listbox", { name: "Ответы" });
    await groups.getByRole("button", { name: /^Готово/ }).click();
    await becomes(() => replies.getByRole("option").locator("strong").allTextContents(), ["Починили"]);
    const [left, right] = [await groups.boundingBox(), await replies.boundingBox()];
    assert.ok(left && right && left.x + left.width <= right.x, "The groups are not left of the replies");
    await stage.picture(page, "canned-picker");
    await replies.getByRole("option").click();
    await becomes(() => reply().inputValue(), "Мы всё починили, спасибо");
    await reply().fill("");
    // As quickly as a hand that knows them, and more quickly than the picker opens.
    await reply().pressSequentially("/сни");
    await page.keyboard.type("мок");
    await becomes(() => replies.getByRole("option").count(), 1);
    await page.keyboard.press("Enter");
    await becomes(() => reply().inputValue(), `Пришлите снимок экрана по заявке ${number}`);
    await page.getByRole("button", { name: "Отправить", exact: true }).click();
    await page
      .getByRole("article")
      .filter({ hasText: `по заявке ${number}` })
      .waitFor();
    const notes = async () =>
      (await asking(stage, "dina").get(`/tickets/${number}/notes`)).items.map(({ text }) => text);
    await becomes(notes, [`Клиенту ответили по ${number}`]);
  });

  it("[P-REP-04, P-REP-05] sends a reply and leaves the ticket in work, or ends it with the reply", async () => {
    const boss = asking(stage, "boss");
    const { stages: _, handovers: __, ...plain } = lines;
    await stage.desk.owner
      .insertInto("process")
      .values({ workspace_id: stage.cast.workspaceId, key: "lines", version: 1, definition: JSON.stringify(plain) })
      .execute();
    const type = (await boss.post("/service-types", { name: "Поддержка", process: "lines" })).id;
    const service = (await boss.post("/services", { name: "Вопрос", type })).id;
    const { number } = await ticketOf(stage, { service, form: {} });
    page = await stage.open("dina", `/tickets/${number}`);
    const status = async () => (await asking(stage, "dina").get(`/tickets/${number}`)).status;
    const before = await status();
    await reply().fill("Разбираемся");
    await page.getByRole("button", { name: "Отправить", exact: true }).click();
    await page.getByRole("article").filter({ hasText: "Разбираемся" }).waitFor();
    assert.equal(await status(), before);
    await reply().fill("Готово, пользуйтесь");
    await page.getByRole("button", { name: "Отправить и завершить" }).click();
    await page.getByRole("article").filter({ hasText: "Готово, пользуйтесь" }).waitFor();
    await becomes(status, "closed");
  });

  it("calls a field that a trigger waits for by its name when it is off, and lets it be taken away", async () => {
    const boss = asking(stage, "boss");
    const field = await boss.post("/fields", { name: "Пробег", key: "mileage", type: "number" });
    const result = { on: [{ event: "changed", fields: [field.key] }], actions: [{ do: "note", text: "Проверьте" }] };
    const { id } = await boss.post("/rules", { kind: "trigger", name: "О пробеге", condition: "", result });
    await boss.patch(`/fields/${field.id}`, { active: false, anyway: true });
    const settings = await stage.open("boss", `/settings/triggers/${id}`);
    const off = settings.getByText("Поле «Пробег» удалено или выключено", { exact: true });
    await off.first().waitFor();
    await settings.getByLabel("Какие поля").first().press("Backspace");
    await becomes(() => off.count(), 0);
    await settings.close();
  });

  it("[U-MAC-01, U-MAC-02, U-UPD-03] shows macros once they are switched on, and does one on the card", async () => {
    const { number } = await ticketOf(stage);
    page = await stage.open("dina", "/settings");
    const link = page.getByRole("link", { name: /^Макросы/ });
    await page.getByRole("link", { name: /^Мой профиль/ }).waitFor();
    assert.equal(await link.count(), 0);
    const boss = await stage.open("boss", "/settings/applications");
    await boss.getByRole("switch", { name: "Макросы" }).click({ force: true });
    await boss.getByText("Сохранено").first().waitFor();
    await page.reload();
    await link.click();
    await page.getByRole("link", { name: "Добавить макрос" }).click();
    await page.getByRole("textbox", { name: "Название" }).fill("Перезвонили");
    await page.getByRole("button", { name: "Добавить действие" }).click();
    await page.getByRole("menuitem", { name: "Написать внутренний комментарий" }).click();
    await page.getByRole("textbox", { name: "Текст", exact: true }).fill("Перезвонили клиенту");
    await page.getByRole("button", { name: "Добавить макрос" }).click();
    await page.getByRole("link", { name: /Перезвонили/ }).waitFor();
    const { eve } = stage.cast.people;
    const toEve = { name: "Еве", shared: true, actions: [{ do: "assign", assignees: [eve.id] }] };
    await asking(stage, "boss").post("/macros", toEve);
    await boss.goto(`${stage.url}/settings/employees/${eve.id}`);
    await boss.getByRole("button", { name: "Закрыть доступ" }).click();
    const ask = boss.getByRole("dialog", { name: "Закрыть доступ: Eve Cast?" });
    await ask.getByRole("link", { name: "Макрос «Еве»" }).waitFor();
    await stage.picture(boss, "employee-block");
    await ask.getByRole("button", { name: "Закрыть доступ" }).click();
    await ask.waitFor({ state: "hidden" });
    await page.reload();
    await page.getByRole("link", { name: /Еве/ }).getByText("В действиях: Eve Cast больше не работает").waitFor();
    await stage.picture(page, "macros");
    await page.goto(`${stage.url}/tickets/${number}`);
    await page.getByRole("button", { name: "Макросы" }).click();
    await page.getByRole("menuitem", { name: "Перезвонили" }).click();
    await page.getByText("Макрос «Перезвонили» выполнен").waitFor();
    const { items } = await asking(stage, "dina").get(`/tickets/${number}/notes`);
    assert.deepEqual(
      items.map(({ text }) => text),
      ["Перезвонили клиенту"],
    );
  });
});
