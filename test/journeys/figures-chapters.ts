import assert from "node:assert/strict";
import { it } from "node:test";
import type { Page } from "playwright-core";
import type { CastName } from "../cast-people.ts";
import { asking, ticketOf } from "./asking.ts";
import { becomes, openTicket } from "./hands.ts";
import type { Stage } from "./stage.ts";

type Desk = { stage: Stage; page: Page };
const MINUTE = 60;

/** What was worked, how soon it was answered and solved, and what short messages say: chapters of a journey. */
export function figuresChapters(at: () => Desk): void {
  it("[C-GEN-02] writes down work on the ticket that it was done for, and what it comes to", async () => {
    const { stage, page } = at();
    const { number } = await ticketOf(stage);
    await openTicket(page, number);
    const block = page.getByRole("region", { name: "Выполненные работы", exact: true });
    const report = async (hours: string, minutes: string, text: string) => {
      await block.getByRole("button", { name: "Списать время" }).click();
      if (hours !== "") await block.getByRole("textbox", { name: "Часы" }).fill(hours);
      await block.getByRole("textbox", { name: "Минуты" }).fill(minutes);
      await block.getByRole("textbox", { name: "Что сделано" }).fill(text);
      await block.getByRole("button", { name: "Записать" }).click();
      await block.getByRole("listitem").filter({ hasText: text }).waitFor();
    };
    await report("1", "30", "Заменил кран");
    await report("", "20", "Убрал за собой");
    await block.getByText("Затрачено 1 ч 50 мин").waitFor();
    await stage.picture(page, "card-work");
    const { items } = await asking(stage, "dina").get(`/tickets/${number}/time-entries`);
    assert.deepEqual(
      items.map(({ minutes, text }) => [minutes, text]),
      [
        [20, "Убрал за собой"],
        [90, "Заменил кран"],
      ],
    );
    await block.getByRole("button", { name: "Убрать: Убрал за собой" }).click();
    await block.getByText("Затрачено 1 ч 30 мин").waitFor();
  });

  it("[P-TIME-02, P-TIME-03, P-TIME-04, P-TIME-06, O-TYPE-01, O-ASG-07] tells in the summary how soon each answered and all was solved, by employee and by type, and opens the tickets", async () => {
    const { stage } = at();
    const { owner } = stage.desk;
    const ben = stage.cast.people.ben.id;
    const done = async (by: CastName, took: { reply: number; solution: number }, more: object = {}) => {
      const subject = `Тёплый пол: ${by}`;
      const { number } = await ticketOf(stage, { subject, assignees: [ben], ...more });
      await asking(stage, by).post(`/tickets/${number}/messages`, { text: "Здравствуйте" });
      for (const to of ["in_progress", "done"]) await asking(stage, "dina").post(`/tickets/${number}/move`, { to });
      // Nobody waits for hours here: the times are what they would have been.
      const times = { first_reply_seconds: took.reply * MINUTE, solution_seconds: took.solution * MINUTE };
      await owner.updateTable("ticket").set(times).where("number", "=", number).execute();
    };
    await done("dina", { reply: 10, solution: 60 });
    await done("carl", { reply: 30, solution: 120 }, { service: stage.cast.services.cleaning, form: {} });
    const boss = await stage.open("boss", `/reports?${new URLSearchParams({ where: 'subject:"Тёплый пол"' })}`);
    const summary = boss.getByRole("region", { name: "Сводка" });
    const figure = (name: string) => summary.getByRole("link", { name: `${name}. Открыть заявки`, exact: true });
    await figure("Итого, Первый ответ: 20 мин").first().waitFor();
    await figure("Итого, Решение: 1 ч 30 мин").first().waitFor();
    await figure("Dina Cast, Первый ответ: 10 мин").first().waitFor();
    await figure("Carl Cast, Первый ответ: 30 мин").first().waitFor();
    await figure("Ben Cast, Закрыто: 2").waitFor();
    await stage.picture(boss, "summary-people");

    await boss.getByRole("combobox", { name: "По чему разделить" }).selectOption({ label: "Тип услуги" });
    await figure("Заявка, Зарегистрировано: 1").waitFor();
    await figure("Общедомовая, Решение: 2 ч").first().waitFor();
    await figure("Общедомовая, Зарегистрировано: 1").click();
    await boss.getByText("Найдено заявок: 1", { exact: true }).waitFor();
    await boss.getByRole("row").filter({ hasText: "Тёплый пол: carl" }).waitFor();
  });

  it("[O-OBS-06] changes what a short message says to observers, and to them alone", async () => {
    const { stage } = at();
    const boss = await stage.open("boss", "/settings/sms-notices/texts");
    const row = boss.getByRole("main").getByRole("listitem").filter({ hasText: "Написал коллега" });
    const text = () => row.locator("strong + span").textContent();
    await row.waitFor();
    const usual = await text();
    await boss.getByText("Наблюдателям", { exact: true }).click();
    await row.getByRole("button", { name: "Изменить" }).click();
    const field = boss.getByRole("dialog").getByRole("textbox", { name: "Текст" });
    await field.fill("Коллеги спорят о № {{number}}");
    await boss.getByRole("dialog").getByText("1 часть").waitFor();
    await boss.getByRole("dialog").getByRole("button", { name: "Сохранить" }).click();
    await becomes(text, "Коллеги спорят о № {{number}}");
    await stage.picture(boss, "sms-texts");
    await boss.getByText("Ответственным", { exact: true }).click();
    await becomes(text, usual);
    const { items } = await asking(stage, "boss").get("/notice-templates?channel=sms");
    const own = items.filter((one) => one.own).map(({ about, reader }) => [about, reader]);
    assert.deepEqual(own, [["note", "observer"]]);
  });
}
