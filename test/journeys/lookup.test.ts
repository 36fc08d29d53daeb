/** A day of those who take in documents: entered, reviewed, and looked up by anybody on the way. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { createWorkspace } from "../../server/settings/create-workspace.ts";
import { type CastPerson, castEmployee } from "../cast-people.ts";
import { becomes, chooseIn, factsIn } from "./hands.ts";
import { makeBareStage } from "./stage.ts";

describe("a day of submitted documents", () => {
  let stage: Awaited<ReturnType<typeof makeBareStage>>;
  let clerk: CastPerson;
  let desk: Page;
  let visitor: Page;

  before(async () => {
    stage = await makeBareStage();
    const { owner } = stage.desk;
    const { id, roles } = await createWorkspace(owner, { name: "ФНС", slug: "registry", preset: "registry" });
    const roleId = roles.get("registrar") ?? "";
    clerk = await castEmployee(owner, { workspaceId: id, name: "clerk", now: new Date() }, { roleId });
    desk = await stage.window("/tickets/new", { email: clerk.email });
    visitor = await stage.window("/portal/lookup/registry");
  });
  after(() => stage.close());

  const ask = async (key: string, words: string) => {
    await visitor.getByRole("radio", { name: key }).check();
    await visitor.getByRole("textbox", { name: key }).fill(words);
    await visitor.getByRole("button", { name: "Найти" }).click();
  };

  it("enters a submission of an entrepreneur at an office", async () => {
    const field = (name: string) => desk.getByRole("main").getByRole("textbox", { name, exact: true });
    await field("Клиент").fill("Семёнов Пётр");
    await desk.getByRole("button", { name: "Не зарегистрирован" }).first().click();
    await chooseIn(desk, field("Объект, помещение"), "5001");
    await chooseIn(desk, field("Услуга"), "Р21001");
    await desk.getByLabel("ИНН").fill("500112345678");
    await stage.picture(desk, "lookup-entered");
    await desk.getByRole("button", { name: "Создать", exact: true }).click();
    await desk.waitForURL(/tickets\/1$/);
    await desk.getByText("Представлено").first().waitFor();
  });

  it("[R-PUB-01, R-OFF-07] lets anybody look it up without signing in, by office and one key", async () => {
    await visitor.getByRole("heading", { name: "Сведения о представленных документах" }).waitFor();
    await visitor.getByRole("textbox", { name: "Найти инспекцию" }).fill("50");
    await becomes(() => visitor.getByRole("option").count(), 39);
    await visitor.getByRole("textbox", { name: "Найти инспекцию" }).fill("5001");
    await ask("ОГРН или ИНН", "500112345678");
    const found = visitor.getByRole("listitem").filter({ hasText: "Семёнов Пётр" });
    await found.waitFor();
    const facts = await factsIn(found);
    assert.deepEqual(Object.keys(facts), [
      "Заявитель",
      "Вид заявителя",
      "Форма",
      "Инспекция",
      "Представлены",
      "Срок готовности",
    ]);
    assert.equal(facts["Вид заявителя"], "Индивидуальный предприниматель");
    await stage.picture(visitor, "lookup-found");
    await ask("Имя заявителя", "Никто такой");
    await visitor.getByRole("heading", { name: "Ничего не найдено" }).waitFor();
  });

  it("shows the new status when the office has decided", async () => {
    await desk.getByRole("button", { name: "Рассмотреть" }).click();
    await desk.getByRole("button", { name: "Готово" }).click();
    await desk.getByText("Готово").first().waitFor();
    await ask("Имя заявителя", "Семенов");
    await visitor.getByRole("listitem").filter({ hasText: "Готово" }).waitFor();
  });
});
