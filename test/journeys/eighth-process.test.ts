import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { CAST_PROCESS } from "../cast.ts";
import { asking } from "./asking.ts";
import { becomes, stands } from "./hands.ts";
import { assertDocumented } from "./requests.ts";
import { makeStage, type Stage } from "./stage.ts";

describe("an administrator builds a process of his own", () => {
  let stage: Stage;
  let page: Page;
  before(async () => {
    stage = await makeStage();
    page = await stage.open("boss", "/settings/processes");
  });
  after(() => stage.close());

  const main = () => page.getByRole("main");
  const dialog = () => page.getByRole("dialog");
  const press = (name: string) => main().getByRole("button", { name, exact: true }).first().click();
  const said = (text: string) => page.getByRole("status").getByText(text).first().waitFor();
  const addStatus = async (name: string, meaning: RegExp) => {
    await press("Новый статус");
    await dialog().getByRole("textbox", { name: "Название" }).fill(name);
    const select = dialog().getByRole("combobox", { name: "Что он значит" });
    await select.selectOption(await select.getByRole("option", { name: meaning }).getAttribute("value"));
    await dialog().getByRole("button", { name: "Добавить" }).click();
    await dialog().waitFor({ state: "hidden" });
  };
  const addMove = async (from: string, to: string, label: string) => {
    await press("Новый переход");
    await dialog().getByRole("combobox", { name: "Из каких статусов" }).fill(from);
    await page.getByRole("listbox").getByRole("option", { name: from, exact: true }).click();
    await page.keyboard.press("Tab");
    await dialog().getByRole("combobox", { name: "В какой статус" }).selectOption({ label: to });
    await dialog().getByRole("textbox", { name: "Надпись на кнопке" }).fill(label);
    await dialog().getByRole("button", { name: "Добавить" }).click();
    await dialog().waitFor({ state: "hidden" });
  };

  it("begins it from scratch and is told at once, beside the thing, what is wrong", async () => {
    await main().getByRole("link", { name: "Новый процесс" }).click();
    await main().getByRole("textbox", { name: "Название" }).fill("Ремонт техники");
    await press("Создать черновик");
    await main().getByRole("heading", { name: "Ремонт техники", level: 1 }).waitFor();
    await said("Ошибок нет");
    await addStatus("На выезде", /В работе/);
    const faults = main().getByRole("region", { name: "2 ошибки" });
    await faults.getByText("В этот статус ничто не ведёт.").waitFor();
    await addMove("В работе", "На выезде", "Выехать");
    await main().getByRole("region", { name: "1 ошибка" }).getByText("Тупик").waitFor();
    await stage.picture(page, "process-form");
    await main().getByRole("button", { name: "Отменить", exact: true }).first().click();
    await faults.waitFor();
    await main().getByRole("button", { name: "Вернуть", exact: true }).click();
    await main().getByRole("region", { name: "1 ошибка" }).waitFor();
    await press("Добавить этап");
    await main().getByRole("textbox", { name: "Название этапа" }).fill("Приём");
    await main().getByRole("button", { name: "Удалить этап: Приём" }).click();
  });

  it("[B-PROC-01] draws the missing step as a line of the graph, and publishes it", async () => {
    await main().getByText("Схема", { exact: true }).click();
    const graph = main().getByTestId("process-graph");
    const node = (name: string) => graph.getByRole("group", { name, exact: true });
    await node("На выезде").waitFor();
    const { width: small } = await stands(node("На выезде"));
    await press("Приблизить");
    await becomes(async () => (await stands(node("На выезде"))).width > small, true);
    await press("Показать целиком");
    await becomes(async () => Math.round((await stands(node("На выезде"))).width), Math.round(small));
    const grip = async (name: string, side: "source" | "target") => {
      const { x, y, width, height } = await stands(node(name).locator(`.react-flow__handle.${side}`));
      return [x + width / 2, y + height / 2] as const;
    };
    await page.mouse.move(...(await grip("На выезде", "source")));
    await page.mouse.down();
    await page.mouse.move(...(await grip("Готово", "target")), { steps: 8 });
    await page.mouse.up();
    await said("Ошибок нет");
    const label = main().getByRole("textbox", { name: "Надпись на кнопке" });
    await label.fill("Работа сделана");
    await stage.picture(page, "process-graph");
    await press("Опубликовать");
    await dialog().getByRole("textbox", { name: "Что изменилось" }).fill("Первый вариант");
    await dialog().getByRole("button", { name: "Опубликовать" }).click();
    await said("Опубликована версия 1");
    await main().getByText("Действует версия 1").waitFor();
  });

  it("[B-PROC-01] works a ticket through it, whose statuses are those of its own kind", async () => {
    await page.goto(`${stage.url}/settings/service-types/new`);
    await main().getByRole("textbox", { name: "Название" }).fill("Ремонт");
    await main().getByRole("combobox", { name: "Процесс" }).selectOption({ label: "Ремонт техники" });
    await press("Добавить тип");
    await page.goto(`${stage.url}/settings/services/new`);
    await main().getByRole("textbox", { name: "Название", exact: true }).fill("Не печатает касса");
    await main().getByRole("combobox", { name: "Тип", exact: true }).selectOption({ label: "Ремонт" });
    await press("Добавить услугу");
    await main().getByRole("heading", { name: "Не печатает касса" }).waitFor();
    const boss = asking(stage, "boss");
    const services = await boss.get("/services?search=касса");
    const service = services.items[0]?.id;
    const { number } = await boss.post("/tickets", { subject: "Не печатает касса", channel: "call", service });

    const dina = await stage.open("dina", `/tickets/${number}`);
    const buttons = dina.getByRole("main");
    const move = async (name: string, status: string) => {
      await buttons.getByRole("button", { name, exact: true }).click();
      await buttons.getByText(status, { exact: true }).first().waitFor();
    };
    await buttons.getByText("Новая", { exact: true }).first().waitFor();
    await move("Взять в работу", "В работе");
    await move("Выехать", "На выезде");
    await becomes(() => buttons.getByRole("button", { name: "Готово", exact: true }).count(), 0);
    await stage.picture(dina, "process-ticket");
    await move("Работа сделана", "Готово");
    await becomes(async () => (await boss.get(`/tickets/${number}`)).category, "closed");
  });

  it("lets a status wait for a date, reminds of it at hours that are named, and adds the step by hand before it", async () => {
    await page.goto(`${stage.url}/settings/processes/remont_tehniki`);
    await main().getByRole("heading", { name: "Ремонт техники", level: 1 }).waitFor();
    await addStatus("Ждёт деталь", /На паузе/);
    await addMove("В работе", "Ждёт деталь", "Ждать деталь");
    await main().getByRole("region", { name: "1 ошибка" }).getByText("Тупик").waitFor();
    await main()
      .getByRole("button", { name: /^Ждёт деталь/ })
      .first()
      .click();
    const on = (name: string) => main().getByText(name, { exact: true }).click();
    await on("Возобновляется в назначенный день");
    await main().getByRole("combobox", { name: "Куда идёт" }).selectOption({ label: "В работе" });
    await said("Ошибок нет");
    await main().getByRole("button", { name: "Возобновить Ждёт деталь → Новая" }).waitFor();
    await on("Напоминать исполнителям");
    await press("Ещё напоминание");
    await main().getByRole("textbox", { name: "В котором часу" }).last().fill("10:00");
    await main().getByText("за 1 день в 09:00, в тот же день в 10:00", { exact: true }).waitFor();
    await press("Убрать напоминание: за 1 день в 09:00");
    await main().getByText("в тот же день в 10:00", { exact: true }).waitFor();
    await stage.picture(page, "process-resume");
    // The status that stands last is where a new move leads before one chooses; a move may begin there all the same.
    await addMove("Ждёт деталь", "Готово", "Обойтись без детали");
    await main().getByRole("button", { name: "Обойтись без детали Ждёт деталь → Готово" }).waitFor();
    await press("Отмена");
  });

  it("[B-PROC-04] shows its versions, and what an imported file would change before it does", async () => {
    await page.goto(`${stage.url}/settings/processes/remont_tehniki/versions`);
    await main()
      .getByRole("button", { name: /Версия 1/ })
      .waitFor();
    await stage.picture(page, "process-versions");
    const phone = await stage.open("boss", "/settings/processes/remont_tehniki", { size: "phone", dark: true });
    await phone
      .getByRole("main")
      .getByRole("button", { name: /На выезде/ })
      .first()
      .click();
    await stage.picture(phone, "process-phone");
    await page.goto(`${stage.url}/settings/processes/${CAST_PROCESS}?as=graph`);
    await main().getByTestId("process-graph").getByRole("group", { name: "Ожидание", exact: true }).click();
    await main().getByRole("textbox", { name: "Ключ" }).waitFor();
    await stage.picture(page, "process-graph-large");
    await page.goto(`${stage.url}/settings/processes/exchange`);
    const { text } = await asking(stage, "boss").get("/configuration");
    const other = text.replace('"colour": "teal"', '"colour": "violet"');
    await main().getByRole("textbox", { name: "Или вставьте текст файла" }).fill(other);
    await press("Показать различия");
    await main()
      .getByRole("listitem")
      .filter({ hasText: "teal → violet" })
      .getByText(/«Контроль качества»: цвет$/)
      .waitFor();
    await stage.picture(page, "process-exchange");
    await press("Применить");
    await said("Импортировано");
    await page.goto(`${stage.url}/settings/processes/${CAST_PROCESS}/tickets`);
    await main().getByRole("heading", { level: 1 }).waitFor();
    await stage.picture(page, "process-tickets");
    await assertDocumented(stage);
  });

  it("[B-PROC-03] moves a ticket from a status that is gone to where one says, and goes on calling it by its name", async () => {
    const boss = asking(stage, "boss");
    const service = (await boss.get("/services?search=касса")).items[0]?.id;
    const { number } = await boss.post("/tickets", { subject: "Касса молчит", channel: "call", service });
    const dina = await stage.open("dina", `/tickets/${number}`);
    const card = dina.getByRole("main");
    for (const [move, status] of [
      ["Взять в работу", "В работе"],
      ["Выехать", "На выезде"],
    ] as const) {
      await card.getByRole("button", { name: move, exact: true }).click();
      await card.getByText(status, { exact: true }).first().waitFor();
    }
    const actions = [{ do: "move", to: (await boss.get(`/tickets/${number}`)).status }];
    const result = { on: [{ event: "rated" }], actions };
    const trigger = (await boss.post("/rules", { kind: "trigger", name: "Снова выехать", condition: "", result })).id;
    await page.goto(`${stage.url}/settings/processes/remont_tehniki`);
    await main()
      .getByRole("button", { name: /^На выезде/ })
      .first()
      .click();
    await press("Удалить статус");
    await said("Ошибок нет");
    await press("Опубликовать");
    await dialog().getByRole("checkbox", { name: "На выезде (1)" }).check();
    await dialog().getByRole("button", { name: "Опубликовать" }).click();
    await said("Опубликована версия 2");
    await page.goto(`${stage.url}/settings/processes/remont_tehniki/tickets`);
    await press("Показать, что будет");
    await main().getByText("Этого статуса больше нет").waitFor();
    await main().getByRole("combobox", { name: "На выезде: куда" }).selectOption({ label: "В работе" });
    await press("Перевести 1 заявку");
    await main().getByText("Все заявки в пути уже на версии 2.").waitFor();
    await page.goto(`${stage.url}/settings/triggers`);
    await main().getByText("статуса «На выезде» больше нет").waitFor();
    await page.goto(`${stage.url}/settings/triggers/${trigger}`);
    await main().getByText("Этого статуса больше нет ни в одном процессе").waitFor();
    await becomes(() => main().getByRole("combobox", { name: "В статус" }).inputValue(), "На выезде");
    await dina.reload();
    await card.getByText("На выезде → В работе").waitFor();
    await card.getByRole("button", { name: "Готово", exact: true }).click();
    await becomes(async () => (await boss.get(`/tickets/${number}`)).category, "closed");
  });
});
