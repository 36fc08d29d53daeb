import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { asking } from "./asking.ts";
import { becomes, findBy } from "./hands.ts";
import { assertDocumented } from "./requests.ts";
import { makeStage, type Stage } from "./stage.ts";

const CHANNELS = [
  "Входящий звонок",
  "Исходящий звонок",
  "Личный визит",
  "Эл. почта",
  "Соцсети, мессенджеры",
  "Внутренний",
  "Другое",
];

describe("a request is taken down", () => {
  let stage: Stage;
  let page: Page;
  before(async () => {
    stage = await makeStage();
    const { people, places, services } = stage.cast;
    const boss = asking(stage, "boss");
    const firm = { legalEntity: { name: "ООО «Уют»", type: "УК" } };
    await boss.patch(`/places/${places.siteA}`, { note: "Ключ от подвала у консьержа", settings: firm });
    await boss.patch(`/places/${places.flat12}`, { note: "Собака", tags: ["угловая"], account: "40-12" });
    await boss.patch(`/contacts/${people.ada.id}`, { note: "Звонить вечером", tags: ["совет дома"], account: "А-77" });
    await boss.patch(`/services/${services.plumbing}`, { note: "Не чаще двух в час", tags: ["вода"] });
    page = await stage.open("boss", "/tickets");
  });
  after(() => stage.close());

  const form = () => page.getByRole("main");
  const field = (name: string) => form().getByRole("textbox", { name, exact: true });
  const start = async () => {
    await page.getByRole("navigation", { name: "Разделы" }).getByRole("link", { name: "Новая заявка" }).click();
    await page.getByRole("heading", { name: "Новое обращение", level: 1 }).waitFor();
  };
  const clear = () => form().getByRole("button", { name: "Очистить" }).click();

  it("[H-NEW-01] opens the form by the button above the list", async () => {
    const button = form().getByRole("button", { name: "Новая заявка" });
    const list = form().getByRole("grid", { name: "Список заявок" }).or(form().getByText("Новых заявок нет"));
    const [above, below] = [await button.boundingBox(), await list.boundingBox()];
    assert.ok(above && below && above.y + above.height <= below.y, "The button does not stand above the list");
    await button.click();
    await page.getByRole("region", { name: "Новое обращение" }).getByRole("group", { name: "Канал" }).waitFor();
  });

  it("[O-REG-04] opens it from any page, at the top of the screen", async () => {
    const sections = page.getByRole("navigation", { name: "Разделы" });
    const link = sections.getByRole("link", { name: "Новая заявка" });
    for (const name of ["Все заявки", "Мои заявки", "Места", "Клиенты", "Компании", "Настройки"]) {
      await sections.getByRole("link", { name }).click();
      await page.getByRole("heading", { name: "Новое обращение", level: 1 }).waitFor({ state: "hidden" });
      const box = await link.boundingBox();
      assert.ok(box && box.y < 100, `${name}: it stands at ${box?.y}`);
      await link.click();
      await page.getByRole("heading", { name: "Новое обращение", level: 1 }).waitFor();
    }
  });

  it("[H-NEW-03] offers the seven channels, and no other", async () => {
    const channels = form().getByRole("group", { name: "Канал" });
    assert.deepEqual(await channels.getByRole("radio").evaluateAll(named), CHANNELS);
    assert.equal(await channels.getByRole("radio", { name: "Входящий звонок" }).isChecked(), true);
  });

  it("[O-REG-05] makes no ticket without a subject and marks the field", async () => {
    await form().getByRole("button", { name: "Создать", exact: true }).click();
    await form().getByText("Напишите суть обращения или выберите услугу").waitFor();
    assert.equal(await field("Суть обращения").getAttribute("aria-invalid"), "true");
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-invalid") === "true");
    assert.equal((await asking(stage, "boss").get("/tickets")).items.length, 0);
    await page.reload();
  });

  it("[H-NEW-02, H-NEW-04] finds site and unit by parts of their names, and offers who lives there", async () => {
    await findBy(page, "Объект, помещение", "ленин", "ул. Ленина, 5");
    await findBy(page, "Помещение", "12", "ул. Ленина, 5, кв. 12");
    await form().getByText("Кто здесь:").waitFor();
    assert.deepEqual(
      (
        await form()
          .getByRole("button", { name: /собственник|наниматель/ })
          .allTextContents()
      ).toSorted(),
      ["Ada Cast · собственник", "Vera Cast · наниматель"],
    );
    await form()
      .getByRole("button", { name: /Ada Cast/ })
      .click();
    await form().getByRole("button", { name: "Убрать: Ada Cast" }).waitFor();
  });

  it("[H-NEW-05] shows the questions of the service that is picked", async () => {
    await findBy(page, "Услуга", "лиф", "Лифт");
    await becomes(() => form().getByRole("group", { name: "Форма заказа" }).count(), 0);
    await form().getByRole("button", { name: "Убрать: Лифт" }).click();
    await findBy(page, "Услуга", "сантех", "Сантехника");
    const questions = form().getByRole("group", { name: "Форма заказа" });
    await questions.getByLabel("Помещение").waitFor();
    await questions.getByLabel("Что случилось").waitFor();
    await stage.picture(page, "new-ticket");
  });

  it("[H-NEW-11, H-NEW-12, H-NEW-13] tells what is known of unit, client and service", async () => {
    assert.deepEqual(await whatIs("ул. Ленина, 5, кв. 12"), {
      Теги: "угловая",
      "Лицевой счёт": "40-12",
      Примечание: "Собака",
    });
    assert.deepEqual(await whatIs("Ada Cast"), {
      Теги: "совет дома",
      "Лицевой счёт": "А-77",
      Примечание: "Звонить вечером",
    });
    assert.deepEqual(await whatIs("Сантехника"), {
      "Тип услуги": "Заявка",
      Примечание: "Не чаще двух в час",
      Теги: "вода",
    });
  });

  it("[H-NEW-16] is empty again after Clear", async () => {
    await field("Суть обращения").fill("Капает");
    await clear();
    await becomes(() => field("Суть обращения").inputValue(), "");
    for (const name of ["Клиент", "Объект, помещение", "Услуга"]) await becomes(() => field(name).inputValue(), "");
    await becomes(() => form().getByRole("group", { name: "Форма заказа" }).count(), 0);
  });

  it("[H-NEW-10, H-NEW-15] tells what is known of a site, and opens the cards in other tabs", async () => {
    const { people, places, services } = stage.cast;
    await findBy(page, "Клиент", "911", "Ada Cast");
    await findBy(page, "Услуга", "сантех", "Сантехника");
    assert.equal(await cardBehind("ул. Ленина, 5, кв. 12"), `/places?open=${places.flat12}`);
    assert.equal(await cardBehind("Ada Cast"), `/clients?open=${people.ada.id}`);
    assert.equal(await cardBehind("Сантехника"), `/settings/services/${services.plumbing}`);
    await form().getByRole("button", { name: "Убрать: ул. Ленина, 5, кв. 12" }).click();
    await findBy(page, "Объект, помещение", "ленин", "ул. Ленина, 5");
    assert.deepEqual(await whatIs("ул. Ленина, 5"), {
      Квартал: "Заречье",
      Группа: "Северная",
      "Юр. лицо": "ООО «Уют»",
      Примечание: "Ключ от подвала у консьержа",
    });
    assert.equal(await cardBehind("ул. Ленина, 5"), `/places?open=${places.siteA}`);
    await clear();
  });

  it("[H-NEW-08, O-REG-11, O-REG-15, O-ASG-03] creates it with its assignee, and opens its card at once", async () => {
    await findBy(page, "Клиент", "ada", "Ada Cast");
    await findBy(page, "Услуга", "сантех", "Сантехника");
    await field("Суть обращения").fill("Капает кран на кухне");
    await form().getByLabel("Помещение").click();
    await page.getByRole("option", { name: "Кухня" }).click();
    await findBy(page, "Исполнитель", "ben", "Ben Cast");
    await form().getByRole("button", { name: "Создать", exact: true }).click();
    await page.waitForURL(/\/tickets\/1$/);
    await page.getByRole("heading", { name: "Капает кран на кухне", level: 1 }).waitFor();
    const ticket = await asking(stage, "boss").get("/tickets/1");
    assert.deepEqual(
      ticket.assignees.map(({ name }) => name),
      ["Ben Cast"],
    );
    assert.equal(ticket.placeView?.address, "ул. Ленина, 5, кв. 12");
    await page.getByRole("region", { name: "Люди" }).getByText("Ben Cast").waitFor();
  });

  it("[H-NEW-07] takes a client whom nobody knows", async () => {
    await start();
    await form().getByRole("button", { name: "Не зарегистрирован" }).click();
    const stranger = form().getByRole("group", { name: "Не зарегистрирован" });
    await stranger.getByLabel("Как зовут").fill("Пётр Ильич Щукин");
    await stranger.getByLabel("Телефон").fill("+7 922 200-30-40");
    await stranger.getByLabel("Эл. почта").fill("petr@shchukin.example");
    await field("Суть обращения").fill("Спрашивает о капитальном ремонте");
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(/\/tickets\/2$/);
    const client = page.getByRole("region", { name: "Клиент", exact: true });
    await client.getByText("Пётр Ильич Щукин").waitFor();
    await client.getByText("Не зарегистрирован").waitFor();
    assert.equal(await client.getByRole("link", { name: "+7 922 200-30-40" }).getAttribute("href"), "tel:+79222003040");
    await client.getByRole("link", { name: "petr@shchukin.example" }).waitFor();
  });

  it("[O-REG-09] is about more sites, named on the form, and shows them on its card", async () => {
    await start();
    await findBy(page, "Объект, помещение", "ленин", "ул. Ленина, 5");
    for (const [words, address] of [
      ["мира", "ул. Мира, 8"],
      ["ленина 13", "ул. Ленина, 5, кв. 13"],
    ] as const) {
      await form().getByRole("button", { name: "Ещё объект" }).click();
      await findBy(page, "Ещё объект", words, address);
      await form()
        .getByRole("button", { name: `Убрать: ${address}` })
        .waitFor();
    }
    await field("Суть обращения").fill("Сбить сосульки");
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(/\/tickets\/3$/);
    const information = page.getByRole("region", { name: "Информация" });
    for (const address of ["ул. Мира, 8", "ул. Ленина, 5, кв. 13"]) {
      await information.getByRole("button", { name: address }).waitFor();
    }
  });

  it("keeps a half-written ticket over a reload, with the client who was found", async () => {
    await start();
    await findBy(page, "Клиент", "vera", "Vera Cast");
    await field("Описание").fill("Стучит в трубе, особенно ночью");
    await page.reload();
    await form().getByRole("button", { name: "Убрать: Vera Cast" }).waitFor();
    await becomes(() => field("Описание").inputValue(), "Стучит в трубе, особенно ночью");
  });

  it("[B-API-01] has asked for nothing that the document of the API does not name", () => assertDocumented(stage));

  /** What stands behind the [i] of a chosen thing. */
  async function whatIs(name: string): Promise<Record<string, string>> {
    await form()
      .getByRole("button", { name: `Сведения: ${name}`, exact: true })
      .click();
    const lines = page.getByRole("dialog").locator("dl > div");
    await lines.first().waitFor();
    const pairs = await lines.evaluateAll((all) =>
      all.map((line) => [...line.children].map((part) => part.textContent)),
    );
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    return Object.fromEntries(pairs);
  }

  /** The address of the tab that the head of that pop-up opens. */
  async function cardBehind(name: string): Promise<string> {
    await form()
      .getByRole("button", { name: `Сведения: ${name}`, exact: true })
      .click();
    const opened = page.waitForEvent("popup");
    await page.getByRole("dialog").getByRole("link", { name, exact: true }).click();
    const tab = await opened;
    await tab.getByRole("main").getByRole("heading", { name, exact: true }).waitFor();
    const { pathname, search } = new URL(tab.url());
    await tab.close();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    return pathname + search;
  }
});

/** What the inputs are called on the screen. */
const named = (inputs: Element[]) => inputs.map((input) => input.closest("label")?.textContent?.trim());
