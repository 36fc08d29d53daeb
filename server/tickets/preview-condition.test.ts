import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { ticketOf } from "../../test/ticket-of.ts";

const DAY_MS = 24 * 3600 * 1000;

describe("POST /conditions/preview", () => {
  let app: TestApp;
  const numbers: number[] = [];
  before(async () => {
    app = await testApp();
    numbers.push((await ticketOf(app, { subject: "Давняя" })).number);
    app.clock.pass(40 * DAY_MS);
    for (const subject of [
      "Кран",
      "Лифт",
      "Кран капает",
      "Кран шумит",
      "Кран и труба",
      "Кран и вентиль",
      "Кран снова",
    ]) {
      numbers.push((await ticketOf(app, { subject })).number);
      app.clock.pass(60_000);
    }
  });
  after(() => app.close());
  const preview = (where: string, days?: number, who: "dina" | "eve" | "max" | "ada" | null = "dina") =>
    app.as(who).post("/conditions/preview", { where, ...(days === undefined ? {} : { days }) });

  it("[B-FLD-02] counts last month's tickets that match, with a sample of the newest", async () => {
    const { body } = await preview("subject~кран");
    assert.equal(body.total, 6);
    assert.equal(body.moreThan, undefined);
    assert.deepEqual(
      body.sample.map(({ number, subject }) => [number, subject]),
      [
        [numbers[7], "Кран снова"],
        [numbers[6], "Кран и вентиль"],
        [numbers[5], "Кран и труба"],
        [numbers[4], "Кран шумит"],
        [numbers[3], "Кран капает"],
      ],
    );
    assert.equal(body.sample[0]?.status.category, "new");
  });

  it("looks as many days back as it is told, and takes free words, names and nothing at all", async () => {
    assert.equal((await preview("")).body.total, 7);
    assert.equal((await preview("", 60)).body.total, 8);
    assert.equal((await preview("лифт")).body.total, 1);
    assert.equal((await preview('site:"Ленина 5"')).body.total, 7);
    assert.deepEqual((await preview("subject:Давняя")).body, { total: 0, sample: [] });
  });

  it("counts only what the asker may see", async () => {
    assert.equal((await preview("subject~кран", 30, "eve")).body.total, 0);
    assert.equal((await preview("", 365, "max")).body.total, 0);
    assert.equal((await preview("", 30, "ada")).status, 403);
    assert.equal((await preview("", 30, null)).status, 401);
  });

  it("says what it cannot read, each fault with its place, and keeps to a year", async () => {
    const { status, problem } = await preview('кран стутус:1 site:"Нет такой"');
    assert.deepEqual([status, problem.code], [422, "condition/invalid"]);
    assert.equal(problem.refusals?.[0]?.params?.at, 5);
    const unknown = (await preview('team:"Нет такой"')).problem;
    assert.deepEqual(
      unknown.refusals?.map(({ code, params }) => [code, params?.name]),
      [["unknown-name", "Нет такой"]],
    );
    assert.equal((await preview("", 0)).status, 422);
    assert.equal((await preview("", 366)).status, 422);
  });
});
