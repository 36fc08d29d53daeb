import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { type TestDatabase, testDatabase } from "../../test/database.ts";
import { Problem } from "../platform/http/problem.ts";
import { type Attempts, cleanSignIns, makeAttempts, networkOf, type Tried } from "./attempts.ts";

let database: TestDatabase;
let node: Attempts;
before(async () => {
  database = await testDatabase();
  node = makeAttempts(database.owner);
});
after(() => database.close());

const NOON = Date.parse("2026-11-21T12:00:00Z");
const at = (seconds: number) => new Date(NOON + seconds * 1000);
const account = (key: string): Tried[] => [{ of: "pair", key }];

/** Seconds to wait, 0 when the try is let through. */
async function tryAt(seconds: number, tried: Tried[], by = node): Promise<number> {
  try {
    await by.take(tried, at(seconds));
    return 0;
  } catch (error) {
    assert.ok(error instanceof Problem && error.status === 429, String(error));
    return error.retryAfter ?? 0;
  }
}

it("lets eight tries through, then makes the wait twice as long after each", async () => {
  const tried = account("a@b.example 10.0.0.1");
  for (let n = 0; n < 8; n++) assert.equal(await tryAt(0, tried), 0);
  assert.equal(await tryAt(1, tried), 59);
  const waits: number[] = [];
  let clock = 60;
  for (let n = 0; n < 8; n++) {
    assert.equal(await tryAt(clock, tried), 0);
    const wait = await tryAt(clock, tried);
    waits.push(wait);
    clock += wait;
  }
  assert.deepEqual(waits.slice(0, 5), [120, 240, 480, 960, 1920]);
  assert.ok(waits.every((wait) => wait <= 3600));
});

it("holds on other nodes and past a restart, and counts tries that come at once", async () => {
  const tried = account("c@d.example 10.0.0.1");
  await Promise.all(
    Array.from({ length: 8 }, (_, n) => (n % 2 ? node : makeAttempts(database.owner)).take(tried, at(0))),
  );
  assert.equal(await tryAt(0, tried, makeAttempts(database.owner)), 60);
});

it("lets a try through that came before another and is counted after it", async () => {
  const office: Tried[] = [{ of: "address", key: "10.0.0.11" }];
  assert.deepEqual([await tryAt(2, office), await tryAt(1, office)], [0, 0]);
  await node.forgive(office, at(2));
  assert.equal(await tryAt(1, office), 0);
});

it("forgets the account after a success, gives the address its try back, and forgives with time", async () => {
  const tried: Tried[] = [...account("e@f.example 10.0.0.9"), { of: "address", key: "10.0.0.9" }];
  for (let n = 0; n < 7; n++) assert.equal(await tryAt(0, tried), 0);
  await node.forgive(tried, at(0));
  for (let n = 0; n < 8; n++) assert.equal(await tryAt(0, tried), 0);
  assert.equal(await tryAt(0, tried), 60);
  const address: Tried[] = [{ of: "address", key: "10.0.0.10" }];
  for (let n = 0; n < 300; n++) {
    assert.equal(await tryAt(0, address), 0);
    await node.forgive(address, at(0));
  }
  for (let n = 0; n < 100; n++) assert.equal(await tryAt(0, address), 0);
  assert.equal(await tryAt(0, address), 10);
  assert.equal(await tryAt(700, address), 0);
});

it("counts whoever has many addresses of the sixth version as one", async () => {
  assert.equal(networkOf("2001:db8:1:2:3:4:5:6"), networkOf("2001:0db8:0001:0002::1"));
  assert.notEqual(networkOf("2001:db8:1:2::1"), networkOf("2001:db8:1:3::1"));
  assert.equal(networkOf("::ffff:10.0.0.1"), "10.0.0.1");
  assert.equal(networkOf("::1"), "0:0:0:0");
});

it("keeps no account or address in words, and nothing for longer than it counts", async () => {
  const rows = await database.owner.selectFrom("attempt").selectAll().execute();
  assert.ok(rows.length >= 4);
  for (const row of rows) assert.equal(row.key.length, 32);
  await cleanSignIns(database.owner, at(40 * 24 * 3600));
  assert.deepEqual(await database.owner.selectFrom("attempt").selectAll().execute(), []);
});
