import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";

const NOBODY = "019a0000-0000-7000-8000-000000000000";

describe("companies and their categories", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const names = (answer: { body: { items: { name: string }[] } }) => answer.body.items.map(({ name }) => name);
  const fieldOf = (answer: { problem: { refusals?: { field?: string }[] } }) => answer.problem.refusals?.[0]?.field;

  it("[O-COMP-01, O-COMP-02] adds a company that is then listed, and shows its data", async () => {
    const { people, teams } = app.cast;
    const dina = app.as("dina");
    const full = {
      name: "ООО «Лютик»",
      phone: "8 495 123-45-67",
      email: "info@lutik.example",
      domains: ["Lutik.Example", "lutik.example", "mail.lutik.example"],
      note: "платят вовремя",
      tags: ["сеть"],
      manager: people.dina.id,
      managerTeam: teams.plumbing,
      observers: [people.carl.id],
    };
    const made = await dina.post("/companies", full);
    assert.equal(made.status, 201);
    assert.deepEqual(names(await dina.get("/companies")), ["ООО «Лютик»"]);
    const card = (await dina.get(`/companies/${made.body.id}`)).body;
    assert.deepEqual(card.domains, ["lutik.example", "mail.lutik.example"]);
    assert.deepEqual([card.phone, card.email, card.note, card.tags], [full.phone, full.email, full.note, full.tags]);
    assert.deepEqual(card.manager, { id: people.dina.id, name: "Dina Cast" });
    assert.deepEqual(card.managerTeam, { id: teams.plumbing, name: "Сантехники" });
    assert.deepEqual(card.observers, [{ id: people.carl.id, name: "Carl Cast" }]);
  });

  it("shows a company's contacts and sites on its card", async () => {
    const dina = app.as("dina");
    const company = (await dina.post("/companies", { name: "Сеть кафе" })).body.id;
    const contact = await dina.post("/contacts", { name: "Управляющая", company, phone: "+7 900 000-00-07" });
    await dina.patch(`/places/${app.cast.places.siteB}`, { company });
    const card = (await dina.get(`/companies/${company}`)).body;
    assert.deepEqual(card.contacts, [
      { id: contact.body.id, name: "Управляющая", phone: "+7 900 000-00-07", email: null },
    ]);
    assert.deepEqual(card.sites, [{ id: app.cast.places.siteB, name: "ул. Мира, 8" }]);
    assert.deepEqual(names(await dina.get(`/contacts?company=${company}`)), ["Управляющая"]);
    assert.equal((await dina.delete(`/companies/${company}`)).problem.code, "company/in-use");
  });

  it("finds by name, domain, email and phone", async () => {
    const dina = app.as("dina");
    for (const search of ["лютик", "mail.lutik.example", "INFO@lutik.example", "495 123"]) {
      assert.deepEqual(names(await dina.get(`/companies?search=${encodeURIComponent(search)}`)), ["ООО «Лютик»"]);
    }
    assert.deepEqual(names(await app.as("carl").get("/companies?search=лютик")), ["ООО «Лютик»"]);
    assert.equal((await app.as("carl").get("/companies")).status, 403);
  });

  it("[O-CAT-01, O-CAT-02, O-CAT-04] takes a new category on creation and on the card, and filters by it", async () => {
    const dina = app.as("dina");
    const category = await dina.post("/client-categories", { name: "Крупные" });
    assert.equal(category.status, 201);
    const made = await dina.post("/companies", { name: "Завод", category: category.body.id });
    assert.equal(made.body.category?.name, "Крупные");
    const [lutik] = (await dina.get("/companies?search=лютик")).body.items;
    const changed = await dina.patch(`/companies/${lutik?.id}`, { category: category.body.id });
    assert.equal(changed.body.category?.name, "Крупные");
    assert.deepEqual(names(await dina.get(`/companies?category=${category.body.id}`)), ["Завод", "ООО «Лютик»"]);
    await dina.patch(`/client-categories/${category.body.id}`, { name: "Ключевые" });
    assert.deepEqual(names(await dina.get("/client-categories")), ["Ключевые"]);
    assert.equal((await dina.get(`/companies/${made.body.id}`)).body.category?.name, "Ключевые");
    const twice = await dina.post("/client-categories", { name: "КЛЮЧЕВЫЕ" });
    assert.deepEqual([twice.status, twice.problem.code, fieldOf(twice)], [409, "category/name-taken", "name"]);
    const inUse = await dina.delete(`/client-categories/${category.body.id}`);
    assert.equal(inUse.problem.code, "category/in-use");
    const spare = await dina.post("/client-categories", { name: "Лишняя" });
    assert.equal((await dina.delete(`/client-categories/${spare.body.id}`)).status, 204);
    assert.equal((await dina.delete(`/client-categories/${spare.body.id}`)).status, 404);
  });

  it("names what is wrong", async () => {
    const dina = app.as("dina");
    const wrong: [string, object][] = [
      ["name", { name: "" }],
      ["category", { name: "А", category: NOBODY }],
      ["manager", { name: "А", manager: app.cast.people.max.id }],
      ["managerTeam", { name: "А", managerTeam: NOBODY }],
      ["domains.0", { name: "А", domains: ["не домен"] }],
      ["observers", { name: "А", observers: [NOBODY] }],
    ];
    for (const [field, body] of wrong) {
      const answer = await dina.post("/companies", body);
      assert.deepEqual([answer.status, fieldOf(answer)], [422, field]);
    }
  });

  it("[O-CAT-05] never tells a contact a category", async () => {
    const { ada } = app.cast.people;
    const dina = app.as("dina");
    const category = await dina.post("/client-categories", { name: "VIP-клиент" });
    const company = await dina.post("/companies", { name: "Важные", category: category.body.id });
    await dina.patch(`/contacts/${ada.id}`, { company: company.body.id });
    await dina.patch(`/places/${app.cast.places.siteA}`, { company: company.body.id });
    const { services, places } = app.cast;
    const ticket = await app.as("ada").post("/tickets", { service: services.lift, place: places.flat12 });
    const asked = ["/me", "/places", "/catalogue", "/tickets", `/tickets/${ticket.body.id}`, "/service-categories"];
    for (const path of asked) assert.doesNotMatch((await app.as("ada").get(path)).text, /VIP/, path);
    for (const path of ["/client-categories", "/companies?search=Важные", `/companies/${company.body.id}`]) {
      assert.equal((await app.as("ada").get(path)).status, 403, path);
    }
  });

  it("keeps out readers and strangers", async () => {
    const made = await app.as("dina").post("/companies", { name: "Наша" });
    const path = `/companies/${made.body.id}`;
    assert.equal((await app.as("rita").get(path)).status, 403);
    assert.equal((await app.as("rita").post("/companies", { name: "А" })).status, 403);
    assert.equal((await app.as("rita").post("/client-categories", { name: "А" })).status, 403);
    assert.equal((await app.as(null).get(path)).status, 401);
    for (const answer of [await app.as("max").get(path), await app.as("max").patch(path, { note: "x" })]) {
      assert.equal(answer.status, 404);
    }
    assert.equal((await app.as("max").delete(path)).status, 404);
    assert.deepEqual(names(await app.as("max").get("/companies?search=Наша")), []);
    assert.equal((await app.as("dina").delete(path)).status, 204);
  });
});
