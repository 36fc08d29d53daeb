/** A day of those who answer visitors of a site: two employees in two windows, and their manager. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { createWorkspace } from "../../server/settings/create-workspace.ts";
import { type CastPerson, castEmployee } from "../cast-people.ts";
import { becomes } from "./hands.ts";
import { makeBareStage } from "./stage.ts";

describe("a day of visitors' requests", () => {
  let stage: Awaited<ReturnType<typeof makeBareStage>>;
  const people: Partial<Record<"boss" | "dina" | "ben", CastPerson>> = {};
  const pages: Partial<Record<"boss" | "dina" | "ben", Page>> = {};
  let [first, second] = [0, 0];

  before(async () => {
    stage = await makeBareStage();
    const { owner } = stage.desk;
    const { id, roles } = await createWorkspace(owner, { name: "Сайт", slug: "site", preset: "leads" });
    const employee = (name: "boss" | "dina" | "ben", role: string) =>
      castEmployee(owner, { workspaceId: id, name, now: new Date() }, { roleId: roles.get(role) ?? "" });
    people.boss = await employee("boss", "manager");
    people.dina = await employee("dina", "employee");
    people.ben = await employee("ben", "employee");
    await leave("Перезвоните мне");
    first = 1;
    second = await ticket("Сколько стоит доставка");
    for (const name of ["boss", "dina", "ben"] as const) {
      pages[name] = await stage.window("/tickets?tab=all", { email: people[name]?.email ?? "" });
    }
  });
  after(() => stage.close());

  /** A visitor of the site fills in the form [L-REG-01]. */
  async function leave(text: string): Promise<void> {
    const visitor = await stage.window("/portal/form/site");
    await visitor.getByRole("textbox", { name: "Имя" }).fill("Иван Иванов");
    await visitor.getByRole("textbox", { name: "Телефон" }).fill("+7 900 000-00-00");
    await visitor.getByRole("textbox", { name: "Что вас интересует" }).fill(text);
    await visitor.getByRole("button", { name: "Отправить" }).click();
    await visitor.getByRole("heading", { name: "Заявка принята" }).waitFor();
  }

  async function ticket(subject: string): Promise<number> {
    const answer = await fetch(`${stage.url}/api/v1/tickets`, {
      method: "POST",
      headers: { authorization: `Bearer ${people.boss?.token}`, "content-type": "application/json" },
      body: JSON.stringify({ subject, channel: "other", client: { name: "Иван Иванов", phone: "+7 900 000-00-00" } }),
    });
    assert.equal(answer.status, 201, await answer.clone().text());
    return (await answer.json()).number;
  }
  const page = (name: "boss" | "dina" | "ben"): Page => {
    const found = pages[name];
    assert.ok(found);
    return found;
  };
  const line = (name: "boss" | "dina" | "ben", number: number) =>
    page(name)
      .getByRole("row")
      .filter({ has: page(name).getByRole("link", { name: String(number), exact: true }) });
  const weight = (name: "boss" | "dina" | "ben", number: number, text: string) =>
    line(name, number)
      .getByText(text, { exact: true })
      .evaluate((element) => getComputedStyle(element).fontWeight);
  const bell = (name: "boss" | "dina" | "ben") => page(name).getByRole("button", { name: /Новые заявки: / });
  const form = (name: "boss" | "dina" | "ben") => page(name).getByRole("form", { name: "Обработка заявки" });

  it("[L-REG-01, L-REG-03, L-NOT-01, L-STAT-02, L-NEW-08, L-LIST-05] finds new tickets in every header and in bold in the list", async () => {
    for (const name of ["boss", "dina", "ben"] as const) await bell(name).waitFor();
    await becomes(() => bell("ben").getAttribute("aria-label"), "Новые заявки: 2");
    await page("ben").getByRole("columnheader", { name: "ФИО сотрудника" }).waitFor();
    await becomes(() => weight("ben", first, "Новая"), "600");
    await becomes(() => weight("ben", first, "Перезвоните мне"), "600");
    await stage.picture(page("ben"), "windows-list");
  });

  it("[L-NOT-02, L-PROC-01, L-PROC-04] opens the oldest one by the notice, and takes it into processing", async () => {
    await bell("dina").click();
    await form("dina").waitFor();
    assert.ok(new URL(page("dina").url()).pathname.endsWith(`/${first}`));
    await becomes(() => form("dina").getByRole("radio").count(), 2);
    for (const label of ["Заявка обработана", "Заявка отложена"]) await form("dina").getByLabel(label).waitFor();
    await form("dina").getByRole("button", { name: "Сохранить" }).waitFor();
    // Until when stands beside, and why.
    await page("dina").getByRole("button", { name: "Почему такой срок?" }).waitFor();
    await stage.picture(page("dina"), "windows-card");
    const path = new URL(page("dina").url()).pathname;
    const phone = await stage.window(path, { email: people.dina?.email ?? "", size: "phone", dark: true });
    await phone.getByRole("button", { name: "Управление" }).click();
    await phone.getByRole("form", { name: "Обработка заявки" }).waitFor();
    await phone.getByRole("button", { name: "Почему такой срок?" }).waitFor();
    await stage.picture(phone, "windows-phone");
    await phone.close();
    const onTheRoad = await stage.window("/tickets?tab=all", { email: people.ben?.email ?? "", size: "phone" });
    const card = (number: number) => onTheRoad.getByRole("link", { name: new RegExp(`\\b${number}\\b`) });
    await card(first).getByText("Dina Cast").waitFor();
    const bold = (text: string, number: number) =>
      card(number)
        .getByText(text)
        .first()
        .evaluate((element) => getComputedStyle(element).fontWeight);
    assert.deepEqual([await bold("Новая", second), await bold("В обработке", first)], ["600", "400"]);
    await stage.picture(onTheRoad, "windows-phone-list");
    await onTheRoad.getByRole("button", { name: "Новые заявки: 1" }).click();
    await onTheRoad.waitForURL((url) => url.pathname === `/tickets/${second}`);
    await line("boss", second).getByText("В обработке").waitFor();
    await onTheRoad.getByRole("button", { name: "Назад" }).click();
    await line("boss", second).getByText("Новая").waitFor();
    await card(second).getByText("Новая").waitFor();
    await onTheRoad.close();
  });

  it("[L-PROC-03, L-LIST-03] names her in the other's list, and tells who opens it too that she has it", async () => {
    const row = line("ben", first);
    await row.getByText("В обработке").waitFor();
    await row.getByText("Dina Cast").waitFor();
    await row.click();
    await page("ben")
      .getByText(/Заявку обрабатывает Dina Cast/)
      .waitFor();
    await becomes(() => form("ben").count(), 0);
    await page("ben").getByRole("button", { name: "Закрыть заявку" }).click();
  });

  it("[L-DONE-01, L-LIST-01, L-LIST-02, L-LIST-04] saves it as processed; the list shows it with name, end and duration, anew by its button too", async () => {
    await form("dina").getByLabel("Заявка обработана").click();
    await form("dina").getByRole("button", { name: "Сохранить" }).click();
    await form("dina").waitFor({ state: "hidden" });
    const marked = () => page("ben").evaluate(() => document.body.getAttribute("data-same-page"));
    await page("ben").evaluate(() => document.body.setAttribute("data-same-page", "yes"));
    const asked = page("ben").waitForResponse((answer) => answer.url().includes("/api/v1/tickets?"));
    await page("ben").getByRole("button", { name: "Обновить" }).click();
    await asked;
    await line("ben", first).getByText("Обработана").waitFor();
    await line("ben", first).getByText("Dina Cast").waitFor();
    assert.equal(await marked(), "yes");
    await becomes(() => weight("ben", first, "Обработана"), "400");
  });

  it("[L-NEW-07] gives a ticket back that was opened and closed with nothing done", async () => {
    await line("ben", second).click();
    await form("ben").waitFor();
    await line("boss", second).getByText("В обработке").waitFor();
    await page("ben").getByRole("button", { name: "Закрыть заявку" }).click();
    await line("boss", second).getByText("Новая").waitFor();
  });

  it("[L-POST-02, L-POST-04] postpones with a time alone, and shows until when", async () => {
    await line("ben", second).click();
    await form("ben").getByLabel("Заявка отложена").click();
    await form("ben").getByRole("button", { name: "Сохранить" }).click();
    await form("ben").getByText("Укажите дату возобновления.").waitFor();
    await form("ben").getByRole("button", { name: "Завтра в 9:00" }).click();
    await form("ben").getByRole("button", { name: "Сохранить" }).click();
    await line("boss", second).getByText("Отложена").waitFor();
    await line("boss", second).getByText(/09:00/).waitFor();
  });

  it("[L-NEW-02, L-NEW-03, L-NEW-05] returns it to New by a button of the list, which the manager alone has", async () => {
    const back = (name: "boss" | "ben") => line(name, first).getByRole("button", { name: "Вернуть в новые" });
    await back("boss").waitFor();
    assert.equal(await back("ben").count(), 0);
    await back("boss").click();
    await becomes(() => line("ben", first).getByText("Новая").count(), 1);
  });
});
