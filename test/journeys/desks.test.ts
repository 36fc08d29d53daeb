/** A day at three desks: two lines of support, engineers on the road, questions by letter. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { createWorkspace } from "../../server/settings/create-workspace.ts";
import { type CastPerson, castEmployee } from "../cast-people.ts";
import { deskLists } from "./desk-lists.ts";
import { becomes, chooseIn, openTicket } from "./hands.ts";
import { makeBareStage } from "./stage.ts";

type Name = "dina" | "ben" | "eve" | "boss" | "carl" | "rita" | "olga" | "nina" | "oleg";
/** Roles and teams of those who work at a desk. */
type Staff = Partial<Record<Name, [role: string, team?: string]>>;
type Day = { people: Map<Name, CastPerson>; pages: Map<Name, Page> };

const NAMES: readonly Name[] = ["dina", "ben", "eve", "boss", "carl", "rita", "olga", "nina", "oleg"];

describe("a day at the desks", () => {
  let stage: Awaited<ReturnType<typeof makeBareStage>>;
  before(async () => {
    stage = await makeBareStage();
  });
  after(() => stage.close());

  async function day(preset: string, staff: Staff): Promise<Day> {
    const { owner } = stage.desk;
    const { id, roles } = await createWorkspace(owner, { name: `Стол ${preset}`, slug: `desk-${preset}`, preset });
    const teams = await owner.selectFrom("team").select(["id", "name"]).where("workspace_id", "=", id).execute();
    const people = new Map<Name, CastPerson>();
    for (const name of NAMES) {
      const [role, team] = staff[name] ?? [];
      if (!role) continue;
      const teamId = teams.find((one) => one.name === team)?.id;
      const more = { roleId: roles.get(role) ?? "", ...(teamId ? { teamId } : {}) };
      people.set(name, await castEmployee(owner, { workspaceId: id, name, now: new Date() }, more));
    }
    return { people, pages: new Map() };
  }
  const who = (of: Day, name: Name): CastPerson => of.people.get(name) ?? assert.fail(`${name} does not work there`);
  async function page(of: Day, name: Name): Promise<Page> {
    const known = of.pages.get(name);
    if (known) return known;
    const opened = await stage.window("/tickets?tab=all", { email: who(of, name).email });
    of.pages.set(name, opened);
    return opened;
  }
  async function api(of: Day, name: Name, method: string, path: string, body?: object) {
    const answer = await fetch(`${stage.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${who(of, name).token}`, "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const read = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${read}`);
    return read === "" ? {} : JSON.parse(read);
  }

  it("[P-L1-01, P-ESC-01, P-REP-04] hands a question from the operator to the second line and ends it with the answer", async () => {
    const lines = await day("lines", {
      dina: ["dispatcher", "Операторы"],
      ben: ["engineer", "Первая линия"],
      eve: ["controller", "Вторая линия"],
    });
    const { items } = await api(lines, "dina", "GET", "/services");
    const { number } = await api(lines, "dina", "POST", "/tickets", {
      subject: "Где мой заказ?",
      channel: "call",
      service: items[0].id,
      client: { name: "Иван Иванов", phone: "+7 900 000-00-00" },
    });
    const operator = await page(lines, "dina");
    await openTicket(operator, number);
    await operator.getByRole("button", { name: "На первую линию" }).click();
    await chooseIn(operator, operator.getByRole("combobox", { name: "Кому передать" }), "Ben", "Ben");
    await operator.locator("[aria-current=step]").getByText("Первая линия").waitFor();
    await stage.picture(operator, "desks-lines");

    const first = await page(lines, "ben");
    await first
      .getByRole("link", { name: /Входящие/ })
      .first()
      .click();
    await first.getByText("Где мой заказ?").first().waitFor();
    await openTicket(first, number);
    await first.getByRole("tab", { name: "Комментарии" }).click();
    await first.locator("label").filter({ hasText: "2-я линия" }).click();
    await first.getByRole("button", { name: "Отправить", exact: true }).click();
    await first.locator("[aria-current=step]").getByText("Вторая линия").waitFor();

    const second = await page(lines, "eve");
    await openTicket(second, number);
    await second.getByRole("textbox", { name: "Сообщение клиенту" }).first().fill("Заказ приедет завтра");
    await second.getByRole("button", { name: "Отправить и завершить" }).click();
    // The answer and the end can still be recalled together; he does not wait.
    await second.getByRole("button", { name: "Отправить сейчас" }).click();
    await second.locator("[aria-current=step]").getByText("Закрытие").waitFor();
    const { status } = await api(lines, "dina", "GET", `/tickets/${number}`);
    assert.equal(status, "closed");
  });

  it("[C-GEN-03, C-REM-03, C-ONS-07, C-ONS-10, C-ONS-11, C-ONS-12] sends an engineer out, and completes after a check", async () => {
    const road = await day("field", {
      boss: ["manager"],
      carl: ["engineer", "Выездные инженеры"],
      olga: ["engineer", "Удаленная техподдержка"],
    });
    await api(road, "boss", "POST", "/companies", { name: "Патрик Паб" });
    const manager = await stage.window("/tickets/new", { email: who(road, "boss").email });
    await manager.getByRole("textbox", { name: "Услуга" }).waitFor();
    assert.equal(await manager.getByRole("textbox", { name: "Суть обращения" }).count(), 0);
    await chooseIn(manager, manager.getByRole("textbox", { name: "Услуга" }), "Выездная заявка");
    const subject = manager.getByRole("textbox", { name: "Суть обращения" });
    await subject.waitFor();
    await stage.picture(manager, "desks-service-first");
    const company = manager.getByRole("main").getByRole("textbox", { name: "Компания" });
    await company.click();
    assert.equal(await manager.getByText("Ничего не нашлось").count(), 0);
    await chooseIn(manager, company, "Патрик Паб", "патр");
    await subject.click();
    await becomes(() => subject.inputValue(), "Патрик Паб: ");
    await subject.fill("Не печатает касса");
    await manager.getByRole("button", { name: "Создать", exact: true }).click();
    await manager.getByText("Назовите в теме компанию: Патрик Паб.").waitFor();
    await subject.fill("Патрик Паб: не печатает касса");
    await manager.getByRole("button", { name: "Создать", exact: true }).click();
    await manager.waitForURL(/\/tickets\/\d+$/);
    const number = Number(new URL(manager.url()).pathname.split("/").at(-1));
    const remote = await stage.window("/tickets/new", { email: who(road, "olga").email });
    await remote.getByRole("button", { name: "Убрать: Удаленка" }).waitFor();
    const engineer = await stage.window(`/tickets/${number}`, { email: who(road, "carl").email, size: "phone" });
    await engineer.getByRole("button", { name: "Принять", exact: true }).click();
    await engineer.getByText("Принята").first().waitFor();
    // What was done is asked for where it is said to be done, without a way through other forms.
    await engineer.getByRole("button", { name: "Выполненная (ожидает завершения)" }).click();
    const done = engineer.getByRole("form", { name: "Выполненная (ожидает завершения)" });
    await done.getByRole("button", { name: "Выполненная (ожидает завершения)" }).click();
    await done.getByText("Заполните поле").first().waitFor();
    await done.getByRole("textbox", { name: /Выполненные по итогу/ }).fill("Заменен фискальный накопитель");
    await stage.picture(engineer, "desks-work-done");
    await done.getByRole("button", { name: "Выполненная (ожидает завершения)" }).click();
    await done.waitFor({ state: "hidden" });
    const { status, custom } = await api(road, "carl", "GET", `/tickets/${number}`);
    assert.deepEqual([status, custom.work_done], ["done_awaiting", "Заменен фискальный накопитель"]);
    const check = await page(road, "boss");
    await openTicket(check, number);
    await check.getByRole("button", { name: "Завершить", exact: true }).click();
    await check.getByText("Завершена").first().waitFor();
  });

  it("[U-SYS-03, U-UPD-02, U-AUT-05, U-SYS-07] begins a question where the agent chooses, and lives with a letter to its end by the link", async () => {
    const letters = await day("support", { rita: ["engineer", "Поддержка"] });
    const agent = await stage.window("/tickets/new", { email: who(letters, "rita").email });
    await agent.getByRole("textbox", { name: "Суть обращения" }).fill("Вопрос об оплате");
    await agent.getByRole("radio", { name: "В ожидании" }).check();
    await agent.getByRole("button", { name: "Создать", exact: true }).click();
    await agent.getByText("В ожидании").first().waitFor();
    await stage.picture(agent, "desks-support");
    const { items } = await api(letters, "rita", "GET", "/tickets?limit=1");
    assert.equal(items[0].status, "on_hold");
    const list = await page(letters, "rita");
    await list.getByRole("row").filter({ hasText: "Вопрос об оплате" }).getByText("В ожидании").click();
    await list.getByRole("button", { name: "Завершить", exact: true }).click();
    await list.getByRole("row").filter({ hasText: "Вопрос об оплате" }).getByText("Завершен").waitFor();

    const from = "lena@client.example";
    const letter = (words: string) => stage.letter(({ to, text }) => to === from && text.includes(words));
    await stage.send({ from, to: "desk-support@localhost", subject: "Не могу войти", text: "Пароль не подходит" });
    const row = list.getByRole("row").filter({ hasText: "Не могу войти" });
    await row.click();
    const say = list.getByRole("textbox", { name: "Сообщение клиенту" }).first();
    await say.pressSequentially("/ном");
    await list.getByRole("listbox", { name: "Ответы" }).getByRole("option", { name: "Номер заказа" }).click();
    await becomes(async () => (await say.inputValue()).startsWith("Здравствуйте! Напишите, пожалуйста, номер"), true);
    await list.getByRole("button", { name: "Отправить и ждать ответа" }).click();
    await list.getByRole("button", { name: "Отправить сейчас" }).click();
    await row.getByText("Ожидает ответа").waitFor();
    const asked = await letter("номер заказа");
    await stage.send({
      from,
      to: asked.replyTo || "desk-support@localhost",
      subject: `Re: ${asked.subject}`,
      text: "Заказ 17, нашла сама",
      inReplyTo: asked.messageId,
    });
    await list.getByRole("article").filter({ hasText: "нашла сама" }).waitFor();
    await row.getByText("Открыта").waitFor();
    const link = /https?:\/\/\S+(\/portal\/confirm\/[\w.-]+)/.exec(asked.text)?.[1];
    assert.ok(link, asked.text);
    const client = await stage.window(link, { size: "phone" });
    await client.getByRole("button", { name: "Вопрос решен" }).click();
    await client.getByText("Завершен").waitFor();
    await stage.picture(client, "desks-solved-by-link");
    await row.getByText("Завершен").waitFor();
  });

  deskLists(
    async (preset) => {
      const name = preset === "housing" ? "nina" : "oleg";
      const desk = await day(preset, { [name]: ["administrator"] });
      return { page: await page(desk, name), api: (...asked) => api(desk, name, ...asked) };
    },
    () => stage,
  );
});
