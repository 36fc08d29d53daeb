import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Client } from "pg";
import { type TestDatabase, testDatabase } from "../../test/database.ts";
import { copierOf } from "./copy-rows.ts";

let db: TestDatabase;
let client: Client;

before(async () => {
  db = await testDatabase({ migrated: false });
  client = new Client({ connectionString: db.url });
  await client.connect();
  await client.query(`create table thing (id uuid, title text, said jsonb, count int, place bigint, at timestamptz,
    is_new boolean, hash bytea, words text[], people uuid[], seen xid8, price money)`);
});
after(async () => {
  await client.end();
  await db.close();
});

const ID = "01890000-0000-7000-8abc-00000000dEf9";
const PLAIN = {
  id: ID,
  title: "Tab\t, line\n, \\N, “Ёлка” 🎄",
  said: '{"b": [1, "\\n"], "a": null}',
  count: -7,
  place: 2 ** 52 + 1,
  at: new Date("2026-03-01T10:00:00.123Z"),
  is_new: true,
  hash: Buffer.from([0, 255, 10]),
  words: ["a,b", '"c"', null],
  people: [ID],
  seen: "4294967297",
};

describe("copierOf", () => {
  it("writes values of each type as they are read", async () => {
    const rows = [
      PLAIN,
      { ...Object.fromEntries(Object.keys(PLAIN).map((key) => [key, null])), count: 0 },
      { ...PLAIN, count: 1, at: "1969-12-31T23:59:59.001Z", place: -(2 ** 40) - 3, words: [], people: [], title: "" },
    ];
    await copierOf(client)("thing", rows);
    const { rows: read } = await client.query(`select id::text, title, said::text, count, place::text, at, is_new, hash,
      words, people::text[], seen::text from thing order by count`);
    const told = { ...PLAIN, id: ID.toLowerCase(), said: '{"a": null, "b": [1, "\\n"]}', people: [ID.toLowerCase()] };
    assert.deepEqual(read, [
      { ...told, place: "4503599627370497" },
      { ...Object.fromEntries(Object.keys(PLAIN).map((key) => [key, null])), count: 0 },
      {
        ...{ ...told, count: 1, at: new Date("1969-12-31T23:59:59.001Z"), place: "-1099511627779" },
        ...{ words: [], people: [], title: "" },
      },
    ]);
  });

  it("writes more than goes at once, long texts too", async () => {
    const rows = Array.from({ length: 300 }, (_, index) => ({ count: 1000 + index, title: "Я".repeat(index * 40) }));
    await copierOf(client)("thing", rows);
    const { rows: read } = await client.query("select count, title from thing where count >= 1000 order by count");
    assert.deepEqual(read, rows);
  });

  it("names what it cannot write", async () => {
    await assert.rejects(copierOf(client)("thing", [{ price: 1 }]), /money.*price/);
    await assert.rejects(copierOf(client)("thing", [{ cost: 1 }]), /cost/);
  });
});
