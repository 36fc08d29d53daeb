import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { ticketOf } from "../../test/ticket-of.ts";
import { upload } from "../../test/upload.ts";

describe("access to fields by role", () => {
  let app: TestApp;
  let id = "";
  const field = { salary: "", till: "", act: "" };
  before(async () => {
    app = await testApp();
    const { roles } = app.cast;
    const add = async (key: string, more: object) =>
      (await app.as("boss").post("/fields", { name: key, key, type: "text", ...more })).body.id ?? "";
    // Engineers know nothing of the salary, may read the till, and fill in the act.
    field.salary = await add("salary", { access: { roles: { [roles.engineer]: "hidden" } } });
    field.till = await add("till", { access: { client: "read", roles: { [roles.engineer]: "read" } } });
    field.act = await add("act", {
      access: { employee: "read", client: "write", roles: { [roles.engineer]: "write" } },
    });
    const custom = { salary: "тайна", till: "касса 1" };
    id = (await ticketOf(app, { custom, assignees: [app.cast.people.ben.id] })).id;
  });
  after(() => app.close());
  const refusals = (answer: { problem: { refusals?: { code: string; field?: string }[] } }) =>
    answer.problem.refusals?.map(({ code, field: of }) => [of, code]);

  it("[B-FLD-04, O-ATTR-04] leaves a hidden field out of the card, the list, the fields and the conditions", async () => {
    assert.deepEqual((await app.as("ben").get(`/tickets/${id}`)).body.custom, { till: "касса 1" });
    assert.deepEqual((await app.as("dina").get(`/tickets/${id}`)).body.custom, { salary: "тайна", till: "касса 1" });
    const keysOf = async (name: "ben" | "dina" | "boss") =>
      (await app.as(name).get("/fields")).body.items.filter(({ custom }) => custom).map(({ key, mine }) => [key, mine]);
    assert.deepEqual(await keysOf("ben"), [
      ["custom.till", "read"],
      ["custom.act", "write"],
    ]);
    assert.equal((await keysOf("boss")).length, 3);
    const list = (name: "ben" | "dina", query: string) => app.as(name).get(`/tickets?fields=custom.salary${query}`);
    assert.deepEqual((await list("ben", "")).body.items[0]?.fields ?? {}, {});
    assert.deepEqual((await list("dina", "")).body.items[0]?.fields, { "custom.salary": "тайна" });
    for (const query of ["&where=custom.salary:тайна", "&sort=custom.salary"]) {
      const refused = await list("ben", query);
      assert.deepEqual([refused.status, refused.problem.refusals?.[0]?.code], [422, "unknown-field"], query);
    }
    assert.equal((await app.as("ben").post("/conditions/preview", { where: "custom.salary:any" })).status, 422);
  });

  it("[B-FLD-04] finds nobody a ticket by the words of a hidden field", async () => {
    assert.equal((await app.as("ben").get("/tickets?where=тайна")).body.items.length, 0);
    assert.deepEqual((await app.as("ben").get("/search?q=тайна")).body.items, []);
  });

  it("[B-FLD-04] refuses what may be read only, and knows no hidden field when one is written", async () => {
    const edit = (custom: object) => app.as("ben").patch(`/tickets/${id}`, { custom });
    assert.deepEqual(refusals(await edit({ salary: "x", till: "y" })), [
      ["custom.salary", "unknown-field"],
      ["custom.till", "field-read-only"],
    ]);
    const done = await edit({ act: "Акт 7" });
    assert.deepEqual(done.body.custom, { till: "касса 1", act: "Акт 7" });
    const { custom } = (await app.as("dina").get(`/tickets/${id}`)).body;
    assert.deepEqual(custom, { salary: "тайна", till: "касса 1", act: "Акт 7" });
  });

  it("[B-FLD-04] tells no hidden value in the history, in the past, or when somebody was faster", async () => {
    await app.as("dina").patch(`/tickets/${id}`, { custom: { salary: "другая тайна" } });
    await app.as("dina").patch(`/tickets/${id}`, { custom: { salary: "третья тайна", till: "касса 2" } });
    const changes = async (name: "ben" | "dina") => {
      const { items } = (await app.as(name).get(`/tickets/${id}/events`)).body;
      return items.filter(({ kind }) => kind === "fields.changed");
    };
    assert.equal((await changes("dina")).length, 3);
    const [last, ...more] = await changes("ben");
    assert.equal(more.length, 1);
    assert.deepEqual(last?.data.changes, {
      custom: { from: { till: "касса 1", act: "Акт 7" }, to: { till: "касса 2", act: "Акт 7" } },
    });
    assert.ok(!JSON.stringify(await changes("ben")).includes("тайна"));
    const moment = app.clock.now().toISOString();
    const past = (await app.as("ben").get(`/tickets/${id}/at/${moment}`)).text;
    assert.ok(past.includes("касса 2") && !past.includes("тайна"));
    const late = await app
      .as("ben")
      .patch(`/tickets/${id}`, { custom: { act: "1" } }, { headers: { "if-match": '"1"' } });
    assert.equal(late.status, 412);
    assert.ok(late.text.includes("касса 2") && !late.text.includes("тайна"));
  });

  it("[O-ATTR-05] shows clients what is open to them, and takes from them what they may fill in", async () => {
    const ada = app.as("ada");
    const card = (await ada.get(`/tickets/${id}`)).body;
    assert.equal(card.custom, undefined);
    assert.deepEqual(
      card.form.filter(({ key }) => key.startsWith("custom.")),
      [
        { key: "custom.till", label: "till", value: "касса 2" },
        { key: "custom.act", label: "act", value: "Акт 7" },
      ],
    );
    const ask = (custom: object) => ada.post("/tickets", { subject: "Кран", place: app.cast.places.flat12, custom });
    assert.deepEqual(refusals(await ask({ salary: "1", till: "2" })), [
      ["custom.salary", "unknown-field"],
      ["custom.till", "field-read-only"],
    ]);
    const offered = (await ada.get("/order-fields")).body.items;
    assert.deepEqual(
      offered.map(({ key, type, required }) => [key, type, required]),
      [["custom.act", "text", false]],
    );
    const made = await ask({ act: "от жителя" });
    assert.deepEqual([made.status, made.body.form.at(-1)?.value], [201, "от жителя"]);
  });

  it("takes files and links from clients, asks them for no amount, and shows them what they may read as it is", async () => {
    const boss = app.as("boss");
    const add = (key: string, type: string, more: object = {}) =>
      boss.post("/fields", { name: key, key, type, access: { client: "write" }, ...more });
    await add("site", "link");
    await add("photo", "file", { required: true });
    // Clients agree on no amounts and know no employees: nobody asks them for these, required or not.
    await add("cost", "money", { required: true });
    const { ben } = app.cast.people;
    await boss.post("/fields", { name: "keeper", key: "keeper", type: "person", access: { client: "read" } });
    const ada = app.as("ada");
    const offered = (await ada.get("/order-fields")).body.items.map(({ key, type }) => [key, type]);
    assert.deepEqual(offered.slice(1), [
      ["custom.site", "link"],
      ["custom.photo", "file"],
    ]);
    const ask = (custom: object) => ada.post("/tickets", { subject: "Кран", place: app.cast.places.flat12, custom });
    const wrong = await ask({ site: "не ссылка" });
    assert.deepEqual(refusals(wrong), [
      ["custom.site", "not-a-link"],
      ["custom.photo", "field-required"],
    ]);
    const { id: photo } = await upload(app, "ada", { name: "кран.txt", content: Buffer.from("течёт") });
    const made = await ask({ site: "a.example", photo: { id: photo } });
    assert.equal(made.status, 201, made.text);
    const cost = { amount: 150, currency: "RUB" };
    await app.as("dina").patch(`/tickets/${made.body.id}`, { custom: { cost, keeper: ben.id } });
    const { form } = (await ada.get(`/tickets/${made.body.id}`)).body;
    assert.deepEqual(Object.fromEntries(form.map(({ label, value }) => [label, value])), {
      site: { url: "https://a.example/" },
      photo: { id: photo, name: "кран.txt", size: 10, type: "text/plain" },
      cost,
      keeper: ben.name,
    });
    assert.equal((await ada.get(`/files/${photo}`)).bytes.toString(), "течёт");
    for (const { id: one } of (await boss.get("/fields")).body.items.filter(
      ({ required, custom }) => custom && required,
    )) {
      await boss.patch(`/fields/${one}`, { required: false });
    }
  });

  it("[O-ATTR-06] asks at the start only those who can fill a required field in", async () => {
    await app.as("boss").patch(`/fields/${field.salary}`, { required: true });
    const open = (name: "ben" | "dina", custom: object) => app.as(name).post("/tickets", { subject: "Кран", custom });
    assert.deepEqual(refusals(await open("dina", {})), [["custom.salary", "field-required"]]);
    assert.equal((await open("dina", { salary: "есть" })).status, 201);
    assert.equal((await open("ben", {})).status, 201);
    await app.as("boss").patch(`/fields/${field.salary}`, { required: false });
  });

  it("says who sees a field to those who set it up", async () => {
    const { items } = (await app.as("boss").get("/fields")).body;
    const till = items.find(({ key }) => key === "custom.till");
    assert.deepEqual(till?.access, { employee: "write", client: "read", roles: { [app.cast.roles.engineer]: "read" } });
    const changed = await app.as("boss").patch(`/fields/${field.till}`, { clientReads: false });
    assert.deepEqual([changed.body.access?.client, changed.body.access?.employee], ["hidden", "write"]);
    const bad = await app.as("boss").patch(`/fields/${field.till}`, { access: { employee: "admire" } });
    assert.equal(bad.status, 422);
  });
});

