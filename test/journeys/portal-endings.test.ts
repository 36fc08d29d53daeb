import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { type Asking, asking, ticketOf } from "./asking.ts";
import { becomes } from "./hands.ts";
import { numbersFrom } from "./numbers-from.ts";
import { makeStage, type Received, type Stage } from "./stage.ts";
import { swipeDown } from "./touch.ts";

const isAda = ({ to }: Received) => to === "ada@cast.example";

/** How requests end in the portal: called off, done and rated, taken up again, confirmed. */
describe("the end of a request in the portal", () => {
  let stage: Stage;
  let ada: Page;
  let desk: Page;
  let boss: Asking;
  let dina: Asking;

  before(async () => {
    stage = await makeStage();
    await numbersFrom(stage, 10_481);
    [boss, dina] = [asking(stage, "boss"), asking(stage, "dina")];
    await boss.patch(`/services/${stage.cast.services.plumbing}`, { options: { clientMayReopen: true } });
    await boss.patch("/workspace", { settings: { cancelReasons: ["Уже не нужно", "Другое"], otherReason: "Другое" } });
    [ada, desk] = await Promise.all([stage.open("ada", "/portal/", { size: "phone" }), stage.open("dina", "/tickets")]);
  });
  after(() => stage.close());

  const more = () => ada.getByRole("button", { name: "Действия с заявкой" });
  const current = (status: string) => ada.locator("main").getByText(status, { exact: true }).first();
  const show = async (number: number) => {
    await ada.goto(`${stage.url}/portal/tickets/${number}`);
    await ada.getByText(`Заявка № ${number}`).waitFor();
  };
  const inWork = async () => {
    const ticket = await ticketOf(stage, { assignees: [stage.cast.people.ben.id] });
    return dina.post(`/tickets/${ticket.number}/move`, { to: "in_progress" });
  };
  const done = async () => dina.post(`/tickets/${(await inWork()).number}/move`, { to: "done" });
  const startCancel = async () => {
    await more().click();
    await ada.getByRole("menuitem", { name: "Отменить услугу" }).click();
  };

  it("[H-RCAN-01, H-RCAN-02] offers to cancel behind the three dots while it waits, and no longer", async () => {
    const ticket = await ticketOf(stage, { assignees: [stage.cast.people.ben.id] });
    await show(ticket.number);
    await startCancel();
    await ada.getByRole("dialog", { name: "Почему вы отменяете?" }).waitFor();
    await stage.picture(ada, "portal-cancel");
    await ada.getByRole("button", { name: "Не отменять" }).click();
    await ada.getByRole("dialog").waitFor({ state: "detached" });
    await dina.post(`/tickets/${ticket.number}/move`, { to: "in_progress" });
    await ada.locator("[aria-current=step]", { hasText: "В работе" }).waitFor();
    await becomes(() => more().count(), 0);
  });

  it("[H-RCAN-03, H-RCAN-06] takes reasons, wants words for another one, and is called off by the client for the employees", async () => {
    const { number } = await ticketOf(stage);
    await show(number);
    await startCancel();
    const sheet = ada.getByRole("dialog");
    await sheet.getByRole("checkbox", { name: "Уже не нужно" }).check();
    await sheet.getByRole("checkbox", { name: "Другое" }).check();
    await sheet.getByRole("button", { name: "Отменить заявку" }).click();
    await sheet.getByText("Напишите пару слов о причине").waitFor();
    await sheet.getByRole("textbox").fill("Починил сосед");
    await sheet.getByRole("button", { name: "Отменить заявку" }).click();
    await current("Отменено").waitFor();
    assert.doesNotMatch(await ada.locator("main").innerText(), /клиентом/);
    await desk.goto(`${stage.url}/tickets/${number}`);
    const block = desk.getByRole("region", { name: "Информация" });
    await block.getByText("Уже не нужно; Другое").waitFor();
    await block.getByText("Починил сосед").waitFor();
    await desk.getByRole("region", { name: "Управление" }).getByText("Отменено клиентом").waitFor();
  });

  it("[H-RCAN-04] calls it off without a reason when the window with the reasons is swiped away", async () => {
    const { number } = await ticketOf(stage);
    await show(number);
    await startCancel();
    await swipeDown(ada.getByRole("dialog").getByRole("heading"), 200);
    await current("Отменено").waitFor();
    await becomes(async () => (await dina.get(`/tickets/${number}`)).status, "cancelled_by_client");
    assert.deepEqual((await dina.get(`/tickets/${number}`)).cancelReasons, []);
  });

  it("[H-RCAN-05] calls it off at once where no reasons are collected", async () => {
    await boss.patch("/workspace", { settings: { collectCancelReasons: false } });
    const { number } = await ticketOf(stage);
    await show(number);
    await startCancel();
    await current("Отменено").waitFor();
    assert.equal(await ada.getByRole("dialog", { name: "Почему вы отменяете?" }).count(), 0);
    await becomes(async () => (await dina.get(`/tickets/${number}`)).status, "cancelled_by_client");
    await boss.patch("/workspace", { settings: { collectCancelReasons: true } });
  });

  it("[H-CANC-02, H-NOT-22] tells the resident when the firm calls it off, and keeps the comment to itself", async () => {
    const { number } = await ticketOf(stage);
    await show(number);
    await desk.goto(`${stage.url}/tickets/${number}`);
    const manage = desk.getByRole("region", { name: "Управление" });
    await manage.getByRole("button", { name: "Отменить" }).click();
    await desk.getByRole("menuitem").first().click();
    const panel = desk.getByRole("form");
    await panel.getByRole("textbox").fill("Дубль соседней заявки");
    await panel.getByRole("button").first().click();
    await manage.getByText("Отменено", { exact: true }).waitFor();
    await desk.getByRole("region", { name: "История изменений" }).getByText("Дубль соседней заявки").waitFor();
    await current("Отменено").waitFor();
    assert.doesNotMatch(await ada.locator("main").innerText(), /Дубль/);
    const letter = await stage.letter(
      (one) => isAda(one) && one.subject.includes(`#${number}`) && one.text.includes("Отменено"),
    );
    assert.doesNotMatch(letter.text, /Дубль/);
  });

  it("[H-RRAT-01, H-RRAT-03, H-RRAT-04, H-RRAT-06] asks to rate what is done, takes one to five stars with words, and another rating later", async () => {
    const { number } = await inWork();
    await show(number);
    await dina.post(`/tickets/${number}/move`, { to: "done" });
    await ada.getByRole("heading", { name: "Оцените работу" }).waitFor();
    await stage.letter((one) => isAda(one) && one.subject.includes(`#${number}`) && one.text.includes("Оцените"));
    await ada.getByTitle("Нормально").click();
    const sheet = ada.getByRole("dialog", { name: "Оцените работу" });
    const words = ["Ужасно", "Плохо", "Нормально", "Хорошо", "Отлично"];
    for (const [at, word] of words.entries()) {
      if (at > 0) await ada.getByRole("button", { name: "Изменить" }).click();
      await sheet.getByTitle(word).click();
      await sheet.getByRole("textbox").fill(`Впечатление ${at + 1}`);
      await sheet.getByRole("button", { name: "Отправить оценку" }).click();
      await ada.getByRole("img", { name: `Оценка: ${at + 1} из 5` }).waitFor();
      const { rating, ratingComment } = await dina.get(`/tickets/${number}`);
      assert.deepEqual([rating, ratingComment], [at + 1, `Впечатление ${at + 1}`]);
    }
    await stage.picture(ada, "portal-rated");
    await ada.goto(`${stage.url}/portal/order/${stage.cast.services.plumbing}`);
    await ada.getByTitle("1 оценка").filter({ hasText: /5/ }).waitFor();
    await desk.goto(`${stage.url}/tickets/${number}`);
    const block = desk.getByRole("region", { name: "Оценка качества" });
    await block.getByRole("img", { name: "Оценка 5 из 5" }).waitFor();
    assert.equal(await block.locator("button, input, a").count(), 0);
  });

  it("[H-RRAT-07, H-RRAT-08] first asks whether it is solved; yes leads to the stars, and poor ones want words", async () => {
    await boss.patch("/workspace", { settings: { confirmCompletion: true } });
    const { number } = await done();
    await show(number);
    await ada.getByRole("heading", { name: "Проблема решена?" }).waitFor();
    await becomes(() => ada.getByRole("heading", { name: "Оцените работу" }).count(), 0);
    await stage.picture(ada, "portal-solved");
    await ada.getByRole("button", { name: "Да, решена" }).click();
    const sheet = ada.getByRole("dialog", { name: "Оцените работу" });
    await sheet.getByTitle("Плохо").click();
    await sheet.getByRole("button", { name: "Отправить оценку" }).click();
    await sheet.getByText("При оценке 1 или 2 напишите, что было не так").waitFor();
    assert.equal((await dina.get(`/tickets/${number}`)).rating, null);
    await sheet.getByRole("textbox").fill("Наследили");
    await sheet.getByRole("button", { name: "Отправить оценку" }).click();
    await ada.getByRole("img", { name: "Оценка: 2 из 5" }).waitFor();

    // Without the way back there is nothing to ask.
    await boss.patch(`/services/${stage.cast.services.plumbing}`, { options: { clientMayReopen: false } });
    await show((await done()).number);
    await ada.getByRole("heading", { name: "Оцените работу" }).waitFor();
    await becomes(() => ada.getByRole("heading", { name: "Проблема решена?" }).count(), 0);
  });

  it("[H-RREO-01] offers to reopen only where the service allows it", async () => {
    await boss.patch("/workspace", { settings: { confirmCompletion: false } });
    const { number } = await done();
    await show(number);
    await ada.getByRole("heading", { name: "Оцените работу" }).waitFor();
    assert.equal(await ada.getByRole("button", { name: "Переоткрыть" }).count(), 0);
    await boss.patch(`/services/${stage.cast.services.plumbing}`, { options: { clientMayReopen: true } });
    await ada.reload();
    await ada.getByRole("button", { name: "Переоткрыть" }).waitFor();
  });

  it("[H-RRAT-09, H-RREO-02, H-RREO-04] lets her rate and reopen after No, with a reason", async () => {
    await boss.patch("/workspace", { settings: { confirmCompletion: true } });
    const { number } = await done();
    await show(number);
    await ada.getByRole("button", { name: "Нет", exact: true }).click();
    const sheet = ada.getByRole("dialog", { name: "Что осталось не так?" });
    await sheet.getByRole("button", { name: "Только оценить" }).waitFor();
    await stage.picture(ada, "portal-not-solved");
    await sheet.getByRole("button", { name: "Переоткрыть заявку" }).click();
    await sheet.getByText("без этого не понять, что делать").waitFor();
    await sheet.getByTitle("Нормально").click();
    await sheet.getByRole("textbox").fill("Капает по-прежнему");
    await sheet.getByRole("button", { name: "Переоткрыть заявку" }).click();
    await ada.locator("[aria-current=step]", { hasText: "Переоткрыто" }).waitFor();
    const { status, rating, reopenReason } = await dina.get(`/tickets/${number}`);
    assert.deepEqual([status, rating, reopenReason], ["reopened", 3, "Капает по-прежнему"]);
    await boss.patch("/workspace", { settings: { confirmCompletion: false } });
  });

  it("[O-STAT-10, O-STAT-12, O-STAT-13, O-PORT-16] lets the contact of a company follow, talk, resume and confirm", async () => {
    const type = (await boss.post("/service-types", { name: "Обслуживание", process: "helpdesk" })).id;
    const { category } = stage.cast;
    await boss.post("/services", { name: "Касса не печатает", type, category, portal: true });
    await ada.goto(`${stage.url}/portal/services`);
    await ada
      .getByRole("main")
      .getByRole("link", { name: /Касса не печатает/ })
      .click();
    await ada.getByLabel(/Что/).fill("Чек выходит пустым");
    await ada.getByRole("button", { name: "Отправить" }).click();
    await ada.waitForURL(/\/portal\/tickets\/\d+/);
    const number = Number(ada.url().split("/").at(-1));
    await ada.getByRole("textbox", { name: "Сообщение" }).fill("Касса у входа");
    await ada.getByRole("button", { name: "Отправить" }).click();
    await ada.getByRole("log").getByText("Касса у входа").waitFor();
    await dina.post(`/tickets/${number}/assign`, { assignees: [stage.cast.people.carl.id] });
    await dina.post(`/tickets/${number}/messages`, { text: "Переставили ленту" });
    await ada.getByRole("log").getByText("Переставили ленту").waitFor();

    await dina.post(`/tickets/${number}/move`, { to: "resolved" });
    await ada.getByRole("heading", { name: "Проблема решена?" }).waitFor();
    await stage.picture(ada, "portal-confirm");
    await ada.getByRole("button", { name: "Не решено" }).click();
    await ada.getByRole("dialog").getByRole("textbox").fill("Снова пусто");
    await ada.getByRole("dialog").getByRole("button", { name: "Переоткрыть заявку" }).click();
    await ada.getByRole("heading", { name: "Проблема решена?" }).waitFor({ state: "detached" });
    assert.equal((await dina.get(`/tickets/${number}`)).status, "open");

    await dina.post(`/tickets/${number}/move`, { to: "resolved" });
    await ada.getByRole("button", { name: "Подтвердить" }).click();
    await ada.getByRole("dialog", { name: "Оцените работу" }).waitFor();
    assert.equal((await dina.get(`/tickets/${number}`)).status, "closed");
    await ada.getByRole("dialog").getByTitle("Отлично").click();
    await ada.getByRole("dialog").getByRole("button", { name: "Отправить оценку" }).click();
    await ada.getByRole("img", { name: "Оценка: 5 из 5" }).waitFor();
    // What has ended stays to be read.
    await ada.goto(`${stage.url}/portal/tickets?tab=archive`);
    await ada.getByRole("link", { name: new RegExp(`№ ${number}`) }).click();
    await ada.getByRole("log").getByText("Переставили ленту").waitFor();
  });

  it("[H-RCAT-09] opens the same card of a service from its category and from the feed", async () => {
    const category = (await boss.post("/service-categories", { name: "Двор", position: 9 })).id;
    const { id } = await boss.post("/services", {
      name: "Шлагбаум",
      type: stage.cast.types.requests,
      category,
      annotation: "Не открывается или заедает",
      form: [{ key: "gate", label: "Который", type: "list", options: ["Северный", "Южный"] }],
    });
    await ada.goto(`${stage.url}/portal/services`);
    const only = (name: string) =>
      ada.getByRole("navigation", { name: "Категории" }).getByRole("button", { name, exact: true });
    const row = (name: RegExp) => ada.getByRole("main").getByRole("listitem").getByRole("link", { name });
    const card = async () => {
      await row(/Шлагбаум/).click();
      await ada.getByText("ул. Ленина, 5, кв. 12").waitFor();
      const seen = { path: new URL(ada.url()).pathname, text: await ada.getByRole("main").innerText() };
      await ada.getByRole("button", { name: "Назад" }).click();
      await row(/Шлагбаум/).waitFor();
      return seen;
    };
    await only("Двор").click();
    await row(/Лифт/).waitFor({ state: "detached" });
    const byCategory = await card();
    await only("Все").click();
    await row(/Лифт/).waitFor();
    assert.deepEqual(await card(), byCategory);
    assert.equal(byCategory.path, `/portal/order/${id}`);
  });

  it("[O-CAT-05] shows the contact nothing of the category of his company", async () => {
    const vip = (await boss.post("/client-categories", { name: "VIP-клиент" })).id;
    const company = (await boss.post("/companies", { name: "ООО Ромашка", category: vip })).id;
    await boss.patch(`/contacts/${stage.cast.people.ada.id}`, { company });
    const { number } = await ticketOf(stage, { company });
    assert.equal((await dina.get(`/companies/${company}`)).category?.name, "VIP-клиент");
    const answers: Promise<string>[] = [];
    ada.on("response", (answer) => {
      if (answer.url().includes("/api/v1/") && !answer.url().endsWith("/live"))
        answers.push(answer.text().catch(() => ""));
    });
    for (const page of ["", "services", "tickets", `tickets/${number}`, "profile"]) {
      await ada.goto(`${stage.url}/portal/${page}`);
      await ada.getByRole("main").getByRole("heading").first().waitFor({ state: "attached" });
      if (page === "services")
        await ada
          .getByRole("link", { name: /Сантехника/ })
          .first()
          .waitFor();
      assert.doesNotMatch(await ada.locator("body").innerText(), /VIP/);
      // What has not been read is gone with the page.
      await Promise.all(answers);
    }
    const told = (await Promise.all(answers)).join("\n");
    assert.match(told, /Сантехника/);
    assert.doesNotMatch(told, /VIP/);
  });
});
