import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";

const TABLE = [
  "Дом;Подъезд;Этаж;Квартира;Лицевой счёт;Житель;Телефон;Email;Основание",
  '"ул. Садовая, 1";1;1;1;100-1;Иванов Иван;+7 900 111-22-33;ivanov@example.org;Собственник',
  '"ул. Садовая, 1";1;1;2;100-2;Петрова Анна;;;Арендатор',
  '"ул. Садовая, 1";1;1;2;100-2;Петров Пётр;;;член семьи',
  '"ул. Садовая, 1";2;;;;;;;',
  "",
  '"ул. Садовая, 3";;;Офис 7;;;;;',
].join("\n");

describe("POST /places/import", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const run = (text: string, dryRun = false) => app.as("dina").post("/places/import", { text, dryRun });
  const count = async (table: "place" | "contact" | "occupancy") => {
    const { rows } = await app.owner
      .selectFrom(table)
      .select("workspace_id")
      .where("workspace_id", "=", app.cast.workspaceId)
      .execute()
      .then((found) => ({ rows: found.length }));
    return rows;
  };

  it("tells what would happen without doing it", async () => {
    const before = [await count("place"), await count("contact"), await count("occupancy")];
    const answer = await run(TABLE, true);
    assert.equal(answer.status, 200);
    assert.deepEqual(answer.body, {
      rows: 5,
      created: { places: 8, contacts: 3, occupancies: 3 },
      unchanged: 0,
      errors: [],
    });
    assert.deepEqual([await count("place"), await count("contact"), await count("occupancy")], before);
  });

  it("adds sites, flats and residents, and nothing the second time", async () => {
    assert.deepEqual((await run(TABLE)).body.created, { places: 8, contacts: 3, occupancies: 3 });
    const [flat] = (await app.as("dina").get("/places?search=100-2")).body.items;
    assert.equal(flat?.address, "ул. Садовая, 1, кв. 2");
    const card = await app.as("dina").get(`/places/${flat?.id}`);
    assert.deepEqual(
      card.body.occupants?.map(({ name, basis }) => [name, basis]),
      [
        ["Петров Пётр", "family"],
        ["Петрова Анна", "tenant"],
      ],
    );
    const again = await run(TABLE);
    assert.deepEqual(again.body, {
      rows: 5,
      created: { places: 0, contacts: 0, occupancies: 0 },
      unchanged: 5,
      errors: [],
    });
  });

  it("reads English titles and tabs, fills in accounts, and finds flats that are there", async () => {
    const text = [
      "Site\tUnit\tAccount\tResident\tBasis",
      "УЛ. ЛЕНИНА, 5\t12\t12-12\tAda Cast\towner",
      "ул. Ленина, 5\t14\t\t\t",
    ].join("\r\n");
    const answer = await run(text);
    assert.deepEqual(answer.body.created, { places: 1, contacts: 0, occupancies: 0 });
    assert.deepEqual(answer.body.errors, []);
    assert.equal((await app.as("dina").get(`/places/${app.cast.places.flat12}`)).body.account, "12-12");
    assert.equal((await run(text)).body.unchanged, 2);
  });

  it("names each fault by its row and column and takes the other rows", async () => {
    const text = [
      "Дом;Квартира;Житель;Телефон;Email;Основание;Лицевой счет;Этажность",
      ";1;;;;;;",
      "Б;1;Кто;нет;это не почта;царь;;",
      "Б;;Кто;;;;;",
      "Б;2;;+7 900 000-00-01;;;;",
      "Б;3;Другой;;ADA@cast.example;;;",
      "ул. Ленина, 5;12;;;;;99-99;",
      "Б;4;Хороший;;;;;",
    ].join("\n");
    const answer = await run(text);
    assert.deepEqual(
      answer.body.errors.map(({ row, field }) => [row, field]),
      [
        [1, "Этажность"],
        [2, "site"],
        [3, "phone"],
        [3, "email"],
        [3, "basis"],
        [4, "unit"],
        [5, "resident"],
        [6, "email"],
        [7, "account"],
      ],
    );
    assert.match(answer.body.errors[4]?.message ?? "", /царь/);
    assert.equal(answer.body.created.contacts, 1);
    assert.equal((await app.as("dina").get("/places?search=Б кв. 4")).body.items.length, 1);
  });

  it("refuses what is no table", async () => {
    assert.equal((await run("")).problem.code, "import/empty");
    assert.equal((await run("Дом;Квартира\n\n")).problem.code, "import/empty");
    assert.equal((await run("ул. Ленина, 5;12")).problem.code, "import/no-header");
    const endless = `Дом\n${"А\n".repeat(50_001)}`;
    assert.equal((await run(endless)).problem.code, "import/too-many-rows");
  });

  it("takes a whole town at once", async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => {
      const site = Math.floor(index / 500);
      return `ул. Новая, ${site}\t${1 + (Math.floor(index / 100) % 5)}\t${index % 500}\tЖитель ${index}`;
    });
    const answer = await run(`Дом\tПодъезд\tКвартира\tЖитель\n${rows.join("\n")}`);
    assert.deepEqual(answer.body.created, { places: 40 + 200 + 20_000, contacts: 20_000, occupancies: 20_000 });
    assert.deepEqual(answer.body.errors, []);
    const found = await app.as("dina").get("/places?search=ул. Новая, 37 кв. 333");
    assert.equal(found.body.items[0]?.address, "ул. Новая, 37, кв. 333");
  });

  it("keeps out readers, clients and strangers", async () => {
    const body = { text: TABLE };
    assert.equal((await app.as("rita").post("/places/import", body)).status, 403);
    assert.equal((await app.as("ada").post("/places/import", body)).status, 403);
    assert.equal((await app.as(null).post("/places/import", body)).status, 401);
    await app.as("max").post("/places/import", body);
    const here = await app.as("dina").get("/places?search=Садовая, 1&kind=site");
    assert.equal(here.body.items.length, 1);
  });
});
