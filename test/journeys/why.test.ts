import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import type { Page } from "playwright-core";
import { process as helpdesk } from "../../presets/helpdesk/process.ts";
import { asking, ticketOf } from "./asking.ts";
import { becomes } from "./hands.ts";
import { makeStage, type Stage } from "./stage.ts";

describe("why a ticket is as it is", () => {
  let stage: Stage;
  let page: Page;
  let number: number;

  before(async () => {
    stage = await makeStage();
    const { boss, carl } = stage.cast.people;
    const rule = (name: string, condition: string, result: object, more: object = {}) =>
      asking(stage, "boss").post("/rules", { kind: "routing", name, condition, result, ...more });
    await rule("Срочные – старшему", "priority:high", { assignee: boss.id });
    await rule("Летние", "", { assignee: boss.id }, { enabled: false });
    await rule("Звонки – Карлу", "channel:call", { assignee: carl.id, priority: "low" });
    const hours = { mon: [["09:00", "18:00"]], thu: [["09:00", "18:00"]] };
    const calendar = (await asking(stage, "boss").post("/calendars", { name: "Рабочее время", hours })).id;
    const norm = { calendar, reaction: 3600, resolution: 7200 };
    await rule("Срочно", "priority:high", norm, { kind: "sla" });
    await rule("Остальное", "channel:call", norm, { kind: "sla" });
    ({ number } = await ticketOf(stage));
    page = await stage.open("boss", `/tickets/${number}`);
  });
  after(() => stage.close());

  const why = (name: string) => page.getByRole("button", { name, exact: true });

  it("[B-EXPL-01, B-EXPL-02] names the rule, the facts and the rules above beside the assignee", async () => {
    await why("Почему этот исполнитель?").click();
    const told = page.getByRole("dialog", { name: "Почему этот исполнитель?" });
    await told.getByText("Правило маршрутизации «Звонки – Карлу»").waitFor();
    await told.getByText("Высокий").waitFor();
    const text = await told.innerText();
    for (const part of ["Срочные – старшему", "не выполнено: Приоритет: Высокий", "Летние", "выключено"]) {
      assert.ok(text.includes(part), `${part} in ${text}`);
    }
    await stage.picture(page, "why-assignee");
    await page.keyboard.press("Escape");
    await told.waitFor({ state: "hidden" });
  });

  it("[B-EXPL-01, B-EXPL-02] names the SLA rule of a deadline, what it asked for and the rule above, in words", async () => {
    await why("Почему такой срок?").click();
    const told = page.getByRole("dialog", { name: "Из чего сложился срок" });
    await told.getByText("Правило SLA: Остальное").waitFor();
    await told.getByText("Высокий").waitFor();
    const text = await told.innerText();
    for (const part of [
      "Канал: Входящий звонок",
      "Срочно – не выполнено: Приоритет: Высокий",
      "График: Рабочее время",
    ]) {
      assert.ok(text.includes(part), `${part} in ${text}`);
    }
    await stage.picture(page, "why-deadline");
    await page.keyboard.press("Escape");
    await told.waitFor({ state: "hidden" });
  });

  it("[B-EXPL-01] tells by the ticks of a message who got it as a letter, and why", async () => {
    await asking(stage, "boss").post(`/tickets/${number}/messages`, { text: "Выезжаем" });
    await stage.letter(({ to, text }) => to === stage.cast.people.ada.email && text.includes("Выезжаем"));
    await page.getByRole("article").getByRole("button", { name: "Кому сообщили и почему" }).click();
    const told = page.getByRole("dialog", { name: "Кому сообщили и почему" });
    await told.getByText("Сообщение клиенту уходит письмом").waitFor();
    const text = await told.innerText();
    for (const part of [stage.cast.people.ada.name, `Письмо на ${stage.cast.people.ada.email}`]) {
      assert.ok(text.includes(part), `${part} in ${text}`);
    }
    await stage.picture(page, "why-told");
    await page.keyboard.press("Escape");
    await told.waitFor({ state: "hidden" });
  });

  it("[B-EXPL-04] lists who can see the ticket, and what keeps the others out", async () => {
    await page.getByRole("button", { name: "Ещё", exact: true }).click();
    await page.getByRole("menuitem", { name: "Кто видит эту заявку" }).click();
    const dialog = page.getByRole("dialog", { name: `Кто видит заявку № ${number} и почему` });
    await dialog.getByText("Ben Cast").waitFor();
    await dialog.getByLabel("Найти сотрудника").fill("Eve");
    await dialog.getByText("Ben Cast").waitFor({ state: "hidden" });
    await dialog.getByText(/Нет доступа к объекту/).waitFor();
    await stage.picture(page, "why-sight");
    await becomes(() => dialog.getByRole("listitem").count(), 1);
  });

  it("[B-REH-02] tries a rule on past tickets, and opens each with both explanations side by side", async () => {
    await page.goto(`${stage.url}/settings/routing`);
    await page.getByText("Приоритет: Высокий").waitFor();
    await page.getByText("Звонки – Карлу").click();
    await page.getByRole("button", { name: "Проверить на прошлом" }).click();
    const dialog = page.getByRole("dialog", { name: "Что было бы с прошлыми заявками" });
    await dialog.getByRole("button", { name: "Проверить", exact: true }).click();
    const row = dialog.getByRole("listitem").filter({ has: page.getByRole("link", { name: `№ ${number}` }) });
    await row.getByText("исполнитель: Carl Cast").waitFor();
    await row.getByText("правило «Звонки – Карлу»").waitFor();
    await row.getByText("«Срочные – старшему» – не выполнено: Приоритет: Высокий").first().waitFor();
    await stage.picture(page, "rehearsal");
    assert.equal(await row.getByRole("link").getAttribute("href"), `/tickets/${number}`);
  });

  it("[B-EXPL-01] closes a resolved ticket by itself, and says by which span of the settings", async () => {
    const boss = asking(stage, "boss");
    await boss.patch("/workspace", { settings: { autoCloseAfter: "P3D" } });
    const type = (await boss.post("/service-types", { name: "Вопросы", process: helpdesk.key })).id;
    const service = (await boss.post("/services", { name: "Вопрос", type })).id;
    const { id, number } = await boss.post("/tickets", { subject: "Вопрос", channel: "call", service });
    await boss.post(`/tickets/${number}/move`, { to: "resolved" });
    page = await stage.open("boss", `/tickets/${number}`);
    await page.getByRole("main").getByText("Решена", { exact: true }).first().waitFor();
    const { owner } = stage.desk;
    await sql`update ticket set resolved_at = resolved_at - interval '73 hours' where id = ${id}`.execute(owner);
    await sql`update graphile_worker._private_jobs set run_at = now() where key like ${`%${id}/expire`}`.execute(owner);
    await page.getByRole("main").getByText("Закрыта", { exact: true }).first().waitFor();
    await why("Почему такой статус?").click();
    const told = page.getByRole("dialog", { name: "Почему такой статус?" });
    await told.getByText("Вышел срок, заданный в настройках").waitFor();
    await told.getByText("Срок: 3 дн., считая с").waitFor();
  });
});
