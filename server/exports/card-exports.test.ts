import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { readXlsx } from "hucre/xlsx";
import { type Caller, type TestApp, testApp } from "../../test/app.ts";

describe("exports of contacts, companies and places", () => {
  let app: TestApp;
  let company = "";
  const boss = () => app.as("boss");
  before(async () => {
    app = await testApp();
    const { people, places, roles } = app.cast;
    for (const [subject, key, more] of [
      ["contact", "vip", { type: "yesno" }],
      ["contact", "secret", { type: "text", access: { roles: { [roles.dispatcher]: "hidden" } } }],
      ["contact", "curator", { type: "person" }],
      ["place", "lift", { type: "text" }],
    ] as const) {
      assert.equal((await boss().post("/fields", { name: `Поле ${key}`, key, subject, ...more })).status, 201);
    }
    company = JSON.parse((await boss().post("/companies", { name: "=1+1", domains: ["a.example"] })).text).id;
    const custom = { vip: true, secret: "тайна", curator: people.ben.id };
    await boss().patch(`/contacts/${people.ada.id}`, { company, custom, tags: ["vip", "долг"] });
    await boss().patch(`/places/${places.siteA}`, { custom: { lift: "-5" } });
  });
  after(() => app.close());

  async function exported(who: Caller, body: Record<string, unknown>) {
    const begun = await who.post("/exports", { format: "jsonl", ...body });
    assert.equal(begun.status, 201, begun.text);
    await app.work();
    const { body: done } = await who.get(`/exports/${begun.body.id}`);
    assert.equal(done.state, "ready", JSON.stringify(done));
    return { done, file: await who.get(`/exports/${begun.body.id}/file`) };
  }
  const lines = (text: string): Record<string, unknown>[] =>
    text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));

  it("[B-FLD-01] writes contacts as their list is narrowed and ordered, with their own fields and places", async () => {
    const fields = ["name", "company", "custom.vip", "custom.curator", "tags", "place", "tickets"];
    const { done, file } = await exported(boss(), { mode: "contacts", fields, where: "custom.vip:yes" });
    assert.deepEqual([done.mode, done.total, done.written], ["contacts", 1, 1]);
    assert.match(done.name, /^Контакты .*\.jsonl$/);
    const [{ url, place, ...ada } = {}] = lines(file.text);
    const { people } = app.cast;
    assert.deepEqual(ada, {
      id: people.ada.id,
      name: people.ada.name,
      company: { id: company, name: "=1+1" },
      "custom.vip": true,
      "custom.curator": { id: people.ben.id, name: people.ben.name },
      tags: ["vip", "долг"],
      tickets: 0,
    });
    assert.match(String(url), new RegExp(`/clients\\?open=${people.ada.id}$`));
    assert.match(String(place), /Ленина, 5/);
    const all = await exported(boss(), { mode: "contacts", fields: ["name"], sort: "-name" });
    const names = lines(all.file.text).map(({ name }) => name);
    assert.deepEqual(names, names.toSorted().toReversed());
    assert.ok(names.length > 1);
    const found = await exported(boss(), { mode: "contacts", fields: ["name"], search: "vera" });
    assert.deepEqual(
      lines(found.file.text).map(({ id }) => id),
      [people.vera.id],
    );
    const ofCompany = await exported(boss(), { mode: "contacts", fields: ["name"], company });
    assert.deepEqual(
      lines(ofCompany.file.text).map(({ id }) => id),
      [people.ada.id],
    );
  });

  it("defuses formulas in tables, and writes a workbook that another library reads", async () => {
    const csv = await exported(boss(), { mode: "companies", format: "csv", fields: ["name", "domains"] });
    assert.match(csv.file.bytes.toString(), /^\ufeffНазвание;Домены почты\r\n'=1\+1;a\.example\r\n/);
    const where = "custom.lift:any";
    const xlsx = await exported(boss(), {
      mode: "places",
      format: "xlsx",
      fields: ["address", "kind", "custom.lift"],
      where,
    });
    const [sheet] = (await readXlsx(xlsx.file.bytes)).sheets;
    assert.deepEqual(sheet?.rows, [
      ["Адрес", "Что это", "Поле lift"],
      ["ул. Ленина, 5", "Дом", "-5"],
    ]);
    assert.equal(sheet?.name, "Места");
  });

  it("[B-FLD-04] offers and writes what the person may see alone, of the places that are his", async () => {
    const dina = app.as("dina");
    const modes = (await dina.get("/export-fields")).body.modes;
    const keys =
      modes.find(({ mode }) => mode === "contacts")?.groups.flatMap(({ fields }) => fields.map(({ key }) => key)) ?? [];
    assert.ok(keys.includes("custom.vip") && !keys.includes("custom.secret"), keys.join());
    const hidden = await dina.post("/exports", { mode: "contacts", format: "csv", fields: ["custom.secret"] });
    assert.deepEqual([hidden.status, hidden.problem.refusals?.[0]?.code], [422, "unknown-field"]);
    const asked = { mode: "contacts", format: "csv", fields: ["name"], where: "custom.secret:тайна" };
    assert.equal((await dina.post("/exports", asked)).problem.code, "condition/invalid");
    // Who has no such section has no such file.
    const { roles, places } = app.cast;
    await boss().patch(`/roles/${roles.engineer}`, {
      permissions: ["section.tickets", "ticket.read", "report.export"],
    });
    const ben = app.as("ben");
    assert.deepEqual(
      (await ben.get("/export-fields")).body.modes.map(({ mode }) => mode),
      ["tickets"],
    );
    assert.equal((await ben.post("/exports", { mode: "companies", format: "csv", fields: ["name"] })).status, 403);
    await boss().patch(`/roles/${roles.engineer}`, {
      permissions: ["report.export", "section.places", "section.clients"],
    });
    const his = await exported(ben, { mode: "places", fields: ["address"] });
    const ids = lines(his.file.text).map(({ id }) => id);
    assert.ok(ids.includes(places.siteA) && !ids.includes(places.siteB), ids.join());
  });
});
