import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { asking, ticketOf } from "./asking.ts";
import { becomes } from "./hands.ts";
import { makeStage, type Stage } from "./stage.ts";

/** An engineer's day on a telephone: he starts it, does what is set for today, and ends it. */
describe("the working day on a telephone", () => {
  let stage: Stage;
  let phone: Page;
  const of = { today: 0, tomorrow: 0, nobodys: 0 };

  before(async () => {
    stage = await makeStage();
    const dina = asking(stage, "dina");
    const mine = { assignees: [stage.cast.people.ben.id] };
    const today = Temporal.Now.plainDateISO("Europe/Moscow");
    const set = async (day: Temporal.PlainDate, more: Record<string, unknown>) => {
      const { number } = await ticketOf(stage, more);
      await dina.post(`/tickets/${number}/plan`, { dueAt: `${day}T23:59` });
      return number;
    };
    of.today = await set(today, mine);
    of.tomorrow = await set(today.add({ days: 1 }), mine);
    of.nobodys = await set(today, {});
    phone = await stage.open("ben", "/tickets?tab=all", { size: "phone" });
  });
  after(() => stage.close());

  const tab = () => phone.getByRole("tab", { name: /^Заявки на сегодня/ });
  const card = (number: number) =>
    phone
      .getByRole("list", { name: "Список заявок" })
      .getByRole("listitem")
      .filter({ has: phone.locator(`[href="/tickets/${number}"]`) });
  const menu = () => phone.getByRole("button", { name: "Ещё", exact: true }).click();
  const item = (name: RegExp) => phone.getByRole("menuitem", { name });

  it("[H-EMP-06] has the tab of tickets for today where working time is kept, with mine of this day alone", async () => {
    await card(of.today).waitFor();
    assert.equal(await tab().count(), 0, "off: no tab");
    await asking(stage, "boss").patch("/workspace", { settings: { workingTime: true } });
    await phone.reload();
    await becomes(() => tab().textContent(), "Заявки на сегодня1");
    await tab().click();
    await phone.getByText("Найдено заявок: 1", { exact: true }).waitFor();
    await card(of.today).waitFor();
    for (const other of [of.tomorrow, of.nobodys]) assert.equal(await card(other).count(), 0);
    await phone.reload();
    await tab().and(phone.locator("[aria-selected=true]")).waitFor();
    await stage.picture(phone, "today-phone");
  });

  it("[H-EMP-06] starts and ends the day in the menu, and has it among the records", async () => {
    await menu();
    await item(/^Начать день/).click();
    await phone.getByText("Рабочий день начат").waitFor();
    await menu();
    await item(/^Завершить день\s*На работе с \d\d:\d\d/).waitFor();
    await item(/^Записи рабочего времени/).click();
    const records = phone.getByRole("list", { name: "Записи рабочего времени" }).getByRole("listitem");
    await records.filter({ hasText: "идёт" }).waitFor();
    await phone.getByRole("button", { name: "Завершить день" }).click();
    await phone.getByText("Рабочий день не начат").waitFor();
    await records.filter({ hasText: "идёт" }).waitFor({ state: "detached" });
    assert.equal(await records.count(), 1);
    await phone.context().close();
  });
});
