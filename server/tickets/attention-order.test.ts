import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { type TestApp, testApp } from "../../test/app.ts";
import { ticketOf } from "../../test/ticket-of.ts";

describe("the usual order of the employees' list", () => {
  let app: TestApp;
  let numbers: number[];
  before(async () => {
    app = await testApp();
    const made = [];
    for (const subject of ["Первая", "Вторая", "Третья", "Четвёртая"]) {
      made.push(await ticketOf(app, { subject }));
      app.clock.pass(60_000);
    }
    numbers = made.map(({ number }) => number);
  });
  after(() => app.close());
  const orderOf = async (query = "") =>
    (await app.as("rita").get(`/tickets?${query}`)).body.items.map(({ number }) => numbers.indexOf(number) + 1);
  const say = async (nth: number, text: string) => {
    await app.as("ada").post(`/tickets/${numbers[nth - 1]}/messages`, { text });
    app.clock.pass(60_000);
  };

  it("puts on top what changed last, while nothing asks for attention", async () => {
    assert.deepEqual(await orderOf(), [4, 3, 2, 1]);
  });

  it("[H-COMM-07] raises a ticket with an important note to the first place, with its label", async () => {
    await say(2, "Алло");
    const note = { text: "Осторожно, собака", important: true };
    await app.as("dina").post(`/tickets/${numbers[0]}/notes`, note);
    app.clock.pass(60_000);
    await app.as("dina").patch(`/tickets/${numbers[3]}`, { subject: "Четвёртая, иначе" });
    assert.deepEqual(await orderOf(), [1, 2, 4, 3]);
    const [first, second] = (await app.as("rita").get("/tickets")).body.items;
    assert.deepEqual([first?.important, second?.important], ["Осторожно, собака", null]);
  });

  it("takes a very long important note to a ticket of as many places and people as can be", async () => {
    const id = (await app.as("dina").get(`/tickets/${numbers[0]}`)).body.id;
    await sql`update ticket set place_path = array(select gen_random_uuid() from generate_series(1, 21 * 6)),
      other_place_ids = array(select gen_random_uuid() from generate_series(1, 20)),
      assignee_ids = array(select gen_random_uuid() from generate_series(1, 4)),
      unseen = 2000000000, breached = '{reaction,resolution}' where id = ${id}`.execute(app.owner);
    const text = Array.from({ length: 1_500 }, () => randomUUID())
      .join(" ")
      .slice(0, 49_000);
    const answer = await app.as("carl").post(`/tickets/${numbers[0]}/notes`, { text, important: true });
    assert.equal(answer.status, 201);
  });

  it("puts the more messages nobody has seen the higher, and below them what changed last", async () => {
    await say(3, "Раз");
    await say(3, "Два");
    await say(4, "Три");
    assert.deepEqual(await orderOf(), [1, 3, 4, 2]);
  });

  it("goes on from page to page in that order, and can be combined with a column", async () => {
    const found: number[] = [];
    let cursor = "";
    do {
      const { body } = await app.as("rita").get(`/tickets?limit=1&cursor=${cursor}`);
      found.push(...body.items.map(({ number }) => numbers.indexOf(number) + 1));
      cursor = body.next ?? "";
    } while (cursor !== "");
    assert.deepEqual(found, [1, 3, 4, 2]);
    assert.deepEqual(await orderOf("sort=attention,number"), [1, 3, 2, 4]);
    assert.deepEqual(await orderOf("sort=number"), [1, 2, 3, 4]);
    assert.equal((await app.as("ada").get("/tickets?sort=attention")).problem.code, "sort/invalid");
  });

  it("[H-COMM-09] takes label and place away as soon as any employee opens the notes", async () => {
    await app.as("carl").post(`/tickets/${numbers[0]}/seen`, { tab: "notes" });
    assert.deepEqual(await orderOf(), [3, 4, 2, 1]);
    const labels = (await app.as("ben").get("/tickets")).body.items.map(({ important }) => important);
    assert.ok(labels.every((label) => label === null));
  });
});
