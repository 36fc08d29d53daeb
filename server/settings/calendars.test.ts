import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { Problem } from "../platform/http/problem.ts";
import { type CalendarValues, checkCalendar } from "./check-calendar.ts";

describe("checkCalendar", () => {
  const wrong = (change: Partial<CalendarValues>) => {
    try {
      checkCalendar({ name: "А", timeZone: "Europe/Moscow", hours: {}, exceptions: [], ...change });
    } catch (error) {
      if (error instanceof Problem) return [error.code, ...error.refusals.map(({ field }) => field)];
      throw error;
    }
    return [];
  };
  for (const [name, change, expected] of [
    ["an empty week", {}, []],
    [
      "two parts of a day that touch",
      {
        hours: {
          mon: [
            ["09:00", "13:00"],
            ["13:00", "18:00"],
          ],
        },
      },
      [],
    ],
    [
      "parts in any order",
      {
        hours: {
          mon: [
            ["14:00", "18:00"],
            ["09:00", "13:00"],
          ],
        },
      },
      [],
    ],
    ["the whole day", { hours: { sun: [["00:00", "24:00"]] } }, []],
    [
      "an overlap",
      {
        hours: {
          tue: [
            ["09:00", "14:00"],
            ["13:00", "18:00"],
          ],
        },
      },
      ["calendar/hours-overlap", "hours.tue"],
    ],
    [
      "one part inside another",
      {
        hours: {
          tue: [
            ["09:00", "18:00"],
            ["10:00", "11:00"],
          ],
        },
      },
      ["calendar/hours-overlap", "hours.tue"],
    ],
    [
      "hours that end before they begin",
      { hours: { fri: [["18:00", "09:00"]] } },
      ["calendar/hours-overlap", "hours.fri.0"],
    ],
    ["hours of no length", { hours: { fri: [["09:00", "09:00"]] } }, ["calendar/hours-overlap", "hours.fri.0"]],
    ["a day off", { exceptions: [{ day: "2026-12-31", hours: [] }] }, []],
    [
      "a day named twice",
      {
        exceptions: [
          { day: "2026-12-31", hours: [] },
          { day: "2026-12-31", hours: [["09:00", "15:00"]] },
        ],
      },
      ["calendar/hours-overlap", "exceptions.1.day"],
    ],
    [
      "an overlap on a special day",
      {
        exceptions: [
          {
            day: "2026-12-31",
            hours: [
              ["09:00", "15:00"],
              ["14:00", "16:00"],
            ],
          },
        ],
      },
      ["calendar/hours-overlap", "exceptions.0.hours"],
    ],
    ["a zone of nowhere", { timeZone: "Europe/Atlantis" }, ["calendar/unknown-zone", "timeZone"]],
    ["an offset for a zone", { timeZone: "+03:00" }, ["calendar/unknown-zone", "timeZone"]],
    ["UTC", { timeZone: "UTC" }, []],
  ] as [string, Partial<CalendarValues>, string[]][]) {
    it(`of ${name} says ${expected[1] ?? "nothing"}`, () => assert.deepEqual(wrong(change), expected));
  }
});

describe("calendars", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const fieldOf = (answer: { problem: { refusals?: { field?: string }[] } }) => answer.problem.refusals?.[0]?.field;

  it("adds, changes, lists and deletes", async () => {
    const boss = app.as("boss");
    const made = await boss.post("/calendars", { name: "Обычный" });
    assert.equal(made.status, 201);
    assert.equal(made.body.timeZone, "Europe/Moscow");
    assert.deepEqual(made.body.hours.mon, [["09:00", "18:00"]]);
    assert.equal(made.body.hours.sun, undefined);
    const exceptions = [{ day: "2026-12-31", hours: [["09:00", "15:00"]], name: "Короткий день" }];
    const changed = await boss.patch(`/calendars/${made.body.id}`, { timeZone: "Asia/Tomsk", exceptions });
    assert.deepEqual([changed.body.name, changed.body.timeZone], ["Обычный", "Asia/Tomsk"]);
    assert.deepEqual(changed.body.exceptions, exceptions);
    assert.deepEqual((await boss.get("/calendars")).body.items, [changed.body]);
    const twice = await boss.post("/calendars", { name: "ОБЫЧНЫЙ" });
    assert.deepEqual([twice.status, twice.problem.code, fieldOf(twice)], [409, "calendar/name-taken", "name"]);
    assert.equal((await boss.delete(`/calendars/${made.body.id}`)).status, 204);
    assert.deepEqual((await boss.get("/calendars")).body.items, []);
  });

  it("names what is wrong", async () => {
    const boss = app.as("boss");
    assert.equal(fieldOf(await boss.post("/calendars", { name: "" })), "name");
    assert.equal(fieldOf(await boss.post("/calendars", { name: "А", timeZone: "Луна" })), "timeZone");
    assert.equal(
      fieldOf(await boss.post("/calendars", { name: "А", hours: { mon: [["9:00", "18:00"]] } })),
      "hours.mon.0.0",
    );
    assert.equal(fieldOf(await boss.post("/calendars", { name: "А", hours: { someday: [] } })), "hours.someday");
  });

  it("keeps out those without the section, and other workspaces", async () => {
    const made = await app.as("boss").post("/calendars", { name: "Закрытый" });
    const path = `/calendars/${made.body.id}`;
    for (const name of ["dina", "rita", "ada"] as const) {
      assert.equal((await app.as(name).get("/calendars")).status, 403);
      assert.equal((await app.as(name).patch(path, { name: "А" })).status, 403);
      assert.equal((await app.as(name).delete(path)).status, 403);
    }
    assert.equal((await app.as(null).get("/calendars")).status, 401);
    assert.equal((await app.as("max").patch(path, { name: "А" })).status, 404);
    assert.equal((await app.as("max").delete(path)).status, 404);
    assert.deepEqual((await app.as("max").get("/calendars")).body.items, []);
  });
});
