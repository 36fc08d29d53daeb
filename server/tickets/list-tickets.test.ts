import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { ticketOf } from "../../test/ticket-of.ts";

describe("GET /tickets", () => {
  let app: TestApp;
  const numbers: number[] = [];
  before(async () => {
    app = await testApp();
    const { places } = app.cast;
    for (const [i, subject] of [
      "Протекает кран",
      "Капает кран в ванной",
      "Течёт батарея",
      "Темно",
      "Лифт стоит",
    ].entries()) {
      const place = i === 4 ? places.flat21 : places.flat12;
      numbers.push((await ticketOf(app, { subject, place, description: "" })).number);
      app.clock.pass(60_000);
    }
  });
  after(() => app.close());
  const found = async (where: string) => {
    const { items } = (await app.as("dina").get(`/tickets?where=${encodeURIComponent(where)}&sort=number`)).body;
    return items.map(({ number }) => number);
  };

  it("finds by the words of a ticket in any form, by its number, its client and its address", async () => {
    const [first, second, third, fourth, fifth] = numbers;
    assert.deepEqual(await found("кранов"), [first, second]);
    assert.deepEqual(await found(`${third}`), [third]);
    assert.deepEqual(await found("Мира"), [fifth]);
    assert.deepEqual(await found("кран -ванной"), [first]);
    assert.deepEqual(await found("Ada лифт"), [fifth]);
    assert.deepEqual(await found("темн"), [fourth]);
  });

  it("finds a site by its name as people write it, and everything beneath", async () => {
    assert.deepEqual(await found('site:"Ленина 5"'), numbers.slice(0, 4));
    assert.deepEqual(await found('site:"ул. Мира 8"'), numbers.slice(4));
    assert.deepEqual(await found('site:"Ленина 55"'), []);
    assert.deepEqual(await found('place:"Заречье" status:waiting created>-7d'), numbers);
  });

  it("pages through everything once, in an order that mixes directions", async () => {
    const seen: number[] = [];
    let cursor = "";
    for (let page = 0; page < 10; page++) {
      const { items, next } = (await app.as("dina").get(`/tickets?sort=site,-created&limit=2${cursor}`)).body;
      seen.push(...items.map(({ number }) => number));
      if (!next) break;
      cursor = `&cursor=${encodeURIComponent(next)}`;
    }
    assert.deepEqual(seen, [...numbers.slice(0, 4).reverse(), ...numbers.slice(4)]);
  });

  it("names what it cannot read: the field, the place in the text and the mend", async () => {
    const broken = (await app.as("dina").get("/tickets?where=colour%3Ared")).problem;
    assert.equal(broken.code, "condition/invalid");
    assert.deepEqual([broken.refusals?.[0]?.code, broken.refusals?.[0]?.params?.at], ["unknown-field", 0]);
    assert.equal((await app.as("dina").get("/tickets?sort=description")).problem.code, "sort/invalid");
    assert.equal((await app.as("dina").get("/tickets?cursor=made-up")).problem.code, "cursor/invalid");
    assert.equal((await app.as("dina").get("/tickets?limit=1000")).status, 422);
  });

  it("counts what is found, and shows custom fields as columns at once", async () => {
    const made = await app.as("boss").post("/fields", { name: "Марка", type: "text", key: "brand" });
    assert.equal(made.status, 201);
    const ticket = await ticketOf(app, { custom: { brand: "Otis" } });
    const { items, total } = (
      await app
        .as("dina")
        .get(`/tickets?where=${encodeURIComponent("custom.brand:otis")}&fields=custom.brand&total=true`)
    ).body;
    assert.equal(total, 1);
    const alone = (await app.as("dina").get("/tickets?where=custom.brand%3Aotis&limit=0&total=true")).body;
    assert.deepEqual(alone, { items: [], total: 1 });
    assert.deepEqual([items[0]?.number, items[0]?.fields?.["custom.brand"]], [ticket.number, "Otis"]);
  });
});
