import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { becomes, chooseIn, factsIn, openTicket } from "./hands.ts";
import { assertDocumented } from "./requests.ts";
import { makeBareStage } from "./stage.ts";

const TABLE = "Дом;Квартира;ФИО;Почта\nул. Садовая, 3;7;Мария Орлова;maria@home.example";

describe("a desk is set up", () => {
  let stage: Awaited<ReturnType<typeof makeBareStage>>;
  let page: Page;
  before(async () => {
    stage = await makeBareStage();
    page = await stage.window(stage.setupPath);
  });
  after(() => stage.close());

  const main = () => page.getByRole("main");
  const section = (name: string) =>
    page.getByRole("navigation", { name: "Разделы" }).getByRole("link", { name }).click();
  const setting = async (name: string) => {
    await section("Настройки");
    const title = page.getByText(name, { exact: true });
    await main().getByRole("link").filter({ has: title }).click();
    await main().getByRole("heading", { name, level: 1 }).waitFor();
  };
  const fill = (name: string, text: string) => main().getByRole("textbox", { name, exact: true }).fill(text);
  const choose = (name: string, option: string) =>
    main().getByRole("combobox", { name, exact: true }).selectOption({ label: option });
  const press = (name: string) => main().getByRole("button", { name, exact: true }).click();
  const said = (text: string) => page.getByRole("status").getByText(text).first().waitFor();
  const addEmployee = async (name: string, email: string, role: string) => {
    await setting("Сотрудники");
    await main().getByRole("link", { name: "Добавить сотрудника" }).click();
    await fill("Имя и фамилия", name);
    await fill("Эл. почта", email);
    await choose("Роль", role);
  };

  it("begins with a name and what kind of desk it is", async () => {
    await page.getByLabel("Название организации").fill("УК Заречье");
    await page.getByRole("radio", { name: /Управление домами/ }).check();
    await page.getByLabel("Имя и фамилия").fill("Анна Петрова");
    await page.getByLabel("Эл. почта").fill("anna@firm.example");
    await page.getByLabel("Пароль").fill("a-long-password");
    await stage.picture(page, "setup");
    await page.getByRole("button", { name: "Создать рабочее пространство" }).click();
    await main().getByText("Новых заявок нет").waitFor();
  });

  it("goes on with employees, places, access and notices, services", async () => {
    await addEmployee("Борис Сидоров", "boris@firm.example", "Исполнитель");
    await press("Добавить сотрудника");
    await main().getByRole("heading", { name: "Борис Сидоров" }).waitFor();

    await section("Места");
    await press("Добавить");
    await page.getByRole("menuitem", { name: "Дом" }).click();
    await fill("Адрес дома", "ул. Садовая, 3");
    await press("Создать");
    await main()
      .getByRole("treeitem", { name: /ул. Садовая, 3/ })
      .waitFor();
    await press("Из таблицы");
    await main().getByRole("textbox").first().fill(TABLE);
    await press("Проверить");
    await press("Загрузить 1 строку");
    await main().getByRole("heading", { name: "Готово" }).waitFor();

    await addEmployee("Вера Лапина", "vera@firm.example", "Диспетчер");
    await main().getByRole("radio", { name: "Только выбранные" }).check();
    await chooseIn(page, main().getByRole("combobox", { name: "Объекты" }), "ул. Садовая, 3", "садов");
    await page.keyboard.press("Escape");
    await choose("Написал клиент: Письмо", "Приходит");
    await stage.picture(page, "employee");
    await press("Добавить сотрудника");
    await main().getByRole("heading", { name: "Вера Лапина" }).waitFor();

    await setting("Услуги");
    await main().getByRole("link", { name: "Добавить услугу" }).click();
    await fill("Название", "Течёт кран");
    await choose("Тип", "Заявка");
    await choose("Категория", "Сантехника");
    await stage.picture(page, "service");
    await press("Добавить услугу");
    await main().getByRole("heading", { name: "Течёт кран" }).waitFor();
  });

  it("[H-GEN-06, O-CONT-02, O-CONT-03, O-CONT-04] gives a client access on her card, and then she asks for something", async () => {
    await section("Клиенты");
    await main()
      .getByRole("link", { name: /Мария Орлова/ })
      .click();
    await main().getByRole("heading", { name: "Мария Орлова" }).waitFor();
    await becomes(
      () => main().getByRole("textbox", { name: "Эл. почта", exact: true }).inputValue(),
      "maria@home.example",
    );
    await main()
      .getByRole("region", { name: "Помещения" })
      .getByRole("link", { name: "ул. Садовая, 3, кв. 7" })
      .waitFor();
    await press("Открыть доступ");
    await page.getByRole("dialog").getByRole("button", { name: "Открыть доступ" }).click();
    await main().getByText("Доступ открыт, вход по адресу maria@home.example.").waitFor();
    await stage.picture(page, "client");
    const { text } = await stage.letter(({ to }) => to === "maria@home.example");
    const address = /https?:\S+/.exec(text)?.[0] ?? "";
    const maria = await stage.window(address.slice(stage.url.length), { size: "phone" });
    await maria.getByRole("link", { name: "Течёт кран" }).click();
    await maria.getByRole("textbox", { name: /Что случилось/ }).fill("На кухне капает кран");
    await maria.getByRole("button", { name: "Отправить" }).click();
    await maria.getByText("Заявка № 1 отправлена").waitFor();
    await section("Все заявки");
    await page.getByRole("row").filter({ hasText: "Мария Орлова" }).getByText("Течёт кран").waitFor();
    await maria.context().close();
  });

  it("[O-TYPE-04] adds a type above the table of types, and the form of a new ticket offers it", async () => {
    await setting("Типы услуг");
    await main().getByRole("link", { name: "Добавить тип" }).click();
    await fill("Название", "Гарантийный случай");
    await press("Добавить тип");
    await main().getByText("Гарантийный случай").waitFor();
    await section("Новая заявка");
    await main().getByRole("combobox", { name: "Тип услуги" }).click();
    await page.getByRole("option", { name: "Гарантийный случай" }).click();
    await page.keyboard.press("Escape");
  });

  it("[O-ATTR-01, O-ATTR-02, O-ATTR-03, O-ATTR-07] adds an attribute, which stands on the card, and in the list where one puts it", async () => {
    await setting("Дополнительные поля");
    await main().getByRole("link", { name: "Добавить поле" }).click();
    await fill("Название", "Марка котла");
    await press("Добавить поле");
    await main().getByText("Марка котла").first().waitFor();
    await page.evaluate(async () => {
      const { items } = await (await fetch("/api/v1/fields")).json();
      const { key } = items.find((one: { custom: boolean }) => one.custom);
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify({ custom: { [key.slice("custom.".length)]: "Навьен" } });
      await fetch("/api/v1/tickets/1", { method: "PATCH", headers, body });
    });
    await section("Все заявки");
    const headers = () => main().getByRole("columnheader").allTextContents();
    await main().getByRole("row").filter({ hasText: "Мария Орлова" }).waitFor();
    assert.ok(!(await headers()).includes("Марка котла"));
    assert.equal(await main().getByRole("gridcell", { name: "Навьен" }).count(), 0);
    await main().getByRole("button", { name: "Столбцы" }).click();
    const chooser = page.getByRole("dialog", { name: "Столбцы" });
    await chooser.getByRole("switch", { name: "Марка котла" }).click();
    await main().getByRole("gridcell", { name: "Навьен" }).waitFor();
    const before = await headers();
    await chooser.getByRole("button", { name: "Переставить столбец «Марка котла»" }).focus();
    await page.keyboard.press("Space");
    await chooser.locator("[data-held]").waitFor();
    const heard = async () => (await page.locator(`[id^="DndLiveRegion"]`).textContent()) ?? "";
    await becomes(async () => {
      await page.keyboard.press("ArrowUp");
      return /Марка котла.*место 1 из/.test(await heard());
    }, true);
    const kept = page.waitForResponse((one) => one.request().postData()?.includes("list.columns") === true);
    await page.keyboard.press("Space");
    await kept;
    await page.keyboard.press("Escape");
    const swapped = ["Марка котла", ...before.slice(0, -1)];
    await becomes(headers, swapped);
    await page.reload();
    await main().getByRole("gridcell", { name: "Навьен" }).waitFor();
    assert.deepEqual(await headers(), swapped);
    await openTicket(page, 1);
    const facts = await factsIn(page.getByRole("region", { name: "Информация" }));
    assert.equal(facts["Марка котла"], "Навьен");
  });

  it("[O-ASG-09] says in the team who is told of its tickets", async () => {
    await setting("Отделы");
    await main().getByRole("link", { name: "Добавить отдел" }).click();
    await fill("Название", "Сантехники");
    await press("Добавить отдел");
    await main()
      .getByRole("link", { name: /Сантехники/ })
      .click();
    await chooseIn(page, main().getByRole("combobox", { name: "Добавить сотрудника" }), "Борис Сидоров", "Борис");
    const told = main().getByRole("switch", { name: "Сообщать о заявках отдела: Борис Сидоров" });
    const was = await told.isChecked();
    await told.click();
    await press("Сохранить");
    await said("Сохранено");
    await page.reload();
    await told.waitFor();
    await becomes(() => told.isChecked(), !was);
    await stage.picture(page, "team");
  });

  it("[O-CAT-02, O-CAT-04, O-COMP-01, O-COMP-02] adds client categories and companies that have them", async () => {
    await setting("Категории клиентов");
    const name = async (category: string) => {
      const field = page.getByRole("dialog").getByRole("textbox", { name: "Название" });
      await field.fill(category);
      await field.press("Enter");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      await main().getByText(category, { exact: true }).waitFor();
    };
    for (const category of ["Сеть", "Арендатор"]) {
      await main().getByRole("button", { name: "Добавить категорию" }).first().click();
      await name(category);
    }
    await main().getByRole("listitem").filter({ hasText: "Сеть" }).getByRole("button", { name: "Изменить" }).click();
    await name("Сетевой клиент");

    await section("Компании");
    await main().getByRole("link", { name: "Добавить компанию" }).click();
    await fill("Название", "ООО «Ромашка»");
    await fill("Телефон", "+7 495 100-20-30");
    await fill("Эл. почта", "office@romashka.example");
    const card = main().getByRole("region", { name: "Основное" }).getByRole("combobox", { name: "Категория" });
    await card.selectOption({ label: "Арендатор" });
    await press("Создать");
    await main()
      .getByRole("list", { name: "Компании" })
      .getByRole("link", { name: /Ромашка/ })
      .waitFor();
    await page.reload();
    await main().getByRole("heading", { name: "ООО «Ромашка»" }).waitFor();
    const shown = () =>
      Promise.all(
        ["Телефон", "Эл. почта"].map((name) => main().getByRole("textbox", { name, exact: true }).inputValue()),
      );
    await becomes(shown, ["+7 495 100-20-30", "office@romashka.example"]);
    await becomes(() => card.locator("option:checked").textContent(), "Арендатор");
    await card.selectOption({ label: "Сетевой клиент" });
    await press("Сохранить");
    await said("Сохранено");
    await page.reload();
    await card.waitFor();
    await becomes(() => card.locator("option:checked").textContent(), "Сетевой клиент");
    await stage.picture(page, "company");
  });

  it("[B-KEY-03] lets two who edit a company at once choose whose words stay", async () => {
    const card = await page.evaluate(
      async () => (await (await fetch("/api/v1/companies?search=Ромашка")).json()).items[0],
    );
    const somebodyElse = (change: object) =>
      page.evaluate(
        async ({ id, body }) => {
          const headers = { "content-type": "application/json" };
          return (await (await fetch(`/api/v1/companies/${id}`, { method: "PATCH", headers, body })).json()).note;
        },
        { id: card.id, body: JSON.stringify(change) },
      );
    const difference = page.getByRole("dialog", { name: "Пока вы правили, это изменил кто-то другой" });
    const phone = main().getByRole("textbox", { name: "Телефон", exact: true });

    await phone.fill("+7 495 111-11-11");
    await somebodyElse({ phone: "+7 495 222-22-22", note: "Звонить после обеда" });
    await press("Сохранить");
    await difference.getByRole("row", { name: /Телефон.*111-11-11.*222-22-22/ }).waitFor();
    await stage.picture(page, "company-conflict");
    await difference.getByRole("button", { name: "Оставить моё" }).click();
    await difference.waitFor({ state: "hidden" });
    await said("Сохранено");
    await becomes(() => phone.inputValue(), "+7 495 111-11-11");
    await becomes(() => main().getByRole("textbox", { name: "Примечание" }).inputValue(), "Звонить после обеда");

    await phone.fill("+7 495 333-33-33");
    await somebodyElse({ phone: "+7 495 444-44-44" });
    await press("Сохранить");
    await difference.getByRole("button", { name: "Взять то, что есть" }).click();
    await difference.waitFor({ state: "hidden" });
    await becomes(() => phone.inputValue(), "+7 495 444-44-44");
    assert.equal(await somebodyElse({}), "Звонить после обеда");
  });

  it("[B-API-01] has asked for nothing that the document of the API does not name", () => assertDocumented(stage));
});