describe("values of a list, and the end of a field", () => {
  let app: TestApp;
  let id = "";
  before(async () => {
    app = await testApp();
    const made = await app
      .as("boss")
      .post("/fields", { name: "Касса", key: "till", type: "list", options: ["Старая", "Новая"] });
    id = made.body.id ?? "";
  });
  after(() => app.close());

  it("[O-ATTR-08] takes only listed values", async () => {
    const answer = await app.as("dina").post("/tickets", { subject: "Касса", custom: { till: "Чужая" } });
    assert.deepEqual([answer.status, answer.problem.refusals?.[0]?.code], [422, "unknown-option"]);
  });

  it("keeps tickets when a value is renamed: they are called by the new name", async () => {
    const ticket = await ticketOf(app, { custom: { till: "Старая" } });
    const options = [{ key: "Старая", name: "Касса у входа" }, "Новая", "Третья"];
    const { body } = await app.as("boss").patch(`/fields/${id}`, { options });
    assert.deepEqual(
      body.choices.map(({ key, name, retired }) => [key, name.ru, retired ?? false]),
      [
        ["Старая", "Касса у входа", false],
        ["Новая", "Новая", false],
        ["Третья", "Третья", false],
      ],
    );
    const found = await app.as("dina").get(`/tickets?where=${encodeURIComponent('custom.till:"Касса у входа"')}`);
    assert.deepEqual(
      found.body.items.map(({ number }) => number),
      [ticket.number],
    );
    // The old name is free for a new value, which is another one.
    const again = await app.as("boss").patch(`/fields/${id}`, { options: [...options, "Старая"] });
    assert.deepEqual(again.body.options, ["Старая", "Новая", "Третья", "Старая 2"]);
    const twice = await app.as("boss").patch(`/fields/${id}`, { options: ["А", { name: "А" }] });
    assert.deepEqual([twice.status, twice.problem.refusals?.[0]?.code], [422, "field/option-twice"]);
  });

  it("is not deleted while anything names it, and says what does", async () => {
    const boss = app.as("boss");
    await app.as("dina").post("/views", { name: "По кассам", condition: "касса:Новая" });
    await boss.post("/rules", { name: "Кассы", kind: "routing", condition: "custom.till:Новая", result: {} });
    const refused = await boss.delete(`/fields/${id}`);
    assert.deepEqual([refused.status, refused.problem.code], [409, "field/in-use"]);
    assert.deepEqual(
      refused.problem.refusals?.map(({ field, params }) => [field, params?.name]),
      [
        ["view", "По кассам"],
        ["routing", "Кассы"],
        ["tickets", "1"],
      ],
    );
    assert.equal((await boss.patch(`/fields/${id}`, { active: false, anyway: true })).body.active, false);
    assert.equal((await app.as("dina").delete(`/fields/${id}`)).status, 403);
    assert.equal((await app.as("max").delete(`/fields/${id}`)).status, 404);
    const spare = (await boss.post("/fields", { name: "Лишнее", type: "text" })).body.id;
    assert.equal((await boss.delete(`/fields/${spare}`)).status, 204);
    assert.equal((await boss.delete(`/fields/${spare}`)).status, 404);
  });
});
