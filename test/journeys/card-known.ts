import assert from "node:assert/strict";
import { it } from "node:test";
import type { Page } from "playwright-core";
import { asking, ticketOf } from "./asking.ts";
import { becomes, factsIn } from "./hands.ts";
import type { Stage } from "./stage.ts";

type Card = { stage: Stage; page: Page; number: number; open: (number: number) => Promise<void> };

/** What the card tells of the ticket, its client, the firm and the past: chapters of the journey of the card. */
export function knownChapters(at: () => Card): void {
  const block = (name: string) => at().page.getByRole("region", { name, exact: true });
  const home = () => at().open(at().number);

  it("[H-CARD-06, O-REG-03] shows service, address, site, order form and channel, and why a ticket was called off", async () => {
    await home();
    const known = await factsIn(block("Информация"));
    const { Услуга, Адрес, Объект, Канал, Помещение } = known;
    assert.deepEqual(
      { Услуга, Адрес, Объект, Канал, Помещение },
      {
        Услуга: "Сантехника",
        Адрес: "ул. Ленина, 5, кв. 12",
        Объект: "ул. Ленина, 5",
        Канал: "Входящий звонок",
        Помещение: "Кухня",
      },
    );
    const called = await ticketOf(at().stage);
    const sent = { to: "cancelled_by_client", reasons: ["Уже не нужно"], comment: "Сам починил" };
    await asking(at().stage, "dina").post(`/tickets/${called.number}/move`, sent);
    await at().open(called.number);
    await block("Информация").getByText("Уже не нужно").waitFor();
    await block("Информация").getByText("Сам починил").waitFor();
    await home();
  });

  it("[H-CLI-01, H-CLI-03] shows the client with face, phone, last visit and both debts, at zero too", async () => {
    const client = block("Клиент");
    await client.getByText("AC", { exact: true }).waitFor();
    await client.getByRole("link", { name: "+7 911 111-11-11" }).waitFor();
    const facts = await factsIn(client);
    for (const debt of [facts.ЖКУ, facts.Капремонт]) assert.match(debt ?? "", /^0,00\s₽$/);
    assert.ok(facts["Вход в кабинет"]);
  });

  it("[H-ORG-01] shows the firm with its lines and who manages the quarter", async () => {
    assert.deepEqual(await factsIn(block("Организация")), {
      Название: "УК Заречье",
      "Аварийная служба": "+7 812 000-00-00",
      Заречье: "Carl Cast",
    });
  });

  it("[H-HIST-02, H-HIST-03, H-HIST-04] tells of statuses with their comments, of dates and of assignees", async () => {
    const { people } = at().stage.cast;
    const ticket = await ticketOf(at().stage, { assignees: [people.ben.id] });
    const dina = asking(at().stage, "dina");
    await dina.post(`/tickets/${ticket.number}/move`, { to: "in_progress" });
    const year = new Date().getFullYear() + 1;
    const sent = { to: "suspended", comment: "Ждём деталь", resumeAt: `${year}-03-04` };
    await dina.post(`/tickets/${ticket.number}/move`, sent);
    await dina.post(`/tickets/${ticket.number}/resume-date`, { resumeAt: `${year}-03-05` });
    await dina.post(`/tickets/${ticket.number}/assign`, { team: null, assignees: [people.boss.id] });
    await at().open(ticket.number);
    const told = async () => {
      const entries = await block("История изменений").getByRole("listitem").allTextContents();
      return entries.slice(0, 3).map((entry) => entry.replace(/^.*?Dina Cast/, ""));
    };
    await becomes(told, [
      "Отдел убран: СантехникиНазначен исполнитель: Boss CastСнят исполнитель: Ben Cast",
      `Возобновить до: 4 мар. ${year} г., 11:00 → 5 мар. ${year} г., 11:00`,
      `Статус: В работе → ПриостановленоЖдём детальВозобновить до: 4 мар. ${year} г., 11:00`,
    ]);
    await home();
  });

  it("[H-ACT-08] shows the same on the cards of client and unit, by state and period", async () => {
    const { people, places } = at().stage.cast;
    const called = await ticketOf(at().stage, { subject: "Отменённая" });
    await asking(at().stage, "dina").post(`/tickets/${called.number}/move`, { to: "cancelled", comment: "Повтор" });
    await ticketOf(at().stage, { subject: "Нанимателя", contact: people.vera.id });
    for (const [card, title, isUnit] of [
      [`/clients?open=${people.ada.id}`, "Активность клиента", false],
      [`/places?open=${places.flat12}`, "Активность по помещению", true],
    ] as const) {
      await at().page.goto(at().stage.url + card);
      const activity = at().page.getByRole("region", { name: title }).first();
      const link = (name: string) => activity.getByRole("link", { name });
      await link("Отменённая").waitFor();
      await link("Стучит батарея").waitFor();
      assert.equal(await link("Нанимателя").count(), isUnit ? 1 : 0);
      await activity.getByText("Завершённые").click();
      await link("Стучит батарея").waitFor({ state: "hidden" });
      await link("Отменённая").waitFor();
      await activity.getByText("Открытые").click();
      await link("Отменённая").waitFor({ state: "hidden" });
      await link("Стучит батарея").waitFor();
      const asked = at().page.waitForResponse((answer) => decodeURIComponent(answer.url()).includes("created>-30d"));
      await activity.getByRole("combobox", { name: "Период" }).selectOption({ label: "За 30 дней" });
      assert.equal((await asked).status(), 200);
      await at().stage.picture(at().page, isUnit ? "activity-unit" : "activity-client");
    }
    await at().page.goto(`${at().stage.url}/tickets/${at().number}`);
    await block("Информация").waitFor();
  });

  it("[H-ACC-04] leads those who may not open clients and units to neither card", async () => {
    const { stage, number } = at();
    const { people, places } = stage.cast;
    const rita = await stage.open("rita", `/tickets/${number}`);
    for (const [of, name] of [
      ["Клиент", "Ada Cast"],
      ["Информация", "ул. Ленина, 5, кв. 12"],
    ] as const) {
      await rita.getByRole("region", { name: of, exact: true }).getByRole("button", { name }).click();
      await rita.getByRole("dialog").getByText(name).waitFor();
      assert.equal(await rita.getByRole("dialog").getByRole("link", { name }).count(), 0);
      await rita.keyboard.press("Escape");
    }
    for (const card of [`/clients?open=${people.ada.id}`, `/places?open=${places.flat12}`]) {
      await rita.goto(stage.url + card);
      await rita.getByRole("main").getByText("Сюда нужен доступ").waitFor();
      assert.doesNotMatch(await rita.getByRole("main").innerText(), /Ada Cast|Ленина/);
    }
    await rita.context().close();
  });
}
