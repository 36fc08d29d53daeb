import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { PASSWORD } from "../cast-people.ts";
import { asking, ticketOf } from "./asking.ts";
import { becomes } from "./hands.ts";
import { assertDocumented } from "./requests.ts";
import { makeStage, type Stage } from "./stage.ts";

describe("the talk about a ticket", () => {
  let stage: Stage;
  let page: Page;
  let number: number;

  before(async () => {
    stage = await makeStage();
    ({ number } = await ticketOf(stage, { assignees: [stage.cast.people.ben.id] }));
    page = await stage.open("dina", `/tickets/${number}`);
  });
  after(() => stage.close());

  const thread = (of = page) => of.getByRole("region", { name: "Чат с клиентом" });
  const reply = (of = page) => of.getByRole("textbox", { name: "Сообщение клиенту" });
  const note = (of = page) => of.getByRole("textbox", { name: "Комментарий для коллег" });
  const tab = (name: string, of = page) => of.getByRole("tab", { name, exact: true }).click();
  const saidOf = (text: string, of = page) => of.getByRole("article").filter({ hasText: text });

  it("[H-CHAT-01, H-CHAT-05] writes to the client, with a picture of feeling, and keeps what was said", async () => {
    await reply().fill("Мастер выехал");
    await page.getByRole("button", { name: "Вставить эмодзи" }).click();
    await page.getByRole("button", { name: "👍", exact: true }).click();
    await becomes(() => reply().inputValue(), "Мастер выехал👍");
    await page.getByRole("button", { name: "Отправить" }).click();
    await thread().getByText("Мастер выехал👍").waitFor();
    await becomes(() => reply().inputValue(), "");
    const { items } = await asking(stage, "ada").get(`/tickets/${number}/messages`);
    assert.deepEqual(
      items.map(({ text }) => text),
      ["Мастер выехал👍"],
    );
  });

  it("[H-CHAT-09] shows one tick, and two when the client has read it", async () => {
    const said = saidOf("Мастер выехал");
    await said.getByRole("img", { name: "Отправлено" }).waitFor();
    assert.equal(await said.locator("svg[role=img] path").count(), 1);
    const ada = await stage.open("ada", `/portal/tickets/${number}`, { size: "phone" });
    await ada.getByText("Мастер выехал👍").waitFor();
    await said.getByRole("img", { name: /^Прочитано/ }).waitFor();
    await becomes(() => said.locator("svg[role=img] path").count(), 2);
    await ada.context().close();
  });

  it("[H-COMM-02, H-COMM-05, H-COMM-06] takes notes by button and by Ctrl+Enter, an important one in bold", async () => {
    await tab("Комментарии");
    await note().fill("Ключ у соседки");
    await page.getByRole("button", { name: "Отправить" }).click();
    await saidOf("Ключ у соседки").waitFor();
    await note().fill("Осторожно, собака");
    await page.getByRole("checkbox", { name: "Важный" }).check();
    await note().press("Control+Enter");
    await saidOf("Осторожно, собака").waitFor();
    const weight = (text: string) =>
      page
        .getByRole("article")
        .getByText(text)
        .evaluate((element) => Number(getComputedStyle(element).fontWeight));
    assert.deepEqual(
      [(await weight("Ключ у соседки")) >= 600, (await weight("Осторожно, собака")) >= 600],
      [false, true],
    );
    await becomes(() => page.getByRole("checkbox", { name: "Важный" }).isChecked(), false);
    await stage.picture(page, "card-notes");
  });

  it("[H-COMM-03, H-COMM-04] puts the oldest on top, each with its writer and time", async () => {
    await asking(stage, "ben").post(`/tickets/${number}/notes`, { text: "Взял с собой корм" });
    await saidOf("Взял с собой корм").waitFor();
    const notes = await page.getByRole("article").evaluateAll((all) =>
      all.map((one) => ({
        name: one.getAttribute("aria-label") ?? "",
        y: one.getBoundingClientRect().y,
        text: one.textContent ?? "",
      })),
    );
    const order = ["Ключ у соседки", "Осторожно, собака", "Взял с собой корм"];
    assert.deepEqual(
      notes.toSorted((one, other) => one.y - other.y).map(({ text }) => order.find((words) => text.includes(words))),
      order,
    );
    assert.ok(notes.every(({ text }) => /\d\d:\d\d/.test(text)));
    assert.match(notes[0]?.name ?? "", /^Dina Cast, .*\d\d:\d\d$/);
    await saidOf("Ключ у соседки").getByRole("button", { name: "Dina Cast" }).waitFor();
    await saidOf("Взял с собой корм").getByRole("button", { name: "Ben Cast" }).waitFor();
  });

  it("[H-COMM-10] leaves notes as they were sent", async () => {
    await saidOf("Ключ у соседки").hover();
    assert.equal(await page.getByRole("article").getByRole("button", { name: "Действия с сообщением" }).count(), 0);
    assert.equal(await page.getByRole("article").getByRole("checkbox").count(), 0);
    await tab("Основное");
  });

  it("[H-COMM-01] shows notes to colleagues alone", async () => {
    const ada = await stage.open("ada", `/portal/tickets/${number}`, { size: "phone" });
    await ada.getByText("Мастер выехал👍").waitFor();
    const seen = await ada.locator("body").innerText();
    for (const words of ["Ключ у соседки", "собака", "корм"]) assert.ok(!seen.includes(words), words);
    await ada.context().close();
    const bens = await stage.open("ben", `/tickets/${number}`);
    await tab("Комментарии", bens);
    await saidOf("Ключ у соседки", bens).waitFor();
    await bens.context().close();
    await tab("Основное");
  });

  it("[B-KEY-02] shows who else looks, who types and who changes, as it happens", async () => {
    const list = await stage.open("carl", "/tickets?tab=all");
    const listed = (name: RegExp) =>
      list.getByRole("row", { name: new RegExp(`${number}`) }).getByRole("img", { name });
    const bens = await stage.open("ben", `/tickets/${number}`);
    await page.getByRole("img", { name: "Ben Cast: смотрит заявку" }).waitFor();
    await listed(/Сейчас открыта у: .*Ben Cast/).waitFor();
    await bens.getByRole("img", { name: "Dina Cast: смотрит заявку" }).waitFor();
    await reply(bens).pressSequentially("Бу");
    await page.getByText("Ben Cast пишет…").waitFor();
    await listed(/Сейчас пишет: Ben Cast/).waitFor();
    await reply(bens).press("Control+Enter");
    await thread().getByText("Бу", { exact: true }).waitFor();
    await bens.getByRole("button", { name: "Взять в работу" }).click();
    await page.getByRole("button", { name: "Выполнено" }).waitFor();
    const last = page.getByRole("region", { name: "История изменений" }).getByRole("listitem");
    await last.filter({ hasText: "Статус: Ожидание → В работе" }).getByText("Ben Cast").waitFor();
    await bens.context().close();
    await list.context().close();
  });

  it("[O-COM-07] offers colleagues and the clients of the ticket as soon as @ is typed", async () => {
    await reply(page).pressSequentially("@");
    for (const name of ["Ben Cast", "Ada Cast"]) await page.getByRole("option", { name }).waitFor();
    await page.keyboard.type("ada");
    await page.getByRole("option", { name: "Ben Cast" }).waitFor({ state: "hidden" });
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await becomes(() => reply(page).inputValue(), "@Ada Cast ");
    await reply(page).fill("");
    // Without canned replies a slash is a slash.
    const asked = page.waitForResponse((answer) => answer.url().includes("/canned-replies"));
    await reply(page).pressSequentially("и/или /нет");
    await asked;
    await becomes(() => page.getByText("Готовых ответов нет").count(), 0);
    assert.equal(await reply(page).inputValue(), "и/или /нет");
    await reply(page).fill("");
  });

  it("[P-REP-01] offers a tab for each way to the client, and says which of them do not reach her", async () => {
    const { owner } = stage.desk;
    const workspace_id = stage.cast.workspaceId;
    // Nobody is asked for what came: their time is far away.
    const far = new Date(Date.now() + 10 ** 10);
    const rows = (["telegram", "viber", "facebook", "vk"] as const).map((kind) => ({
      ...{ workspace_id, id: randomUUID(), kind, account: kind, name: kind, token: "sealed", hook: randomUUID() },
      ...{ state: "ok", next_try_at: far, created_at: new Date() },
    }));
    await owner.insertInto("messenger").values(rows).execute();
    await page.reload();
    const ways = page.getByRole("radiogroup", { name: "Куда ответить" });
    await becomes(
      () => ways.getByRole("radio").evaluateAll((all) => all.map((one) => one.getAttribute("value")).sort()),
      ["email", "facebook", "telegram", "viber", "vk"],
    );
    await ways.getByText("Viber", { exact: true }).click();
    await page.getByText("Клиент ещё не писал в Viber: первым бот написать не может.").waitFor();
    await owner.deleteFrom("messenger").where("workspace_id", "=", workspace_id).execute();
    await page.reload();
    await reply(page).waitFor();
    await becomes(() => ways.count(), 0);
  });

  it("[B-KEY-03] lets two who save at once choose whose words stay", async () => {
    const boss = await stage.open("boss", `/tickets/${number}`);
    const refused: number[] = [];
    for (const one of [page, boss]) one.on("response", (answer) => answer.status() === 412 && refused.push(412));
    const subject = (of: Page) => of.getByLabel("Суть обращения");
    const begin = async (of: Page, words: string) => {
      await of.getByRole("button", { name: "Изменить информацию" }).click();
      await subject(of).fill(words);
    };
    const save = (of: Page) => of.getByRole("button", { name: "Сохранить" }).click();
    const title = (of: Page, words: string) => of.getByRole("heading", { name: words, level: 1 }).waitFor();
    const difference = page.getByRole("dialog", { name: "Пока вы правили, заявку изменили" });

    await begin(page, "Кран течёт");
    await begin(boss, "Течь в ванной");
    await save(boss);
    await title(boss, "Течь в ванной");
    await save(page);
    await difference.getByRole("cell", { name: "Кран течёт" }).waitFor();
    await difference.getByRole("cell", { name: "Течь в ванной" }).waitFor();
    assert.deepEqual(refused, [412]);
    await stage.picture(page, "card-conflict");
    await difference.getByRole("button", { name: "Оставить моё" }).click();
    await title(page, "Кран течёт");
    await title(boss, "Кран течёт");

    await begin(page, "Третье название");
    await begin(boss, "Кран сломан");
    await save(boss);
    await title(boss, "Кран сломан");
    await save(page);
    await difference.getByRole("button", { name: "Взять то, что в заявке" }).click();
    await title(page, "Кран сломан");
    assert.equal((await asking(stage, "dina").get(`/tickets/${number}`)).subject, "Кран сломан");
    await boss.context().close();
  });

  it("[B-KEY-04] keeps a reply, a note and a new ticket over reload and sign-out", async () => {
    const stillWritten = (words: string) =>
      page.waitForFunction(
        (wanted) => [...document.querySelectorAll("textarea")].some(({ value }) => value === wanted),
        words,
      );
    const check = async () => {
      await page.goto(`${stage.url}/tickets/${number}`);
      await stillWritten("Перезвоню в пять");
      await tab("Комментарии");
      await stillWritten("Она не слышит звонка");
      await page.goto(`${stage.url}/tickets/new`);
      await stillWritten("Стучит в трубе");
    };
    await reply().fill("Перезвоню в пять");
    await tab("Комментарии");
    await note().fill("Она не слышит звонка");
    await page.goto(`${stage.url}/tickets/new`);
    await page.getByLabel("Описание").fill("Стучит в трубе");
    await check();
    await page.getByRole("button", { name: "Dina Cast" }).click();
    await page.getByRole("menuitem", { name: "Выйти" }).click();
    await page.waitForURL(/sign-in/);
    await page.getByLabel("Эл. почта").fill(stage.cast.people.dina.email);
    await page.getByLabel("Пароль").fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByRole("navigation", { name: "Разделы" }).waitFor();
    await check();
  });

  it("[O-COM-06] begins among the notes where the workspace says so", async () => {
    const open = async () => {
      await page.goto(`${stage.url}/tickets/${number}`);
      await page.getByRole("heading", { name: "История изменений" }).waitFor();
    };
    const set = (noteByDefault: boolean) => asking(stage, "boss").patch("/workspace", { settings: { noteByDefault } });
    await set(true);
    await open();
    await note().waitFor();
    await becomes(() => reply().count(), 0);
    await set(false);
    await open();
    await reply().waitFor();
    await becomes(() => note().count(), 0);
  });

  it("[O-MAIL-14] shows the letter that became a ticket at its words, not as an empty message", async () => {
    await stage.send({
      from: "ada@cast.example",
      subject: "Не горит лампа",
      text: "Добрый день! В подъезде не горит лампа.",
    });
    await stage.letter(({ to, subject }) => to === "ada@cast.example" && subject.includes("Не горит лампа"));
    const { items } = await asking(stage, "dina").get("/tickets?where=channel:email");
    const letter = items[0]?.number;
    await page.goto(`${stage.url}/tickets/${letter}`);
    await thread().getByText("В подъезде не горит лампа").waitFor();
    await thread().getByRole("button", { name: "Пришло письмом" }).click();
    await page.getByRole("dialog").getByText("ada@cast.example").waitFor();
    await stage.picture(page, "card-letter");
    assert.equal(await page.getByRole("article").count(), 0);
    const ada = await stage.open("ada", `/portal/tickets/${letter}`, { size: "phone" });
    await ada.getByText("В подъезде не горит лампа").waitFor();
    await ada.getByText("Здесь можно написать исполнителю и прислать фото.").waitFor();
    await stage.picture(ada, "portal-letter");
  });

  it("[B-API-01] has asked for nothing that the document of the API does not name", () => assertDocumented(stage));
});
