import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { type Asking, asking, ticketOf } from "./asking.ts";
import { becomes } from "./hands.ts";
import { numbersFrom } from "./numbers-from.ts";
import { chatChapters } from "./portal-chat.ts";
import { makeStage, type Stage } from "./stage.ts";

/** A resident orders, finds and follows her requests on her telephone. */
describe("the portal of a resident", () => {
  let stage: Stage;
  let ada: Page;
  let boss: Asking;
  let dina: Asking;
  /** Numbers of her tickets, as they come. */
  let ordered = "";

  before(async () => {
    stage = await makeStage();
    await numbersFrom(stage, 10_481);
    [boss, dina] = [asking(stage, "boss"), asking(stage, "dina")];
    await boss.patch(`/services/${stage.cast.services.lift}`, { options: { clientMayReopen: true } });
    ada = await stage.open("ada", "/portal/", { size: "phone" });
    await ada.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await ada.getByRole("heading", { name: "Оставить заявку" }).waitFor();
  });
  after(() => stage.close());

  const widget = () => ada.getByRole("region", { name: /^Заявки в/ });
  const rows = () => ada.getByRole("main").getByRole("listitem").getByRole("link", { name: /№/ });
  const openFor = (more: Record<string, unknown> = {}) =>
    ticketOf(stage, { service: stage.cast.services.lift, form: {}, ...more });

  it("[H-RLST-05, H-RCAT-02] begins without the widget of tickets, and offers to leave one only while it can be", async () => {
    assert.equal(await widget().count(), 0);
    await ada.getByRole("link", { name: "Сантехника" }).waitFor();
    await stage.picture(ada, "portal-home-empty");
    const { services } = stage.cast;
    const offer = (portal: boolean) =>
      Promise.all([services.plumbing, services.lift].map((id) => boss.patch(`/services/${id}`, { portal })));
    await offer(false);
    await ada.reload();
    await ada.getByRole("link", { name: "Написать нам" }).waitFor();
    assert.equal(await ada.getByRole("heading", { name: "Оставить заявку" }).count(), 0);
    await offer(true);
    await ada.reload();
    await ada.getByRole("heading", { name: "Оставить заявку" }).waitFor();
  });

  it("[H-RCAT-08] finds a service by its name and by the words of its order form, on both screens", async () => {
    const home = ada.getByRole("searchbox", { name: "Что случилось?" });
    await home.fill("ванная");
    await ada.getByRole("link", { name: /Сантехника/ }).waitFor();
    await becomes(() => ada.getByRole("link", { name: /Лифт/ }).count(), 0);
    await ada.getByRole("link", { name: "Услуги" }).click();
    const list = ada.getByRole("main");
    await ada.getByRole("searchbox", { name: "Найти услугу" }).fill("помещение");
    await list.getByRole("link", { name: /Сантехника/ }).waitFor();
    await becomes(() => list.getByRole("link", { name: /Лифт/ }).count(), 0);
    await ada.getByRole("searchbox").fill("лифт");
    await list.getByRole("link", { name: /Лифт/ }).waitFor();
    await becomes(() => list.getByRole("link", { name: /Сантехника/ }).count(), 0);
    await ada.getByRole("searchbox").fill("");
  });

  it("[H-RCAT-01, H-RCAT-10, H-RCAT-12] orders from the service's card, lands in the ticket, and goes back to where it began", async () => {
    await ada
      .getByRole("main")
      .getByRole("link", { name: /Сантехника/ })
      .click();
    await ada.getByRole("heading", { name: "Сантехника" }).waitFor();
    await ada.getByRole("button", { name: "Отправить" }).click();
    await ada.getByRole("alert").first().waitFor();
    await ada.getByRole("radio", { name: "Кухня" }).check();
    await ada.getByLabel(/Что ещё важно знать/).fill("Капает кран, дома после шести");
    await stage.picture(ada, "portal-order");
    await ada.getByRole("button", { name: "Отправить" }).click();
    await ada.waitForURL(/\/portal\/tickets\/\d+/);
    ordered = ada.url().split("/").at(-1) ?? "";
    await ada.getByText("Капает кран, дома после шести").waitFor();
    await stage.picture(ada, "portal-ticket");
    await ada.getByRole("button", { name: "Назад" }).click();
    await ada.waitForURL(/\/portal\/services$/);
    assert.equal((await dina.get(`/tickets/${ordered}`)).channel, "portal");

    // The same from Home.
    await ada.getByRole("link", { name: "Главная" }).click();
    await ada.getByRole("link", { name: "Лифт" }).click();
    await ada.getByRole("button", { name: "Отправить" }).click();
    await ada.waitForURL(/\/portal\/tickets\/\d+/);
    await ada.getByRole("button", { name: "Назад" }).click();
    await ada.waitForURL(/\/portal\/$/);
  });

  it("[H-RLST-04, H-RLST-06, H-RCAT-13] shows how many are active on Home, one of them, and the same in the list", async () => {
    await widget().getByText("2 активные").waitFor();
    await widget()
      .getByRole("link", { name: /Ожидание/ })
      .waitFor();
    await stage.picture(ada, "portal-home");
    await ada.getByRole("link", { name: "Заявки", exact: true }).click();
    const row = rows().filter({ hasText: `№ ${ordered}` });
    await row.click();
    await ada.getByText("Капает кран, дома после шести").waitFor();
    await ada.getByRole("button", { name: "Назад" }).click();
    await row.waitFor();
  });

  it("[H-RLST-01] calls the widget by whom the site belongs to", async () => {
    const site = stage.cast.places.siteA;
    for (const [type, name] of [
      ["УК", "Заявки в УК"],
      ["ТСН", "Заявки в ТСН"],
      ["РСО", "Заявки в РСО"],
      ["ЖСК", "Заявки в организацию"],
    ]) {
      await boss.patch(`/places/${site}`, { settings: { legalEntity: { name: "Наш дом", type } } });
      await ada.goto(`${stage.url}/portal/`);
      await ada.getByRole("heading", { name: name ?? "", exact: true }).waitFor();
    }
  });

  it("[H-RLST-12, H-RLST-13] counts what employees wrote, and marks other changes by a dot, until she opens the ticket", async () => {
    const talked = await openFor({ subject: "Разговор" });
    const moved = await openFor({ subject: "Перемена", assignees: [stage.cast.people.boss.id], team: null });
    await ada.goto(`${stage.url}/portal/tickets`);
    const one = rows().filter({ hasText: `№ ${talked.number}` });
    const other = rows().filter({ hasText: `№ ${moved.number}` });
    for (const row of [one, other]) {
      await row.click();
      await ada.getByRole("list", { name: "Ход заявки" }).waitFor();
      await ada.getByRole("button", { name: "Назад" }).click();
    }
    for (const row of [one, other]) await row.getByRole("img").waitFor({ state: "detached" });
    for (const text of ["Едем", "Будем через час"]) await dina.post(`/tickets/${talked.number}/messages`, { text });
    await dina.post(`/tickets/${moved.number}/move`, { to: "in_progress" });
    await one.getByRole("img", { name: "2 непрочитанных сообщения" }).waitFor();
    await other.getByRole("img", { name: "Есть изменения" }).waitFor();
    await stage.picture(ada, "portal-list");
    await one.click();
    await ada.getByRole("log").getByText("Будем через час").waitFor();
    await ada.getByRole("button", { name: "Назад" }).click();
    await one.getByRole("img").waitFor({ state: "detached" });
  });

  it("[H-RLST-14] finds by number and by service", async () => {
    const search = ada.getByRole("searchbox", { name: "Номер или услуга" });
    await search.fill(ordered);
    await rows()
      .filter({ hasNotText: `№ ${ordered}` })
      .first()
      .waitFor({ state: "detached" });
    await rows()
      .filter({ hasText: `№ ${ordered}` })
      .waitFor();
    await becomes(() => rows().count(), 1);
    await search.fill("сантех");
    await rows().filter({ hasText: "Лифт" }).first().waitFor({ state: "detached" });
    await rows()
      .filter({ hasText: `№ ${ordered}` })
      .waitFor();
    await search.fill("");
    await rows().filter({ hasText: "Лифт" }).first().waitFor();
  });

  it("[H-RLST-15, H-RLST-16] puts the unread first, an old one before a new one; or newest, or oldest first", async () => {
    const fresh = await openFor({ subject: "Только что" });
    await ada.goto(`${stage.url}/portal/tickets/${fresh.number}`);
    await ada.getByText("Только что").waitFor();
    await dina.post(`/tickets/${ordered}/messages`, { text: "Мастер в пути" });
    await ada.goto(`${stage.url}/portal/tickets`);
    const order = async (expected: (numbers: number[]) => boolean) => {
      await ada.waitForFunction(() => document.querySelectorAll("main li").length > 3);
      const numbers = () =>
        rows().evaluateAll((all) => all.map((row) => Number(row.getAttribute("href")?.split("/").at(-1))));
      for (let turn = 0; turn < 100 && !expected(await numbers()); turn++)
        await ada.evaluate(() => new Promise(requestAnimationFrame));
      assert.ok(expected(await numbers()), `${await numbers()}`);
    };
    const isSorted = (numbers: number[], sign: number) =>
      numbers.every((one, at) => at === 0 || (one - (numbers[at - 1] ?? 0)) * sign > 0);
    await order(
      (numbers) =>
        numbers.includes(Number(ordered)) && numbers.indexOf(Number(ordered)) < numbers.indexOf(fresh.number),
    );
    const sort = ada.getByLabel("Сначала");
    assert.equal(await sort.inputValue(), "unread");
    await sort.selectOption("новые");
    await order((numbers) => isSorted(numbers, -1));
    await sort.selectOption("старые");
    await order((numbers) => isSorted(numbers, 1));
    await sort.selectOption("непрочитанные");
  });

  chatChapters(() => ({ stage, ada, dina, ordered }));

  it("[H-ACC-18] shows the tenant of the same flat nothing of hers", async () => {
    const vera = await stage.open("vera", "/portal/tickets", { size: "phone" });
    await vera.getByText("Активных заявок нет").waitFor();
    await vera.goto(`${stage.url}/portal/tickets/${ordered}`);
    await vera.getByText("Здесь ничего нет").waitFor();
    assert.doesNotMatch(await vera.locator("body").innerText(), /Капает кран/);
    await dina.post("/tickets", { subject: "Её собственная", channel: "call", contact: stage.cast.people.vera.id });
    await vera.goto(`${stage.url}/portal/tickets`);
    await vera.getByRole("link", { name: /Её собственная/ }).waitFor();
    await becomes(() => vera.getByRole("link", { name: /№/ }).count(), 1);
    await vera.context().close();
  });

  it("[H-GEN-07, H-GEN-01] offers the service at a desk too; who serves sees tickets of residents and of his own, by channel", async () => {
    const wide = await stage.open("ada", "/portal/services");
    await wide
      .getByRole("main")
      .getByRole("link", { name: /Сантехника/ })
      .click();
    await wide.getByRole("heading", { name: "Сантехника" }).waitFor();
    await stage.picture(wide, "portal-wide-order");
    await wide.goto(`${stage.url}/portal/tickets/${ordered}`);
    await wide.getByRole("log").getByText("Код домофона 12").waitFor();
    await stage.picture(wide, "portal-wide");
    await wide.context().close();
    const { services, places } = stage.cast;
    const inner = await dina.post("/tickets", {
      subject: "Заменить лампу",
      channel: "internal",
      service: services.inner,
      place: places.siteA,
    });
    const desk = await stage.open("dina", "/tickets?tab=all");
    await desk.getByRole("button", { name: "Столбцы" }).click();
    await desk.getByRole("switch", { name: "Канал" }).click({ force: true });
    await desk.getByRole("columnheader", { name: "Канал" }).waitFor();
    await desk.keyboard.press("Escape");
    await desk.getByRole("row", { name: new RegExp(`${ordered} Сантехника.*Личный кабинет`, "s") }).waitFor();
    await desk.getByRole("row", { name: new RegExp(`${inner.number}.*Внутренний`, "s") }).waitFor();
    await desk.context().close();
  });

  it("[H-RLST-03] says how many are in the archive once all have ended", async () => {
    const { items } = await asking(stage, "ada").get("/tickets?limit=100");
    for (const { number, category } of items) {
      if (category !== "cancelled") await dina.post(`/tickets/${number}/move`, { to: "cancelled", comment: "Убираем" });
    }
    await ada.goto(`${stage.url}/portal/`);
    await widget().getByText(`${items.length} архивных заявок`).waitFor();
    await becomes(() => widget().getByRole("link").count(), 1);
    await stage.picture(ada, "portal-home-archive");
  });
});
