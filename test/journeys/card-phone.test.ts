import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Locator, Page } from "playwright-core";
import sharp from "sharp";
import { newId } from "../../server/platform/ids.ts";
import { asking, ticketOf } from "./asking.ts";
import { familyOf } from "./colour.ts";
import { becomes, factsIn, stands } from "./hands.ts";
import { makeStage, type Stage } from "./stage.ts";

/** The card of a ticket on a telephone: what is known, who works, documents, and the client one touch away. */
describe("the card of a ticket on a telephone", () => {
  let stage: Stage;
  let phone: Page;
  let number = 0;
  const dina = () => asking(stage, "dina");
  const ticket = () => dina().get(`/tickets/${number}`);
  const service = (change: object) => asking(stage, "boss").patch(`/services/${stage.cast.services.plumbing}`, change);
  const block = (name: string) => phone.getByRole("region", { name, exact: true });
  const button = (name: string | RegExp) => phone.getByRole("button", { name });
  /** Chooses in the sheet that is open: looks for a name, takes it, saves. */
  const choose = async (title: string, name: string, words = "") => {
    const sheet = phone.getByRole("dialog", { name: title, exact: true });
    if (words) await sheet.getByRole("searchbox").fill(words);
    await sheet.getByRole("radio", { name: new RegExp(`^${name}`) }).check();
    await sheet.getByRole("button", { name: "Сохранить" }).click();
    await sheet.waitFor({ state: "detached" });
  };
  const names = async (of: "assignees" | "controllers") =>
    ((await ticket())[of] ?? []).map(({ name }) => name).toSorted();

  before(async () => {
    stage = await makeStage();
    const { people, places } = stage.cast;
    await asking(stage, "boss").patch(`/places/${places.siteA}`, { settings: { showDebt: true } });
    await stage.desk.owner.updateTable("contact").set({ debt: 50_000 }).where("id", "=", people.ada.id).execute();
    await service({ options: { useControllers: true }, maxAssignees: 1 });
    ({ number } = await ticketOf(stage));
    phone = await stage.open("dina", `/tickets/${number}`, { size: "phone" });
  });
  after(() => stage.close());

  it("[H-EMP-18, H-EMP-19] tells on the first tab who asks, what he owes, and what is asked for", async () => {
    const client = block("Клиент");
    await client.getByRole("button", { name: "Ada Cast" }).waitFor();
    await client.getByText("Собственник").waitFor();
    assert.match((await factsIn(client)).ЖКУ ?? "", /^долг 500,00\s₽$/);
    const { Услуга, Адрес, Объект, Канал, Помещение } = await factsIn(block("Информация"));
    assert.deepEqual(
      [Услуга, Адрес, Объект, Канал, Помещение],
      ["Сантехника", "ул. Ленина, 5, кв. 12", "ул. Ленина, 5", "Входящий звонок", "Кухня"],
    );
    await stage.picture(phone, "card-phone-main");
  });

  it("stands on the screen as an app does: nothing is wider, what is touched is 44 px, the bar covers nothing", async () => {
    const bar = phone.getByRole("link", { name: "Позвонить" });
    const tabs = phone.getByRole("tab");
    const touched: Locator[] = [
      bar,
      button("Написать"),
      tabs.first(),
      button(/^Статус /),
      button("Приложить документ"),
    ];
    for (const one of touched) assert.ok((await stands(one)).height >= 44, await one.innerText());
    for (const tab of await tabs.all()) {
      await tab.click();
      const wider = await phone.evaluate(() =>
        [...document.querySelectorAll("main *")]
          .filter((one) => one.scrollWidth > 390 || one.getBoundingClientRect().right > 391)
          .map((one) => one.outerHTML.slice(0, 90)),
      );
      assert.deepEqual(wider, []);
    }
    await tabs.first().click();
    const last = block("История изменений");
    await last.evaluate((one) => one.scrollIntoView({ block: "end" }));
    const end = await stands(last);
    assert.ok(end.y + end.height <= (await stands(bar)).y, "The bar covers the end of the card");
  });

  it("[H-EMP-17, H-TASK-02] has these four tabs, and a checklist to be made on the second", async () => {
    const tabs = phone.getByRole("tab");
    assert.deepEqual(await tabs.allTextContents(), ["Основное", "Чек-листы", "Комментарии", "Активность"]);
    await phone.getByRole("tab", { name: "Активность клиента", exact: true }).waitFor();
    await tabs.nth(1).click();
    for (const text of ["Перекрыть стояк", "Заменить кран"]) {
      await phone.getByRole("textbox", { name: "Новый пункт" }).fill(text);
      await button("Добавить").click();
      await phone.getByRole("checkbox", { name: text }).waitFor();
    }
    await phone.getByRole("checkbox", { name: "Перекрыть стояк" }).click();
    await phone.getByText("Сделано 1 из 2").waitFor();
    await stage.picture(phone, "card-phone-checklist");
    const kept = async () => (await dina().get(`/tickets/${number}/checklist`)).points.map(({ done }) => done);
    await becomes(kept, [true, false]);
    await tabs.first().click();
  });

  it("[H-EMP-21] changes department, people, status and its comment in one block", async () => {
    await dina().post(`/tickets/${number}/assign`, { team: null });
    const more = block("Дополнительно");
    await more.getByRole("button", { name: "Отдел Не указано" }).click();
    await choose("Отдел", "Сантехники");
    await more.getByRole("button", { name: "Исполнитель Не назначен" }).click();
    // Of another department and without the site.
    await phone.getByRole("searchbox").fill("Eve");
    await phone.getByText("В отделе нет свободного сотрудника с доступом к объекту").waitFor();
    await choose("Исполнитель", "Ben Cast", "Ben");
    await more.getByRole("button", { name: "Контролёр Не назначен" }).click();
    await choose("Контролёр", "Carl Cast", "Carl");
    await more.getByRole("button", { name: /^Статус / }).click();
    const sheet = phone.getByRole("dialog", { name: /^Управление/ });
    await sheet.getByLabel("Комментарий к статусу").fill("Еду, буду через час");
    await sheet.getByRole("button", { name: "Взять в работу" }).click();
    await becomes(async () => {
      const { team, status, statusComment } = await ticket();
      return [team?.name, status, statusComment];
    }, ["Сантехники", "in_progress", "Еду, буду через час"]);
    assert.deepEqual([await names("assignees"), await names("controllers")], [["Ben Cast"], ["Carl Cast"]]);
    await phone.goBack();
    await sheet.waitFor({ state: "detached" });
    await more.getByText("Еду, буду через час").waitFor();
    const dueAt = new Date(Date.now() + 30 * 3_600_000).toISOString();
    await dina().post(`/tickets/${number}/plan`, { dueAt });
    await more.getByRole("button", { name: /^Решить до .*осталось/ }).waitFor();
  });

  it("shows in its history all that happened, with nothing over the words", async () => {
    const entries = block("История изменений").getByRole("listitem");
    await entries.filter({ hasText: "Назначен исполнитель: Ben Cast" }).first().waitFor();
    const covered = await entries.evaluateAll((all) =>
      all.flatMap((entry) => {
        const words = [...entry.querySelectorAll("p")].map((line) => {
          const range = document.createRange();
          range.selectNodeContents(line);
          return range.getBoundingClientRect();
        });
        const drawn = [...entry.querySelectorAll("svg")].map((icon) => icon.getBoundingClientRect());
        const shades = [...entry.querySelectorAll("span")]
          .filter((one) => getComputedStyle(one).backgroundColor !== "rgba(0, 0, 0, 0)")
          .map((one) => one.getBoundingClientRect());
        const meet = (one: DOMRect, other: DOMRect) =>
          one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
        return words.some((line) => [...drawn, ...shades].some((other) => meet(line, other)))
          ? [entry.textContent]
          : [];
      }),
    );
    assert.deepEqual(covered, []);
  });

  it("[H-EMP-28, H-EMP-29] adds assignees up to what the service allows, and takes one off as Not assigned", async () => {
    const { people } = stage.cast;
    const add = button("Добавить исполнителя");
    await button("Сменить: Исполнитель Ben Cast").waitFor();
    assert.equal(await add.count(), 0);
    await service({ maxAssignees: 4 });
    const three = [people.ben.id, people.boss.id, people.dina.id];
    await dina().post(`/tickets/${number}/assign`, { team: null, assignees: three });
    // They come in above the button, and would be under the finger.
    for (const name of ["Boss", "Dina"]) await button(`Сменить: Исполнитель ${name} Cast`).waitFor();
    await add.click();
    await choose("Исполнители", "Carl Cast", "Carl");
    const four = ["Ben Cast", "Boss Cast", "Carl Cast", "Dina Cast"];
    await becomes(() => names("assignees"), four);
    await add.click();
    await phone.getByText("Больше 4 исполнителей назначить нельзя").waitFor();
    assert.equal(await phone.getByRole("dialog").count(), 0);
    await button("Сменить: Исполнитель Boss Cast").click();
    await choose("Исполнители", "Не назначен");
    await becomes(
      () => names("assignees"),
      four.filter((name) => name !== "Boss Cast"),
    );
  });

  it("[H-EMP-30, H-EMP-31] adds controllers up to five, found by name, and takes one off as Not assigned", async () => {
    const { people } = stage.cast;
    const add = button("Добавить контролёра");
    const four = [people.carl.id, people.boss.id, people.ben.id, people.rita.id];
    await dina().post(`/tickets/${number}/assign`, { controllers: four });
    await button("Сменить: Контролёр Rita Cast").waitFor();
    await add.click();
    await choose("Контролёры", "Dina Cast", "Dina");
    await becomes(async () => (await names("controllers")).length, 5);
    await add.click();
    await phone.getByText("Больше 5 контролёров назначить нельзя").waitFor();
    assert.equal(await phone.getByRole("dialog").count(), 0);
    await button("Сменить: Контролёр Ben Cast").click();
    await choose("Контролёры", "Не назначен");
    await becomes(() => names("controllers"), ["Boss Cast", "Carl Cast", "Dina Cast", "Rita Cast"]);
  });

  it("[H-EMP-23, H-EMP-24] attaches documents of any kind, fifteen at most, and shows them by the green button", async () => {
    const photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: "#b9c4d0" } })
      .jpeg()
      .toBuffer();
    const plain = (name: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(`Акт: ${name}`) });
    const documents = block("Документы");
    const kinds = ["чек.pdf", "смета.xlsx", "показания.csv", "звук.ogg"].map(plain);
    const { cast, desk } = stage;
    const of = { workspace_id: cast.workspaceId, ticket_id: (await ticket()).id, uploaded_by: cast.people.dina.id };
    // Ten that somebody has attached before.
    const before = Array.from({ length: 10 }, (_, at) => ({
      ...of,
      id: newId(),
      name: `акт ${at + 1}.txt`,
      size: 0,
      purpose: "document",
      uploaded_by_kind: "employee",
      complete: true,
    }));
    await desk.owner.insertInto("file").values(before).execute();
    const document_ids = before.map(({ id }) => id);
    await desk.owner.updateTable("ticket").set({ document_ids }).where("id", "=", of.ticket_id).execute();
    const [picker] = await Promise.all([
      phone.waitForEvent("filechooser"),
      documents.getByRole("button", { name: "Приложить документ" }).click(),
    ]);
    await picker.setFiles([{ name: "кран.jpg", mimeType: "image/jpeg", buffer: photo }, ...kinds]);
    await becomes(async () => (await ticket()).documents?.length, 15);
    for (const name of ["кран.jpg", "чек.pdf", "смета.xlsx", "акт 9.txt"]) {
      await documents.getByRole("link", { name, exact: true }).waitFor();
    }
    await documents.getByText("Можно не больше 15 файлов").waitFor();
    assert.equal(await documents.getByRole("button", { name: "Приложить документ" }).count(), 0);
    const view = (name: string) => button(`Посмотреть ${name}`);
    const { colour } = await view("кран.jpg").evaluate((one) => ({ colour: getComputedStyle(one).color }));
    assert.equal(familyOf(colour), "green");
    await view("кран.jpg").click();
    await phone.getByRole("dialog").getByRole("img", { name: "кран.jpg" }).waitFor();
    await phone.goBack();
    await phone.getByRole("dialog").waitFor({ state: "detached" });
    await view("показания.csv").click();
    await phone.getByRole("dialog").getByText("Акт: показания.csv").waitFor();
    await phone.goBack();
    await phone.getByRole("dialog").waitFor({ state: "detached" });
  });

  it("[H-EMP-22, H-EMP-25, H-EMP-26] calls by a touch, opens the chat by another, and shows what the client thought", async () => {
    const call = phone.getByRole("link", { name: "Позвонить" });
    assert.equal(await call.getAttribute("href"), "tel:+79111111111");
    await button("Написать").click();
    const field = phone.getByLabel("Сообщение клиенту");
    await field.fill("Буду в 15:00");
    // The keyboard has come: it takes more than a half of the screen.
    await phone.setViewportSize({ width: 390, height: 400 });
    await becomes(async () => {
      const { y, height } = await stands(button("Отправить"));
      return y + height <= 400;
    }, true);
    await button("Отправить").click();
    await block("Чат с клиентом").getByText("Буду в 15:00").waitFor();
    await phone.setViewportSize({ width: 390, height: 844 });
    await phone.goBack();
    await call.waitFor();
    await dina().post(`/tickets/${number}/move`, { to: "done" });
    await asking(stage, "ada").put(`/tickets/${number}/rating`, { score: 4 });
    await block("Оценка качества").getByRole("img", { name: "Оценка 4 из 5" }).waitFor();
    await phone.context().close();
  });
});
