import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { asking, ticketOf } from "./asking.ts";
import { knownChapters } from "./card-known.ts";
import { becomes, chooseIn, factsIn, openTicket, stands } from "./hands.ts";
import { assertDocumented } from "./requests.ts";
import { makeStage, type Stage } from "./stage.ts";

describe("the card of a ticket", () => {
  let stage: Stage;
  let page: Page;
  let number: number;

  before(async () => {
    stage = await makeStage();
    const { people, places } = stage.cast;
    const boss = asking(stage, "boss");
    await boss.patch(`/places/${places.flat12}`, { note: "Собака", tags: ["угловая"], account: "40-12" });
    await boss.patch(`/contacts/${people.ada.id}`, { note: "Звонить вечером", tags: ["совет дома"], account: "А-77" });
    await boss.patch(`/places/${places.quarter}`, { manager: people.carl.id });
    await boss.patch(`/places/${places.siteA}`, { settings: { showDebt: true } });
    const lines = [{ label: "Аварийная служба", value: "+7 812 000-00-00" }];
    await boss.patch("/workspace", { settings: { organisation: { name: "УК Заречье", lines } } });
    ({ number } = await ticketOf(stage, { assignees: [people.ben.id] }));
    await asking(stage, "ben").post(`/tickets/${number}/move`, { to: "in_progress" });
    page = await stage.open("dina", `/tickets/${number}`);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  });
  after(() => stage.close());

  const block = (name: string) => page.getByRole("region", { name, exact: true });
  const open = async (of: number) => {
    await openTicket(page, of);
    await block("История изменений").getByRole("listitem").first().waitFor();
  };
  const popUp = () => page.getByRole("dialog");
  const close = async () => {
    await page.keyboard.press("Escape");
    await popUp().waitFor({ state: "hidden" });
  };
  /** The card that a link has opened; then back to the ticket. */
  const cardOf = async (name: string) => {
    await page.getByRole("heading", { name, exact: true }).waitFor();
    await page.goBack();
    await block("Информация").waitFor();
  };
  const done = async (more = {}) => {
    const ticket = await ticketOf(stage, { assignees: [stage.cast.people.ben.id], ...more });
    for (const to of ["in_progress", "done"]) await asking(stage, "ben").post(`/tickets/${ticket.number}/move`, { to });
    return ticket.number;
  };

  it("[H-CARD-03] has these tabs", async () => {
    // Parts of the card come as they are loaded, and hide the rest for a moment.
    const tabs = () => page.getByRole("tab").allTextContents();
    await becomes(tabs, ["Основное", "Комментарии", "Активность клиента", "Заявки по дому"]);
  });

  it("[H-CARD-04] shows information and control on the main tab", async () => {
    const blocks = ["Информация", "Клиент", "Управление", "Организация", "Документы", "Чат с клиентом"];
    for (const name of [...blocks, "Оценка качества", "История изменений"]) await block(name).waitFor();
    await stage.picture(page, "card");
  });

  it("[H-CARD-05, H-HIST-01] stacks the right column: control, organisation below it, the rating, history last", async () => {
    const { x } = await stands(block("Управление"));
    const column: { y: number; name: string }[] = [];
    for (const one of await page.getByRole("main").getByRole("region").all()) {
      const box = await stands(one);
      const name = await one.getByRole("heading", { level: 2 }).first().allTextContents();
      if (box.x === x) column.push({ y: box.y, name: name.join() });
    }
    const names = column.toSorted((one, other) => one.y - other.y).map(({ name }) => name);
    assert.equal(names[0], "Управление");
    assert.ok(names.includes("Организация") && names.includes("Оценка качества"), names.join());
    assert.equal(names.at(-1), "История изменений");
    await block("История изменений").getByText("Заявка создана").waitFor();
    const told = await block("История изменений").getByRole("listitem").allTextContents();
    const moved = told.findIndex((entry) => entry.includes("В работе"));
    assert.ok(moved >= 0 && moved < told.length - 1, told.join("\n"));
    assert.match(told.at(-1) ?? "", /Заявка создана/);
    const moments = await block("История изменений")
      .getByRole("time")
      .evaluateAll((all) => all.map((time) => time.getAttribute("datetime") ?? ""));
    assert.deepEqual(moments, moments.toSorted().reverse());
  });

  it("[H-HIST-07, H-HIST-08] tells of each change when it was, and who he is that did it", async () => {
    const last = block("История изменений").getByRole("listitem").first();
    assert.match((await last.getByRole("time").textContent()) ?? "", /\d{1,2} \S+, \d\d:\d\d/);
    await last.getByRole("button", { name: "Ben Cast" }).click();
    await popUp().getByText("Сантехник").waitFor();
    await popUp().getByRole("link", { name: "ben@cast.example" }).waitFor();
    assert.equal(
      await popUp()
        .getByRole("link", { name: /\+7 900/ })
        .getAttribute("href"),
      "tel:+79000000000",
    );
    await close();
  });

  it("[H-CARD-01] has an address to give to a colleague", async () => {
    await page.getByRole("button", { name: "Скопировать ссылку на заявку" }).click();
    const address = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(address, `${stage.url}/tickets/${number}`);
    const other = await stage.open("carl", address.slice(stage.url.length));
    await other.getByRole("heading", { name: "Протекает кран", level: 1 }).waitFor();
    await other.context().close();
  });

  it("[H-CARD-07, H-CARD-08] tells what is known of the address, and opens the cards of unit and site", async () => {
    const { places } = stage.cast;
    await block("Информация").getByRole("button", { name: "ул. Ленина, 5, кв. 12" }).click();
    assert.deepEqual(await factsIn(popUp()), { "Лицевой счёт": "40-12", Примечание: "Собака", Метки: "угловая" });
    await popUp().getByRole("link", { name: "ул. Ленина, 5, кв. 12" }).click();
    await page.waitForURL(`${stage.url}/places?open=${places.flat12}`);
    await cardOf("ул. Ленина, 5, кв. 12");
    await block("Информация").getByRole("link", { name: "ул. Ленина, 5", exact: true }).click();
    await page.waitForURL(`${stage.url}/places?open=${places.siteA}`);
    await cardOf("ул. Ленина, 5");
  });

  it("[H-CLI-02, H-CLI-04] calls the client by a click, tells what is known of him, and opens his card", async () => {
    const phone = block("Клиент").getByRole("link", { name: "+7 911 111-11-11" });
    assert.equal(await phone.getAttribute("href"), "tel:+79111111111");
    await block("Клиент").getByRole("button", { name: "Ada Cast" }).click();
    assert.deepEqual(await factsIn(popUp()), {
      "Лицевые счета": "40-12, А-77",
      Примечание: "Звонить вечером",
      Метки: "совет дома",
    });
    await popUp().getByRole("link", { name: "Ada Cast" }).click();
    await page.waitForURL(`${stage.url}/clients?open=${stage.cast.people.ada.id}`);
    await cardOf("Ada Cast");
  });

  it("[H-ORG-02, H-ORG-03] tells how to reach who manages the quarter", async () => {
    await block("Организация").getByRole("button", { name: "Carl Cast" }).click();
    await popUp().getByRole("link", { name: "carl@cast.example" }).waitFor();
    assert.equal(
      await popUp()
        .getByRole("link", { name: /\+7 900/ })
        .getAttribute("href"),
      "tel:+79000000000",
    );
    await close();
  });

  it("[H-ACT-01, H-ACT-03] shows what the client did, in six columns, and opens his tickets", async () => {
    const other = await ticketOf(stage, { subject: "Стучит батарея" });
    await page.getByRole("tab", { name: "Активность клиента" }).click();
    const table = block("Активность клиента").getByRole("table");
    await table.getByRole("link", { name: "Стучит батарея" }).waitFor();
    assert.deepEqual(await table.getByRole("columnheader").allTextContents(), [
      "Статус",
      "Действие",
      "Суть",
      "Адрес",
      "Когда",
      "Обновлено",
    ]);
    const cells = await table.getByRole("row").nth(1).getByRole("cell").allTextContents();
    assert.deepEqual(cells.slice(0, 4), ["Ожидание", "Заявка", "Стучит батарея", "ул. Ленина, 5, кв. 12"]);
    assert.ok(
      cells.slice(4).every((cell) => /\d\d:\d\d/.test(cell)),
      cells.join(" | "),
    );
    await table.getByRole("link", { name: "Стучит батарея" }).click();
    await page.waitForURL(`${stage.url}/tickets/${other.number}`);
  });

  it("[H-ACT-04, H-ACT-05] hides that tab from strangers' tickets and from those of the whole building", async () => {
    const stranger = await ticketOf(stage, { contact: undefined, client: { name: "Прохожий" } });
    const common = await ticketOf(stage, { service: stage.cast.services.cleaning, form: {} });
    for (const one of [stranger, common]) {
      await open(one.number);
      await becomes(() => page.getByRole("tab", { name: "Активность клиента" }).count(), 0);
    }
  });

  knownChapters(() => ({ stage, page, number, open }));

  it("[H-EDIT-01, H-EDIT-02] changes type, service, place and client, chosen from lists, and not the channel", async () => {
    await open(number);
    await page.getByRole("button", { name: "Изменить информацию" }).click();
    const form = block("Информация");
    await form.getByRole("button", { name: "Сохранить" }).waitFor();
    for (const role of ["textbox", "combobox", "button"] as const)
      assert.equal(await form.getByRole(role, { name: /Канал/ }).count(), 0);
    const change = async (field: string, was: string, name: string) => {
      if (was !== "") await form.getByRole("button", { name: `${field}: ${was}`, exact: true }).click();
      await chooseIn(page, form.getByRole("textbox", { name: field, exact: true }), name);
    };
    await change("Тип услуги", "Заявка", "Внутренняя");
    await change("Тип услуги", "Внутренняя", "Заявка");
    await change("Услуга", "", "Лифт");
    await change("Объект", "ул. Ленина, 5", "ул. Мира, 8");
    await change("Помещение", "", "21");
    await change("Клиент", "Ada Cast", "Vera Cast");
    await stage.picture(page, "card-edit");
    await form.getByRole("button", { name: "Сохранить" }).click();
    await form.getByRole("button", { name: "ул. Мира, 8, кв. 21" }).waitFor();
    await block("Клиент").getByRole("button", { name: "Vera Cast" }).waitFor();
    const { service, placeView, clientView } = await asking(stage, "dina").get(`/tickets/${number}`);
    assert.deepEqual(
      [service?.name, placeView?.address, clientView?.name],
      ["Лифт", "ул. Мира, 8, кв. 21", "Vera Cast"],
    );
  });

  it("[H-EDIT-07] throws the changes away by the cross, and keeps them by Save", async () => {
    const form = block("Информация");
    await page.getByRole("button", { name: "Изменить информацию" }).click();
    await form.getByLabel("Суть обращения").fill("Совсем другое");
    await becomes(() => page.getByRole("button", { name: "Изменить информацию" }).count(), 0);
    await form.getByRole("button", { name: "Закрыть без сохранения" }).click();
    await page.getByRole("button", { name: "Изменить информацию" }).click();
    await becomes(() => form.getByLabel("Суть обращения").inputValue(), "Протекает кран");
    await form.getByLabel("Суть обращения").fill("Застрял лифт");
    await form.getByRole("button", { name: "Сохранить" }).click();
    await page.getByRole("heading", { name: "Застрял лифт", level: 1 }).waitFor();
  });

  it("[H-EDIT-05, H-EDIT-06, H-RATE-01] has no such button when it is done, called off or rated", async () => {
    const called = await ticketOf(stage);
    await asking(stage, "dina").post(`/tickets/${called.number}/move`, { to: "cancelled", comment: "Повтор" });
    const rated = await done();
    await asking(stage, "ada").put(`/tickets/${rated}/rating`, { score: 2, comment: "Опять капает" });
    for (const one of [await done(), called.number, rated]) {
      await open(one);
      await becomes(() => page.getByRole("button", { name: "Изменить информацию" }).count(), 0);
      await block("Информация").getByRole("img", { name: "В этом статусе данные не меняют" }).waitFor();
    }
    const rating = block("Оценка качества");
    await rating.getByRole("img", { name: "Оценка 2 из 5" }).waitFor();
    await rating.getByText("Опять капает").waitFor();
    assert.equal((await stands(rating)).x, (await stands(block("Управление"))).x);
  });

  it("[H-DOC-04, H-DOC-05, H-DOC-06, O-FILE-01] takes documents by the button and by dropping them, gives them by the name, and drops them by the cross", async () => {
    const { number: fresh } = await ticketOf(stage);
    await open(fresh);
    const documents = block("Документы");
    const chooser = page.waitForEvent("filechooser");
    await documents.getByRole("button", { name: /Приложить/ }).click();
    await (await chooser).setFiles({
      name: "акт.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from("%PDF-1.7 акт"),
    });
    await documents.getByRole("link", { name: "акт.pdf" }).waitFor();
    const dropped = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(["показания"], "счётчик.txt", { type: "text/plain" }));
      return transfer;
    });
    await documents.getByRole("list").dispatchEvent("drop", { dataTransfer: dropped });
    await documents.getByRole("link", { name: "счётчик.txt" }).waitFor();
    const download = page.waitForEvent("download");
    await documents.getByRole("link", { name: "счётчик.txt" }).click();
    assert.equal((await download).suggestedFilename(), "счётчик.txt");
    await stage.picture(page, "card-documents");
    await documents.getByRole("button", { name: "Убрать: акт.pdf" }).click();
    await documents.getByRole("link", { name: "акт.pdf" }).waitFor({ state: "hidden" });
    const { documents: left } = await asking(stage, "dina").get(`/tickets/${fresh}`);
    assert.deepEqual(
      left?.map(({ name }) => name),
      ["счётчик.txt"],
    );
  });

  it("[B-API-01] has asked for nothing that the document of the API does not name", () => assertDocumented(stage));
});
