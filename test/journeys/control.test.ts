import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { asking, ticketOf } from "./asking.ts";
import { figuresChapters } from "./figures-chapters.ts";
import { becomes, openTicket } from "./hands.ts";
import { assertDocumented } from "./requests.ts";
import { makeStage, type Stage } from "./stage.ts";

describe("who does a ticket, and how it goes on", () => {
  let stage: Stage;
  let page: Page;
  let number: number;

  before(async () => {
    stage = await makeStage();
    ({ number } = await ticketOf(stage));
    page = await stage.open("dina", `/tickets/${number}`);
  });
  after(() => stage.close());

  const block = (name: string) => page.getByRole("region", { name, exact: true });
  const people = () => block("Люди");
  const panel = (name: string) => page.getByRole("form", { name, exact: true });
  const move = (name: string) => block("Управление").getByRole("button", { name, exact: true });
  const ticket = () => asking(stage, "dina").get(`/tickets/${number}`);
  const namesOf = (part: "assignees" | "controllers" | "observers") => async () =>
    ((await ticket())[part] ?? []).map(({ name }) => name).toSorted();
  const open = async (of: number) => {
    number = of;
    await openTicket(page, of);
    await move("Взять в работу").waitFor();
  };
  const cancelling = async (name: string) => {
    await move("Отменить").click();
    await page.getByRole("menuitem", { name, exact: true }).click();
    await panel(name).waitFor();
  };
  const setService = (change: object) =>
    asking(stage, "boss").patch(`/services/${stage.cast.services.plumbing}`, change);
  const collectReasons = (collectCancelReasons: boolean) =>
    asking(stage, "boss").patch("/workspace", { settings: { collectCancelReasons } });

  it("[H-ASG-01, H-ASG-03, H-ASG-05, H-ASG-06] takes an assignee from the list with his load, and one more where the service allows it", async () => {
    const choice = page.getByRole("option", { name: /Ben Cast/ });
    const load = (open: number) =>
      stage.desk.owner.updateTable("employee").set({ load: open }).where("id", "=", stage.cast.people.ben.id).execute();
    for (const [open, colour] of [
      [11, "Высокая загрузка"],
      [0, "Приемлемая загрузка"],
    ] as const) {
      await load(open);
      await page.reload();
      await people().getByRole("button", { name: "Назначить исполнителя" }).click();
      await choice.getByText(String(open), { exact: true }).waitFor();
      await choice.getByRole("img", { name: colour }).waitFor();
    }
    await choice.click();
    await people().getByRole("button", { name: "Убрать: Ben Cast" }).waitFor();
    await people().getByRole("button", { name: "Назначить исполнителя" }).waitFor();
    await becomes(namesOf("assignees"), ["Ben Cast"]);
    await setService({ maxAssignees: 1 });
    await page.reload();
    await people().getByRole("button", { name: "Сменить исполнителя" }).waitFor();
    await becomes(() => people().getByRole("button", { name: "Назначить исполнителя" }).count(), 0);
    await setService({ maxAssignees: 2 });
  });

  it("[H-ASG-09] tells how to reach the assignee", async () => {
    await people().getByRole("button", { name: "Ben Cast", exact: true }).click();
    const contacts = page.getByRole("dialog");
    await contacts.getByRole("link", { name: "ben@cast.example" }).waitFor();
    assert.equal(await contacts.getByRole("link", { name: /\+7 900/ }).getAttribute("href"), "tel:+79000000000");
    await page.keyboard.press("Escape");
    await contacts.waitFor({ state: "hidden" });
  });

  it("[O-ASG-01] offers employees under their teams", async () => {
    await open((await ticketOf(stage, { place: undefined, service: stage.cast.services.cleaning, form: {} })).number);
    await people().getByRole("button", { name: "Назначить исполнителя" }).click();
    await page.getByRole("option", { name: /Eve Cast/ }).waitFor();
    const under = (name: string) =>
      page.getByRole("option", { name }).evaluate((option) => {
        const before = [...(option.parentElement?.children ?? [])].slice(
          0,
          [...(option.parentElement?.children ?? [])].indexOf(option),
        );
        return before.findLast((one) => one.getAttribute("role") !== "option")?.textContent;
      });
    assert.deepEqual([await under("Ben Cast"), await under("Eve Cast")], ["Сантехники", "Лифтёры"]);
    await stage.picture(page, "card-candidates");
    await page.keyboard.press("Escape");
  });

  it("[O-OBS-02, O-OBS-04] lists observers, adds one and takes him off", async () => {
    await people().getByRole("button", { name: "Добавить наблюдателя" }).click();
    await page.getByRole("option", { name: /Rita Cast/ }).click();
    await people().getByRole("button", { name: "Rita Cast", exact: true }).waitFor();
    await becomes(namesOf("observers"), ["Rita Cast"]);
    await people().getByRole("button", { name: "Убрать: Rita Cast" }).click();
    await people().getByRole("button", { name: "Rita Cast", exact: true }).waitFor({ state: "hidden" });
    await becomes(namesOf("observers"), []);
  });

  it("[H-STAT-04, H-STAT-08, O-STAT-15] stores a status and its comment together, and nothing before", async () => {
    await open((await ticketOf(stage, { assignees: [stage.cast.people.ben.id] })).number);
    await move("Взять в работу").click();
    await move("Приостановить").click();
    await panel("Приостановить").getByLabel("Комментарий к статусу").fill("Ждём деталь");
    const before = await ticket();
    assert.deepEqual([before.status, before.statusComment], ["in_progress", ""]);
    await panel("Приостановить").getByLabel("Возобновить до").click();
    await page.getByRole("button", { name: "Завтра" }).click();
    await panel("Приостановить").getByRole("button", { name: "Приостановить" }).click();
    await move("Возобновить").waitFor();
    const stored = async () => {
      const { status, statusComment, version } = await ticket();
      return [status, statusComment, version];
    };
    await becomes(stored, ["suspended", "Ждём деталь", before.version + 1]);
    const last = block("История изменений").getByRole("listitem").first();
    await last.getByText("Статус: В работе → Приостановлено").waitFor();
    await last.getByText("Ждём деталь").waitFor();
    await move("Возобновить").click();
    await move("Выполнено").click();
    await block("История изменений").getByText("Статус: В работе → Выполнено").waitFor();
    const field = block("Управление").getByLabel("Комментарий к статусу");
    await becomes(() => field.inputValue(), "Ждём деталь");
    await block("Управление").getByText("Остался от прошлой смены статуса").waitFor();
  });

  it("leaves the status as it was when the fields of a move are left", async () => {
    await open((await ticketOf(stage)).number);
    await move("Взять в работу").click();
    await panel("Взять в работу").getByRole("button", { name: "Не сейчас" }).click();
    await move("Взять в работу").waitFor();
    assert.equal((await ticket()).status, "waiting");
  });

  it("[H-CANC-01] offers both ways to call a ticket off", async () => {
    await move("Отменить").click();
    await page.getByRole("menuitem").first().waitFor();
    const offered = await page.getByRole("menuitem").allTextContents();
    assert.deepEqual(offered, ["Отменить", "Отменить по просьбе клиента"]);
    await page.keyboard.press("Escape");
  });

  it("[H-CANC-03, H-CANC-05, H-CANC-07, H-SVC-16] asks why the client calls it off, where that is collected", async () => {
    const called = "Отменить по просьбе клиента";
    await collectReasons(false);
    await page.reload();
    await cancelling(called);
    assert.equal(await panel(called).getByRole("checkbox").count(), 0);
    await panel(called).getByRole("button", { name: "Не сейчас" }).click();
    await collectReasons(true);
    await page.reload();
    await cancelling(called);
    await stage.picture(page, "card-cancel");
    await panel(called).getByRole("button", { name: called }).click();
    await panel(called).getByText("Выберите причину.").waitFor();
    assert.equal((await ticket()).status, "waiting");
    for (const reason of ["Уже не нужно", "Ошибка"]) await panel(called).getByLabel(reason).check();
    await panel(called).getByLabel("Комментарий к отмене").fill("Сам починил");
    await panel(called).getByRole("button", { name: called }).click();
    await block("Информация").getByText("Уже не нужно; Ошибка").waitFor();
    await block("Информация").getByText("Сам починил").waitFor();
    await becomes(async () => (await ticket()).status, "cancelled_by_client");
  });

  it("[H-CTRL-02, H-CTRL-05, H-SVC-04] has a field for controllers while the service uses them, in old tickets too", async () => {
    const controllers = people().getByText("Контролёры", { exact: true });
    await open((await ticketOf(stage)).number);
    await becomes(() => controllers.count(), 0);
    await setService({ options: { useControllers: true } });
    await page.reload();
    await controllers.waitFor();
    await setService({ options: { useControllers: false } });
    await page.reload();
    await people().getByText("Наблюдатели").waitFor();
    await becomes(() => controllers.count(), 0);
  });

  it("[H-CTRL-07] finds controllers by words, of any team, and takes more than one", async () => {
    await setService({ options: { useControllers: true } });
    await open((await ticketOf(stage, { service: stage.cast.services.plumbing })).number);
    for (const [words, name] of [
      ["car", "Carl Cast"],
      ["din", "Dina Cast"],
      ["be", "Ben Cast"],
    ] as const) {
      await people().getByRole("button", { name: "Назначить контролёра" }).click();
      await people().getByRole("textbox", { name: "Назначить контролёра" }).fill(words);
      await page.getByRole("option", { name }).click();
      await people()
        .getByRole("button", { name: `Убрать: ${name}` })
        .waitFor();
    }
    await becomes(namesOf("controllers"), ["Ben Cast", "Carl Cast", "Dina Cast"]);
  });

  figuresChapters(() => ({ stage, page }));

  it("[B-API-01] has asked for nothing that the document of the API does not name", () => assertDocumented(stage));
});
