import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { ticketOf } from "../../test/ticket-of.ts";
import { newId } from "../platform/ids.ts";

let app: TestApp;
before(async () => {
  app = await testApp();
});
after(() => app.close());

const group = async (name: string) => (await app.as("boss").post("/canned-groups", { name })).body.id;
const replyIn = async (id: string, name: string, text = "Уже едем") =>
  (await app.as("boss").post("/canned-replies", { group: id, name, text })).body;

describe("canned replies", () => {
  it("[P-CAN-02, P-CAN-04] stand in the groups that were added, each with its own", async () => {
    const ask = await group("Уточнения");
    const done = await group("Готово");
    const screenshot = await replyIn(ask, "Снимок экрана", "Пришлите снимок экрана");
    const fixed = await replyIn(done, "Починили");
    await app.as("boss").patch(`/canned-groups/${ask}`, { name: "Что уточнить", position: 1 });
    await app.as("boss").patch(`/canned-replies/${fixed.id}`, { name: "Исправили", text: "Мы всё исправили" });
    const { items } = (await app.as("ben").get("/canned-replies")).body;
    assert.deepEqual(
      items.map(({ name, replies }) => [name, replies.map((reply) => reply.text)]),
      [
        ["Готово", ["Мы всё исправили"]],
        ["Что уточнить", ["Пришлите снимок экрана"]],
      ],
    );
    await app.as("boss").patch(`/canned-replies/${screenshot.id}`, { group: done });
    await app.as("boss").delete(`/canned-groups/${ask}`);
    const [left] = (await app.as("ben").get("/canned-replies")).body.items;
    assert.deepEqual(left?.replies.map(({ name }) => name).sort(), ["Исправили", "Снимок экрана"]);
    assert.equal((await app.as("boss").delete(`/canned-replies/${fixed.id}`)).status, 204);
  });

  it("are filled in with the fields of the ticket", async () => {
    const ticket = await ticketOf(app, { subject: "Течёт кран <b>" });
    const text =
      "{{client}}, заявка {{number}} «{{subject}}» сейчас: {{status}}. {{#rating}}Оценка {{rating}}.{{/rating}} {{me}}";
    const { id } = await replyIn(await group("О заявке"), "Состояние", text);
    const filled = (await app.as("dina").get(`/tickets/${ticket.id}/canned-replies/${id}`)).body.text;
    const { ada, dina } = app.cast.people;
    assert.match(
      filled,
      new RegExp(`^${ada.name}, заявка ${ticket.number} «Течёт кран <b>» сейчас: [^.]+\\.  ${dina.name}$`),
    );
    assert.doesNotMatch(filled, /\{\{/);
    const listed = async (name: "dina" | "eve") => app.as(name).get(`/canned-replies?ticket=${ticket.number}`);
    const replies = (await listed("dina")).body.items.flatMap((one) => one.replies);
    assert.equal(replies.find((one) => one.id === id)?.text, filled);
    assert.equal((await listed("eve")).status, 404);
    assert.equal((await app.as("eve").get(`/tickets/${ticket.id}/canned-replies/${id}`)).status, 404);
    assert.equal((await app.as("dina").get(`/tickets/${ticket.id}/canned-replies/${newId()}`)).status, 404);
  });

  it("are refused with a text that could not be filled in, each fault named", async () => {
    const id = await group("С ошибками");
    const unknown = await app
      .as("boss")
      .post("/canned-replies", { group: id, name: "a", text: "{{nummber}} {{number}}" });
    assert.equal(unknown.problem.code, "template/wrong");
    assert.deepEqual(
      unknown.problem.refusals?.map(({ code, field, mend }) => [code, field, mend]),
      [["template-unknown", "text", "Did you mean {{number}}?"]],
    );
    for (const text of ["{{number", "{{#client}}", "{{> other}}", "{{=<% %>=}}"]) {
      const wrong = await app.as("boss").post("/canned-replies", { group: id, name: "a", text });
      assert.equal(wrong.problem.code, "template/wrong", text);
    }
  });

  it("are kept from two with one name, from foreign groups, and from those who came too late", async () => {
    const id = await group("Имена");
    const first = await replyIn(id, "Одно");
    const again = await app.as("boss").post("/canned-replies", { group: id, name: "одно", text: "x" });
    assert.deepEqual([again.status, again.problem.code], [409, "canned-reply/name-taken"]);
    assert.equal(
      (await app.as("boss").post("/canned-groups", { name: "имена" })).problem.code,
      "canned-group/name-taken",
    );
    const lost = await app.as("boss").post("/canned-replies", { group: newId(), name: "x", text: "x" });
    assert.equal(lost.problem.refusals?.[0]?.field, "group");
    await app.as("boss").patch(`/canned-replies/${first.id}`, { text: "Новее" });
    const late = await app
      .as("boss")
      .patch(`/canned-replies/${first.id}`, { text: "x" }, { headers: { "if-match": "1" } });
    assert.deepEqual([late.status, late.problem.difference?.text], [412, { yours: "x", theirs: "Новее" }]);
  });

  it("are for those with the settings to change, for every employee to use, and for no one else", async () => {
    const id = await group("Права");
    assert.equal((await app.as("dina").post("/canned-groups", { name: "x" })).status, 403);
    assert.equal((await app.as("dina").delete(`/canned-groups/${id}`)).status, 403);
    assert.equal((await app.as("rita").get("/canned-replies")).status, 200);
    assert.equal((await app.as("ada").get("/canned-replies")).status, 403);
    assert.deepEqual((await app.as("max").get("/canned-replies")).body.items, []);
    assert.equal((await app.as("max").delete(`/canned-groups/${id}`)).status, 404);
  });
});
