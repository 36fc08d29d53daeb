import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Locator, Page } from "playwright-core";
import sharp from "sharp";
import { asking } from "./asking.ts";
import { becomes } from "./hands.ts";
import { numbersFrom } from "./numbers-from.ts";
import { assertDocumented } from "./requests.ts";
import { makeStage, type Received, type Stage } from "./stage.ts";

const FROM = "Ada Cast <ada@cast.example>";
const isAda = ({ to }: Received) => to === "ada@cast.example";

/** From a letter to a rating and back into work: three windows follow each other live. */
describe("the story of a request", () => {
  let stage: Stage;
  let dina: Page;
  let ben: Page;
  let ada: Page;
  /** Of the ticket, once the letter has come. */
  let number = "";
  let photo: Buffer;

  before(async () => {
    stage = await makeStage();
    photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: "#b9c4d0" } })
      .jpeg()
      .toBuffer();
    await numbersFrom(stage, 10_481);
    // The work is proven by a photo, and the client may have it done again.
    const boss = asking(stage, "boss");
    await boss.patch(`/services/${stage.cast.services.plumbing}`, {
      options: { requireDocument: true, clientMayReopen: true },
    });
    [dina, ben, ada] = await Promise.all([
      stage.open("dina", "/tickets"),
      stage.open("ben", "/my", { size: "phone" }),
      stage.open("ada", "/portal/", { size: "phone" }),
    ]);
    // Who still loads would take what comes for what was there.
    await Promise.all([
      dina.getByText("Новых заявок нет").waitFor(),
      ben.getByText("Заявок в работе у вас нет").waitFor(),
      ada.getByRole("heading", { name: "Оставить заявку" }).waitFor(),
    ]);
  });
  after(() => stage.close());

  const block = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });
  const chat = (page: Page): Locator => page.getByRole("region", { name: "Чат с клиентом" });

  it("opens a ticket with a letter: it stands in the open list, and in the client's portal, at once", async () => {
    await stage.send({
      from: FROM,
      subject: "На кухне течёт кран",
      text: "Добрый день!\nВторой день капает смеситель на кухне, под мойкой мокро.\n\n-- \nАда",
    });
    const row = dina.getByRole("row", { name: /На кухне течёт кран/ });
    await row.waitFor();
    assert.match(await row.innerText(), /Ожидание.*Ada Cast/s);
    await dina.getByText("Найдено заявок: 1").waitFor();
    await stage.picture(dina, "story-1-letter-in-the-list");
    await row.click();
    number = new URL(dina.url()).searchParams.get("open") ?? "";
    assert.match(number, /^\d+$/);
    const preview = ada.getByRole("link", { name: /На кухне течёт кран/ });
    await preview.waitFor();
    await preview.click();
    await ada.getByRole("heading", { name: "На кухне течёт кран" }).waitFor();
    await ada.getByText("Второй день капает смеситель").waitFor();
  });

  it("lets the dispatcher say what it is and who goes there, who has it on his list at once", async () => {
    await dina.getByRole("button", { name: "Открыть на всю страницу" }).click();
    await dina.waitForURL(`**/tickets/${number}`);
    await dina.getByRole("button", { name: "Изменить информацию" }).click();
    const form = block(dina, "Информация");
    // The client's only flat is known from her letter; the team comes with the service.
    await form.getByRole("button", { name: "Помещение: 12" }).waitFor();
    await form.getByRole("textbox", { name: "Услуга", exact: true }).fill("Сантех");
    await dina.getByRole("option", { name: /Сантехника/ }).click();
    // The hands go on with the next field by themselves.
    await dina.waitForFunction(() => document.activeElement?.matches("input, textarea"));
    await form.getByRole("combobox", { name: "Помещение", exact: true }).click();
    await dina.getByRole("option", { name: "Кухня" }).click();
    await form.getByRole("button", { name: "Сохранить" }).click();
    await form.getByText("ул. Ленина, 5, кв. 12").waitFor();

    const people = block(dina, "Люди");
    await people.getByText("Сантехники").waitFor();
    await people.getByRole("button", { name: "Назначить исполнителя" }).click();
    await dina.getByRole("option", { name: /Ben Cast/ }).click();
    await people.getByRole("button", { name: "Ben Cast", exact: true }).waitFor();
    await stage.picture(dina, "story-2-dispatcher");

    await ben.getByRole("link", { name: /Сантехника/ }).waitFor();
    await stage.picture(ben, "story-2-engineer");
  });

  it("[C-CLI-03] sends what she writes to the client into his portal and by mail, and the letter reads well", async () => {
    await dina.getByLabel("Сообщение клиенту").fill("Здравствуйте! Слесарь придёт сегодня с 15 до 17.");
    await dina.getByRole("button", { name: "Отправить" }).click();
    await chat(dina).getByText("Слесарь придёт сегодня").waitFor();
    const letter = await stage.letter((one) => isAda(one) && one.text.includes("Слесарь придёт"));
    assert.match(letter.subject, /^Re: На кухне течёт кран \[#\d+\]$/);
    assert.match(letter.text, /Здравствуйте! Слесарь придёт сегодня с 15 до 17\./);
    assert.match(letter.text, /Заявка № \d+/);
    assert.ok(letter.text.includes(`/portal/tickets/${number}`));

    // She has the ticket open: two ticks come by themselves.
    await ada.getByRole("log").getByText("Слесарь придёт сегодня").waitFor();
    await chat(dina)
      .getByRole("img", { name: /^Прочитано/ })
      .waitFor();
    await stage.picture(ada, "story-3-resident");
  });

  it("lets the engineer take it into work and tell his colleagues what matters, on his telephone", async () => {
    await ben.getByRole("link", { name: /Сантехника/ }).click();
    await ben.getByRole("button", { name: "Взять в работу" }).click();
    await ben.getByRole("button", { name: "Выполнено" }).waitFor();
    await block(dina, "Управление").getByText("В работе").waitFor();
    await ada.locator("[aria-current=step]", { hasText: "В работе" }).waitFor();

    await ben.getByRole("tab", { name: "Комментарии" }).click();
    await ben.getByLabel("Комментарий для коллег").fill("Нужен новый картридж, взял со склада");
    await dina.getByText("Ben Cast пишет…").waitFor();
    await ben.getByLabel("Важный").check();
    await ben.getByRole("button", { name: "Отправить" }).click();
    await ben.getByRole("article").getByText("взял со склада").waitFor();
    await stage.picture(ben, "story-4-engineer");
    await dina.getByRole("tab", { name: /Комментарии.*важный комментарий/i }).click();
    await dina.getByRole("article").getByText("взял со склада").waitFor();
    await dina.getByRole("tab", { name: "Основное" }).click();
  });

  it("[H-CHAT-09, H-GEN-02] lets the resident read and answer in the chat with a photo, seen on all sides", async () => {
    await ada.getByRole("textbox", { name: "Сообщение" }).fill("Хорошо, буду дома");
    const [picker] = await Promise.all([
      ada.waitForEvent("filechooser"),
      ada.getByRole("button", { name: "Файл", exact: true }).click(),
    ]);
    await picker.setFiles({ name: "мойка.jpg", mimeType: "image/jpeg", buffer: photo });
    await ada.getByRole("img", { name: "мойка.jpg" }).or(ada.getByText("мойка.jpg")).first().waitFor();
    await ada.getByRole("button", { name: "Отправить" }).click();
    const own = ada.getByRole("log").getByText("Хорошо, буду дома");
    await own.waitFor();
    await chat(dina).getByText("Хорошо, буду дома").waitFor();
    await chat(dina)
      .getByRole("button", { name: /мойка\.jpg/ })
      .waitFor();
    await stage.picture(ada, "story-5-resident");
    // One tick: sent; two: an employee has read it. Hers are seen by the dispatcher who has the card open.
    await ada.getByRole("log").getByRole("img", { name: "Прочитано" }).waitFor();
  });

  it("[C-CLI-06] takes an answer by mail into the same thread, without the quotation", async () => {
    const letter = await stage.letter((one) => isAda(one) && one.text.includes("Слесарь придёт"));
    await stage.send({
      from: FROM,
      to: letter.replyTo,
      subject: letter.subject,
      inReplyTo: letter.messageId,
      text: `Домофон не работает, звоните на телефон.\n\n21.11.2026 12:00, quarter пишет:\n${letter.text.replace(/^/gm, "> ")}`,
    });
    const line = chat(dina).getByRole("article").filter({ hasText: "Домофон не работает" });
    await line.waitFor();
    assert.doesNotMatch(await line.innerText(), /Слесарь/);
    await line.getByRole("button", { name: "Пришло письмом" }).waitFor();
    await ada.getByRole("log").getByText("Домофон не работает").waitFor();
  });

  it("closes it with the photo that the service demands, and asks the resident", async () => {
    await ben.getByRole("tab", { name: "Основное" }).click();
    await ben.getByRole("button", { name: "Выполнено" }).click();
    const [picker] = await Promise.all([
      ben.waitForEvent("filechooser"),
      ben.getByRole("button", { name: /Приложите документ/ }).click(),
    ]);
    await picker.setFiles({ name: "новый кран.jpg", mimeType: "image/jpeg", buffer: photo });
    await block(ben, "Документы").getByRole("link", { name: "новый кран.jpg" }).waitFor();
    await stage.picture(ben, "story-5-engineer-demand");
    await ben.getByRole("form", { name: "Выполнено" }).getByRole("button", { name: "Выполнено" }).click();
    await block(dina, "Управление").getByText("Выполнено", { exact: true }).waitFor();
    await block(dina, "Документы").getByRole("link", { name: "новый кран.jpg" }).waitFor();
    await ada.getByRole("heading", { name: "Оцените работу" }).waitFor();
    const asked = await stage.letter((one) => isAda(one) && one.text.includes("Оцените"));
    assert.ok(asked.text.includes(`/portal/tickets/${number}`));
  });

  it("[C-CLI-05] keeps notes and documents of the employees from the client", async () => {
    await ada.reload();
    await ada.getByRole("log").getByText("Домофон не работает").waitFor();
    assert.doesNotMatch(await ada.locator("main").innerText(), /картридж|новый кран/);
  });

  it("takes a rating that wants words when it is poor, and another one instead", async () => {
    await ada.getByTitle("Плохо").click();
    const sheet = ada.getByRole("dialog", { name: "Оцените работу" });
    await sheet.getByRole("button", { name: "Отправить оценку" }).click();
    await sheet.getByText("При оценке 1 или 2 напишите, что было не так").waitFor();
    await stage.picture(ada, "story-6-rating");
    await sheet.getByRole("textbox").fill("Ждала дольше, чем обещали");
    await sheet.getByRole("button", { name: "Отправить оценку" }).click();
    await ada.getByRole("img", { name: "Оценка: 2 из 5" }).waitFor();
    const rating = block(dina, "Оценка качества");
    await rating.getByRole("img", { name: "Оценка 2 из 5" }).waitFor();
    await rating.getByText("Ждала дольше, чем обещали").waitFor();

    await ada.getByRole("button", { name: "Изменить" }).click();
    await sheet.getByTitle("Хорошо").click();
    await sheet.getByRole("button", { name: "Отправить оценку" }).click();
    await ada.getByRole("img", { name: "Оценка: 4 из 5" }).waitFor();
    await rating.getByRole("img", { name: "Оценка 4 из 5" }).waitFor();
  });

  it("[H-RREO-02, H-RREO-03] is taken up again by the resident with a reason, before everybody's eyes", async () => {
    await ada.getByRole("button", { name: "Переоткрыть" }).click();
    const sheet = ada.getByRole("dialog");
    await sheet.getByRole("button", { name: "Переоткрыть заявку" }).click();
    await sheet.getByText("без этого не понять, что делать").waitFor();
    await sheet.getByRole("textbox").fill("К вечеру снова закапало");
    await stage.picture(ada, "story-7-reopen");
    await sheet.getByRole("button", { name: "Переоткрыть заявку" }).click();
    await block(dina, "Управление").getByText("Переоткрыто").waitFor();
    await ada.locator("[aria-current=step]", { hasText: "Переоткрыто" }).waitFor();
    await block(dina, "Информация").getByText("К вечеру снова закапало").waitFor();
    await stage.picture(dina, "story-7-dispatcher");
    // The engineer does it again, and it may be rated again.
    await ben.getByRole("button", { name: "Взять в работу" }).click();
    await ben.getByRole("button", { name: "Выполнено" }).click();
    await ada.getByRole("button", { name: "Изменить" }).click();
    await ada.getByRole("dialog").getByTitle("Отлично").click();
    await ada.getByRole("dialog").getByRole("button", { name: "Отправить оценку" }).click();
    await ada.getByRole("img", { name: "Оценка: 5 из 5" }).waitFor();
  });

  it("tells it all in the history, and shows the ticket as it was", async () => {
    const history = block(dina, "История изменений");
    await history.getByText("Клиент изменил оценку: 4 → 5").waitFor();
    const more = history.getByRole("button", { name: "Показать ещё" });
    while (await more.isVisible()) {
      await more.click();
      await more.and(dina.locator(":not([data-loading])")).or(history.getByText("Заявка создана")).first().waitFor();
    }
    const told = (await history.innerText()).split("\n");
    const order = [
      /изменил оценку: 4 → 5/,
      /Статус: Переоткрыто → В работе/,
      /Статус: Выполнено → Переоткрыто/,
      /изменил оценку: 2 → 4/,
      /поставил оценку 2/,
      /Статус: В работе → Выполнено/,
      /Приложен документ: новый кран.jpg/,
      /Сообщение от клиента/,
      /Важный комментарий/,
      /Статус: Ожидание → В работе/,
      /Сообщение клиенту/,
      /Назначен исполнитель: Ben Cast/,
      /Отдел: Сантехники/,
      /Услуга: Сантехника/,
      /Заявка создана. Канал: Эл. почта/,
    ];
    let at = 0;
    for (const line of order) {
      at = told.findIndex((text, place) => place >= at && line.test(text));
      assert.notEqual(at, -1, `${line} is not told, or not in its place:\n${told.join("\n")}`);
    }

    const entry = history.getByRole("listitem").filter({ hasText: "Статус: Ожидание → В работе" });
    await entry.getByRole("button", { name: /^Какой была заявка/ }).click();
    await dina.getByText(/Заявка, какой она была/).waitFor();
    await block(dina, "Управление").getByText("В работе").waitFor();
    await chat(dina).getByText("Слесарь придёт сегодня").waitFor();
    await becomes(() => chat(dina).getByText("Домофон не работает").count(), 0);
    await becomes(() => block(dina, "Документы").getByText("новый кран.jpg").count(), 0);
    await stage.picture(dina, "story-8-as-it-was");
    await dina.getByRole("button", { name: "Вернуться к текущей" }).click();
    await block(dina, "Управление").getByText("Выполнено", { exact: true }).waitFor();
  });

  it("[H-GEN-08] is the same ticket in all three faces, each within what it may see", async () => {
    await dina.goto(`${stage.url}/tickets?tab=all`);
    await dina.getByRole("row", { name: new RegExp(`Выполнено.*${number}.*Сантехника`) }).waitFor();
    await ben.goto(`${stage.url}/my?tab=all`);
    await ben.getByRole("link", { name: new RegExp(`Выполнено.*${number}`) }).waitFor();
    await ada.goto(`${stage.url}/portal/tickets?tab=archive`);
    await ada.getByRole("link", { name: new RegExp(`Сантехника.*Выполнено.*${number}`, "s") }).click();
    await ada.getByRole("log").getByText("Хорошо, буду дома").waitFor();
    assert.doesNotMatch(await ada.locator("body").innerText(), /взял со склада/);
    for (const desk of [dina, ben]) await desk.goto(`${stage.url}/tickets/${number}`);
    await chat(dina).getByText("Хорошо, буду дома").waitFor();
    for (const desk of [dina, ben]) {
      await desk.getByRole("tab", { name: /Комментарии/ }).click();
      await desk.getByRole("article").getByText("взял со склада").waitFor();
    }
  });

  it("[B-API-01] asks for nothing that the document of the API does not describe", () => assertDocumented(stage));
});
