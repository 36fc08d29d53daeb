import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";

describe("fields of contacts, companies and places on their tickets", () => {
  let app: TestApp;
  let number = 0;
  let other = 0;
  const field: Record<string, string> = {};
  const boss = () => app.as("boss");

  before(async () => {
    app = await testApp();
    const { people, places } = app.cast;
    const add = async (subject: string, key: string, more: object) => {
      const made = await boss().post("/fields", { name: `Поле ${key}`, key, subject, ...more });
      assert.equal(made.status, 201);
      field[`${subject}.${key}`] = made.body.id ?? "";
    };
    await add("contact", "vip", { type: "yesno" });
    await add("contact", "length", { type: "list", options: ["short", "long"] });
    await add("company", "level", { type: "number" });
    await add("place", "lift", { type: "text" });
    const company = await boss().post("/companies", { name: "Ромашка", custom: { level: 3 } });
    const companyId: string = JSON.parse(company.text).id;
    const short = (await fieldOf("contact", "length"))?.choices[0]?.key;
    await boss().patch(`/contacts/${people.ada.id}`, { company: companyId, custom: { vip: true, length: short } });
    await boss().patch(`/places/${places.siteA}`, { custom: { lift: "KONE" } });
    const about = { channel: "call", place: places.flat12, contact: people.ada.id, company: companyId };
    number = (await boss().post("/tickets", { subject: "Течёт кран", ...about })).body.number;
    other = (await boss().post("/tickets", { subject: "Без клиента", channel: "call" })).body.number;
  });
  after(() => app.close());

  const fieldOf = async (subject: "contact" | "company" | "place", key: string) =>
    (await boss().get(`/fields?subject=${subject}`)).body.items.find((one) => one.key === `custom.${key}`);
  const found = async (where: string) =>
    (await boss().get(`/tickets?where=${encodeURIComponent(where)}`)).body.items.map((row) => row.number);
  const rule = (condition: string) => ({
    name: condition,
    condition,
    result: { on: [{ event: "opened" }], actions: [{ do: "note", text: `${condition} {{contact.vip}}` }] },
  });

  it("[B-FLD-01] are asked like any other field, as columns told, and offered by the API", async () => {
    const { linked } = (await boss().get("/fields")).body;
    assert.deepEqual(
      linked.map(({ key, name }) => [key, name.ru]),
      [
        ["contact.vip", "Контакт: Поле vip"],
        ["contact.length", "Контакт: Поле length"],
        ["company.level", "Компания: Поле level"],
        ["place.lift", "Место: Поле lift"],
        ["site.lift", "Объект: Поле lift"],
      ],
    );
    for (const where of ["contact.vip:yes", "company.level>2", "site.lift:kone", "contact.length:short"]) {
      assert.deepEqual(await found(where), [number], where);
    }
    // The flat has no lift of its own; who has no client is no important one.
    assert.deepEqual(await found("place.lift:any"), []);
    assert.deepEqual(await found(`-contact.vip:yes number:${number},${other}`), [other]);
    const rows = await boss().get(`/tickets?where=number:${number}&fields=contact.vip,company.level,site.lift`);
    assert.deepEqual(rows.body.items[0]?.fields, { "contact.vip": true, "company.level": 3, "site.lift": "KONE" });
    const counted = await boss().post("/conditions/preview", { where: "contact.vip:yes" });
    assert.equal(counted.status, 200);
    assert.match(counted.text, new RegExp(`"number":${number}`));
  });

  it("[B-FLD-01] stand in texts by name, and nothing stands where there is nobody", async () => {
    const text = "{{contact}}: {{contact.vip}}, {{contact.length}}, {{company}} {{company.level}}, {{site.lift}}.";
    const group = (await boss().post("/canned-groups", { name: "О клиентах" })).body.id;
    const reply = await boss().post("/canned-replies", { group, name: "Всё о клиенте", text });
    assert.equal(reply.status, 201);
    const filled = async (of: number) => (await boss().get(`/tickets/${of}/canned-replies/${reply.body.id}`)).body.text;
    assert.equal(await filled(number), "Ada Cast: да, short, Ромашка 3, KONE.");
    assert.equal(await filled(other), ": , ,  , .");
    const wrong = await boss().post("/canned-replies", { group, name: "Не то", text: "{{contact.vib}}" });
    assert.deepEqual(wrong.problem.refusals?.[0]?.params?.near, "contact.vip");
  });

  it("[B-FLD-02] are read by rules, of a ticket that is opened as of one that is there", async () => {
    const made = await boss().post("/rules", {
      kind: "trigger",
      ...rule("contact.vip:yes company.level:3 site.lift:KONE"),
    });
    assert.equal(made.status, 201, made.text);
    await boss().post("/rules", { kind: "trigger", ...rule("contact.vip:no") });
    const { people, places } = app.cast;
    const about = { channel: "call", place: places.flat12, contact: people.ada.id };
    const company = (await boss().get(`/tickets/${number}`)).body.company?.id;
    const opened = await boss().post("/tickets", { subject: "Ещё раз", ...about, company });
    await app.work();
    const notes = await boss().get(`/tickets/${opened.body.number}/notes`);
    assert.match(notes.text, /company\.level:3 site\.lift:KONE да/);
    assert.doesNotMatch(notes.text, /contact\.vip:no/);
  });

  it("[B-FLD-04] are not there for roles from which they are hidden, and not for clients", async () => {
    const { roles } = app.cast;
    const hidden = { access: { roles: { [roles.dispatcher]: "hidden" } } };
    assert.equal((await boss().patch(`/fields/${field["contact.vip"]}`, hidden)).status, 200);
    const dina = app.as("dina");
    assert.ok(!(await dina.get("/fields")).body.linked.some(({ key }) => key === "contact.vip"));
    assert.equal((await dina.get("/tickets?where=contact.vip:yes")).status, 422);
    const [row] = (await dina.get(`/tickets?where=number:${number}&fields=contact.vip,company.level`)).body.items;
    assert.deepEqual(row?.fields, { "company.level": 3 });
    assert.equal((await app.as("ada").get("/tickets?where=company.level:3")).status, 422);
    const { items } = (await dina.get(`/canned-replies`)).body;
    assert.doesNotMatch(JSON.stringify(items), /contact\.vip/);
    assert.match(JSON.stringify(items), /company\.level/);
  });

  it("tell where they are used, and what misses them once they are gone", async () => {
    await boss().post("/views", { name: "Важные", condition: "contact.vip:yes" });
    await boss().put("/notice-templates/email/responsible/note", { text: "{{contact.vip}} {{site.lift}}" });
    const uses = async (key: string) =>
      (await boss().get(`/fields/${field[key]}/uses`)).body.items.map(({ kind }) => kind);
    assert.deepEqual(await uses("contact.vip"), ["view", "trigger", "trigger", "reply", "notice", "records"]);
    assert.deepEqual(await uses("place.lift"), ["trigger", "reply", "notice", "records"]);
    const { items } = (await boss().get("/rules?kind=trigger")).body;
    assert.deepEqual(
      items.flatMap(({ problems }) => problems),
      [],
    );
    const off = await boss().patch(`/fields/${field["contact.vip"]}`, { active: false });
    const codes = ["view", "trigger", "trigger", "reply", "notice"].map((kind) => `used-by-${kind}`);
    assert.deepEqual([off.status, off.problem.refusals?.map(({ code }) => code)], [409, codes]);
    const anyway = await boss().patch(`/fields/${field["contact.vip"]}`, { active: false, anyway: true });
    assert.equal(anyway.status, 200);
    const after = (await boss().get("/rules?kind=trigger")).body.items;
    const [problem] = after.flatMap(({ problems }) => problems);
    assert.deepEqual([problem?.code, problem?.params.name], ["unknown-field", "Поле vip"]);
  });
});
