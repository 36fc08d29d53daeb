import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";

describe("GET /catalogue", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const names = (answer: { body: { items: { name: string }[] } }) => answer.body.items.map(({ name }) => name);
  const add = async (body: object) => {
    const made = await app.as("boss").post("/services", { type: app.cast.types.requests, ...body });
    return made.body.id;
  };

  it("offers what clients can order, and nothing else", async () => {
    await add({ name: "Выключенная", active: false });
    await add({ name: "Не для портала", portal: false });
    await add({ name: "Платная", paid: true });
    assert.deepEqual(names(await app.as("ada").get("/catalogue")), ["Лифт", "Сантехника"]);
    await app.as("boss").patch(`/service-types/${app.cast.types.requests}`, { active: false });
    assert.deepEqual(names(await app.as("ada").get("/catalogue")), []);
    await app.as("boss").patch(`/service-types/${app.cast.types.requests}`, { active: true });
  });

  it("[H-RCAT-08] finds by the name of a service and by what its order form asks and offers", async () => {
    const search = async (words: string) =>
      names(await app.as("ada").get(`/catalogue?search=${encodeURIComponent(words)}`));
    assert.deepEqual(await search("САНТЕХ"), ["Сантехника"]);
    assert.deepEqual(await search("что случилось"), ["Сантехника"]);
    assert.deepEqual(await search("ванная"), ["Сантехника"]);
    assert.deepEqual(await search("балкон"), []);
  });

  it("[H-RCAT-05, H-RCAT-06] puts services with a tag of the client or his unit first, then by category and position", async () => {
    const boss = app.as("boss");
    const late = await boss.post("/service-categories", { name: "Позже", position: 9 });
    const category = late.body.id;
    await add({ name: "Позже 1", category, position: 1 });
    await add({ name: "Позже 2", category, position: 2, tags: ["Балкон"] });
    await add({ name: "Позже 3", category, position: 3, tags: ["льготник"] });
    await add({ name: "Без категории" });
    const plain = ["Лифт", "Сантехника", "Позже 1", "Позже 2", "Позже 3", "Без категории"];
    assert.deepEqual(names(await app.as("ada").get("/catalogue")), plain);
    await boss.patch(`/contacts/${app.cast.people.ada.id}`, { tags: ["льготник"] });
    await boss.patch(`/places/${app.cast.places.flat12}`, { tags: ["балкон"] });
    const first = ["Позже 2", "Позже 3"];
    assert.deepEqual(names(await app.as("ada").get("/catalogue")), [
      ...first,
      ...plain.filter((name) => !first.includes(name)),
    ]);
    // Vera lives in the same flat, but has no tag of her own.
    assert.equal(names(await app.as("vera").get("/catalogue"))[0], "Позже 2");
    assert.deepEqual(names(await app.as("dina").get("/catalogue")), plain);
    assert.deepEqual(names(await app.as("ada").get(`/catalogue?category=${category}`)), [...first, "Позже 1"]);
    const { categories } = (await app.as("ada").get("/catalogue")).body;
    assert.deepEqual(
      categories.map(({ name }) => name),
      ["Ремонт", "Позже"],
    );
  });

  it("[H-RRAT-04, H-RRAT-05, H-SVC-10] shows the average of all ratings to every client, or hides it", async () => {
    const { services } = app.cast;
    const rate = async (name: "ada" | "vera", score: number) => {
      const ticket = await app.as(name).post("/tickets", { service: services.lift, place: app.cast.places.flat12 });
      const path = `/tickets/${ticket.body.id}`;
      await app.owner
        .updateTable("ticket")
        .set({ status: "done", category: "resolved", resolved_at: app.clock.now(), resolution_since: null })
        .where("id", "=", ticket.body.id)
        .execute();
      const answer = await app.as(name).put(`${path}/rating`, { score, comment: "спасибо" });
      assert.equal(answer.status, 200, answer.text);
    };
    const shown = async () =>
      (await app.as("vera").get("/catalogue?search=лифт")).body.items.find(({ name }) => name === "Лифт")?.rating;
    assert.equal(await shown(), null);
    await rate("ada", 5);
    assert.deepEqual(await shown(), { average: 5, count: 1 });
    await rate("vera", 2);
    assert.deepEqual(await shown(), { average: 3.5, count: 2 });
    await app.as("boss").patch(`/services/${services.lift}`, { options: { rating: "hidden" } });
    assert.equal(await shown(), null);
  });

  it("is of the own workspace, and for those who are signed in", async () => {
    assert.equal((await app.as(null).get("/catalogue")).status, 401);
    const foreign = (await app.as("max").get("/catalogue")).body.items.map(({ id }) => id);
    assert.ok(!foreign.includes(app.cast.services.lift));
  });
});
