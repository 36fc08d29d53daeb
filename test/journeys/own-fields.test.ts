/** The workspace's own fields where people meet them: asked for on the way, hidden, only shown, and in letters. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Locator, Page } from "playwright-core";
import type { Demand, Process } from "../../core/process/process.ts";
import { type Asking, asking, ticketOf } from "./asking.ts";
import { becomes, factsIn, openTicket } from "./hands.ts";
import { assertDocumented } from "./requests.ts";
import { makeStage, type Stage } from "./stage.ts";

/** Who sees which: the meter everybody fills in; the note is not for engineers and clients; the code they only read. */
const FIELDS = [
  { key: "meter", name: "Показания счётчика", type: "number", access: { client: "write" } },
  { key: "sight", name: "Заметка о жильце", type: "text", access: { client: "hidden" } },
  { key: "code", name: "Код ворот", type: "text", access: { client: "read" } },
] as const;
const [METER, NOTE, CODE] = FIELDS.map(({ name }) => name) as [string, string, string];
const HELD = { meter: 341.5, sight: "Не звонить до десяти", code: "17к" };

describe("the workspace's own fields", () => {
  let stage: Stage;
  let boss: Asking;
  let dina: Page;

  before(async () => {
    stage = await makeStage();
    boss = asking(stage, "boss");
    const { engineer } = stage.cast.roles;
    for (const field of FIELDS) {
      const roles = { sight: { [engineer]: "hidden" }, code: { [engineer]: "read" }, meter: {} }[field.key];
      await boss.post("/fields", { ...field, access: { ...field.access, roles } });
    }
    dina = await stage.open("dina", "/tickets?tab=all");
  });
  after(() => stage.close());

  const panel = (page: Page, name: string) => page.getByRole("form", { name, exact: true });
  const manage = (page: Page) => page.getByRole("region", { name: "Управление", exact: true });
  const information = (page: Page) => page.getByRole("region", { name: "Информация", exact: true });
  const openOf = (more: object = {}) =>
    ticketOf(stage, { assignees: [stage.cast.people.ben.id], form: { room: "Кухня" }, ...more });

  describe("asked for on the way", () => {
    let number: number;
    before(async () => {
      const meter: Demand = { kind: "field", field: "custom.meter" };
      const code: Demand = { kind: "field", field: "custom.code" };
      await publish(stage, ({ statuses: { suspended, ...others }, ...process }) => ({
        ...process,
        statuses: { ...others, suspended: { ...suspended, needs: [...(suspended?.needs ?? []), code] } as never },
        moves: process.moves.map((move) => (move.to === "in_progress" ? { ...move, needs: [meter] } : move)),
      }));
      ({ number } = await openOf());
      await openTicket(dina, number);
    });
    const kept = async () => (await asking(stage, "dina").get(`/tickets/${number}`)).custom ?? {};

    it("asks where a move demands it, says so beside the field, and goes on with what is filled in", async () => {
      await manage(dina).getByRole("button", { name: "Взять в работу" }).click();
      const form = panel(dina, "Взять в работу");
      await form.getByRole("textbox", { name: METER }).waitFor();
      await form.getByRole("button", { name: "Взять в работу" }).click();
      await besides(form, METER, "Заполните поле.");
      await stage.picture(dina, "own-field-demanded");
      assert.deepEqual(await kept(), {});
      await form.getByRole("textbox", { name: METER }).fill("341,5");
      await form.getByRole("button", { name: "Взять в работу" }).click();
      await form.waitFor({ state: "hidden" });
      await manage(dina).getByText("В работе").first().waitFor();
      assert.deepEqual(await kept(), { meter: 341.5 });
      assert.equal((await factsIn(information(dina)))[METER], "341,5");
    });

    it("asks where a status demands it, whichever move leads there, from the list too", async () => {
      await dina.goto(`${stage.url}/tickets?tab=all`);
      const row = dina.getByRole("row").filter({ has: dina.getByRole("link", { name: String(number), exact: true }) });
      await row.click();
      await dina.getByRole("complementary").getByRole("button", { name: "Другие действия" }).click();
      await dina.getByRole("menuitem", { name: "Приостановить" }).click();
      const form = panel(dina, "Приостановить");
      await form.getByRole("textbox", { name: "Комментарий к статусу" }).fill("Ждём ключ");
      await form.getByRole("button", { name: "Приостановить" }).click();
      await besides(form, CODE, "Заполните поле.");
      await form.getByRole("textbox", { name: CODE }).fill("17к");
      await form.getByLabel("Возобновить до").click();
      await dina.getByRole("button", { name: "Через неделю" }).click();
      await form.getByRole("button", { name: "Приостановить" }).click();
      await row.getByText("Приостановлено").waitFor();
      assert.deepEqual(await kept(), { meter: 341.5, code: "17к" });
    });

    after(() =>
      publish(stage, (process) => ({
        ...process,
        statuses: Object.fromEntries(
          Object.entries(process.statuses).map(([key, status]) => [
            key,
            { ...status, needs: status.needs?.filter(({ kind }) => kind !== "field") ?? [] },
          ]),
        ),
        moves: process.moves.map((move) => (move.to === "in_progress" ? { ...move, needs: [] } : move)),
      })),
    );
  });

  describe("seen and filled in by some", () => {
    let number: number;
    before(async () => {
      ({ number } = await openOf({ custom: HELD }));
    });

    it("[O-ATTR-04, B-FLD-04] hides a field from a role on card, list, chooser and filters, and lets it only read another", async () => {
      const seen = async (name: "dina" | "ben") => {
        const page = await stage.open(name, "/tickets?tab=all");
        await page.getByRole("link", { name: String(number), exact: true }).waitFor();
        await page.getByRole("button", { name: "Столбцы" }).click();
        const chooser = page.getByRole("dialog", { name: "Столбцы" });
        await chooser.getByRole("switch", { name: METER }).waitFor();
        const columns = await offered(FIELDS, (field) => chooser.getByRole("switch", { name: field, exact: true }));
        for (const field of columns) await chooser.getByRole("switch", { name: field, exact: true }).click();
        await page.keyboard.press("Escape");
        await page.getByRole("columnheader", { name: CODE }).waitFor();
        const headers = await offered(FIELDS, (field) => page.getByRole("columnheader", { name: field }));
        const cells = await page.getByRole("gridcell", { name: HELD.sight }).count();
        await openTicket(page, number);
        const facts = await factsIn(information(page));
        const told = FIELDS.flatMap(({ name }) => (facts[name] === undefined ? [] : [name]));
        await information(page).getByRole("button", { name: "Изменить" }).click();
        await information(page).getByRole("textbox", { name: METER }).waitFor();
        const written = await offered(FIELDS, (field) => information(page).getByRole("textbox", { name: field }));
        await stage.picture(page, `own-fields-${name}`);
        await page.close();
        return { columns, headers, cells, told, written };
      };
      const all = [METER, NOTE, CODE];
      assert.deepEqual(await seen("dina"), { columns: all, headers: all, cells: 1, told: all, written: all });
      const some = [METER, CODE];
      assert.deepEqual(await seen("ben"), { columns: some, headers: some, cells: 0, told: some, written: [METER] });
    });

    it("[O-ATTR-05, B-FLD-04] shows clients what is opened to them, and asks them only for what they may fill in", async () => {
      const ada = await stage.open("ada", `/portal/tickets/${number}`, { size: "phone" });
      const main = ada.getByRole("main");
      await main.getByText(CODE, { exact: true }).waitFor();
      await main.getByText(METER, { exact: true }).waitFor();
      await main.getByText("17к", { exact: true }).waitFor();
      assert.equal(await main.getByText(NOTE).count(), 0);
      assert.equal(await main.getByText(HELD.sight).count(), 0);
      await ada.goto(`${stage.url}/portal/order/${stage.cast.services.plumbing}`);
      await main.getByRole("textbox", { name: METER }).waitFor();
      for (const name of [NOTE, CODE]) assert.equal(await main.getByText(name).count(), 0);
      await stage.picture(ada, "own-fields-order");
      await ada.close();
    });
  });

  it("[B-FLD-01] is picked into a canned reply in its editor, and stands filled in in the letter", async () => {
    await boss.post("/canned-groups", { name: "Ворота" });
    const editor = await stage.open("boss", "/settings/canned-replies");
    await editor.getByRole("button", { name: "Добавить ответ" }).click();
    const dialog = editor.getByRole("dialog", { name: "Новый готовый ответ" });
    await dialog.getByRole("textbox", { name: "Название" }).fill("Проезд");
    const text = dialog.getByRole("textbox", { name: "Текст" });
    await text.fill("Въезд открывается кодом ");
    await dialog.getByRole("button", { name: "Вставить поле" }).click();
    await editor.getByRole("menuitem", { name: CODE, exact: true }).click();
    await becomes(() => text.inputValue(), "Въезд открывается кодом {{custom.code}}");
    await dialog.getByRole("button", { name: "Добавить", exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
    await editor.close();

    const { number } = await openOf({ custom: { ...HELD, code: "4815" } });
    await openTicket(dina, number);
    const say = dina.getByRole("textbox", { name: "Сообщение клиенту" }).first();
    await say.pressSequentially("/прое");
    await dina
      .getByRole("listbox", { name: "Ответы" })
      .getByRole("option", { name: "Проезд Въезд открывается кодом 4815" })
      .click();
    await becomes(() => say.inputValue(), "Въезд открывается кодом 4815");
    await dina.getByRole("button", { name: "Отправить", exact: true }).click();
    const letter = await stage.letter(({ to, text }) => to === stage.cast.people.ada.email && text.includes("4815"));
    assert.match(letter.text, /Въезд открывается кодом 4815/);
  });

  it("[B-API-01] has asked for nothing that the document of the API does not name", () => assertDocumented(stage));
});

/** The names of fields for which there is something on the page. */
async function offered(fields: typeof FIELDS, at: (name: string) => Locator): Promise<string[]> {
  const counts = await Promise.all(fields.map(({ name }) => at(name).count()));
  return fields.flatMap(({ name }, index) => (counts[index] === 0 ? [] : [name]));
}

/** The field is marked as wrong, and what is wrong is read out with it. */
async function besides(form: Locator, name: string, words: string): Promise<void> {
  const field = form.getByRole("textbox", { name });
  await becomes(async () => {
    const ids = ((await field.getAttribute("aria-describedby")) ?? "").split(" ").filter(Boolean);
    const said = await Promise.all(ids.map((id) => form.locator(`[id="${id}"]`).allTextContents()));
    return [await field.getAttribute("aria-invalid"), said.flat().includes(words)];
  }, ["true", true]);
}

/** Publishes what `change` makes of the process of the cast; tickets from now on run it. */
async function publish(stage: Stage, change: (process: Process) => Process): Promise<void> {
  const boss = asking(stage, "boss");
  const { version, published } = await boss.get("/processes/housing");
  assert.ok(published);
  const definition = change(published.definition);
  await boss.put("/processes/housing/draft", { definition }, { "if-match": `"${version}"` });
  await boss.post("/processes/housing/publish", {});
}
