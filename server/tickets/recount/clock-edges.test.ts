import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../../test/app.ts";

type Hours = [string, string][];
type Calendar = { timeZone: string; hours: Record<string, Hours>; exceptions?: { day: string; hours: Hours }[] };
const on = (days: string, ...hours: Hours) => Object.fromEntries(days.split(" ").map((day) => [day, hours]));
const WORKDAYS = "mon tue wed thu fri";
const OFFICE = on(WORKDAYS, ["09:00", "18:00"]);
const HOUR = 3_600;

/** Worked out by hand: what is written, when it comes in, the norm in hours, when it is due. */
const CASES: [name: string, calendar: Calendar, at: string, norm: number, due: string][] = [
  [
    "a short day of its own before a holiday",
    {
      timeZone: "Europe/Moscow",
      hours: OFFICE,
      exceptions: [
        { day: "2026-11-03", hours: [["10:00", "12:00"]] },
        { day: "2026-11-04", hours: [] },
      ],
    },
    "2026-11-02T17:00+03:00",
    4,
    "2026-11-05T10:00+03:00",
  ],
  [
    "a Saturday that is worked for once",
    {
      timeZone: "Europe/Moscow",
      hours: OFFICE,
      exceptions: [{ day: "2026-11-07", hours: [["09:00", "13:00"]] }],
    },
    "2026-11-06T17:30+03:00",
    1,
    "2026-11-07T09:30+03:00",
  ],
  [
    "two exception days that touch at midnight",
    {
      timeZone: "Europe/Moscow",
      hours: {},
      exceptions: [
        { day: "2026-12-31", hours: [["22:00", "24:00"]] },
        { day: "2027-01-01", hours: [["00:00", "02:00"]] },
      ],
    },
    "2026-12-31T20:00+03:00",
    3,
    "2027-01-01T01:00+03:00",
  ],
  [
    "the night in which an hour is lost",
    { timeZone: "Europe/Berlin", hours: on("sun", ["01:00", "04:00"]) },
    "2027-03-27T12:00+01:00",
    2,
    "2027-03-28T04:00+02:00",
  ],
  [
    "the night in which an hour comes twice",
    { timeZone: "Europe/Berlin", hours: on("sun", ["01:00", "04:00"]) },
    "2026-10-24T12:00+02:00",
    4,
    "2026-10-25T04:00+01:00",
  ],
  [
    "a zone that puts its clocks forward by half an hour",
    { timeZone: "Australia/Lord_Howe", hours: on("sun", ["01:00", "04:00"]) },
    "2027-10-02T12:00+10:30",
    2.5,
    "2027-10-03T04:00+11:00",
  ],
  [
    "a zone with three quarters of an hour",
    { timeZone: "Asia/Kathmandu", hours: on(WORKDAYS, ["10:00", "17:00"]) },
    "2026-11-02T09:45+05:45",
    0.5,
    "2026-11-02T10:30+05:45",
  ],
  [
    "a night shift over midnight, into Saturday",
    {
      timeZone: "Europe/Moscow",
      hours: { ...on("fri", ["22:00", "24:00"]), ...on("sat", ["00:00", "06:00"]) },
    },
    "2026-11-06T23:30+03:00",
    2,
    "2026-11-07T01:30+03:00",
  ],
  [
    "dinner between two stretches of a day",
    { timeZone: "Europe/Moscow", hours: on(WORKDAYS, ["09:00", "13:00"], ["14:00", "18:00"]) },
    "2026-11-02T13:30+03:00",
    4.5,
    "2026-11-03T09:30+03:00",
  ],
  [
    "the last second of a day, and not the first of the next",
    { timeZone: "Europe/Moscow", hours: OFFICE },
    "2026-11-02T17:00+03:00",
    1,
    "2026-11-02T18:00+03:00",
  ],
  [
    "the day more of a leap year",
    { timeZone: "Europe/Moscow", hours: on(`${WORKDAYS} sat sun`, ["09:00", "18:00"]) },
    "2028-02-28T17:30+03:00",
    1,
    "2028-02-29T09:30+03:00",
  ],
];

describe("clocks at the edges", () => {
  let app: TestApp;
  let calendar: string;
  let rule: string;
  before(async () => {
    app = await testApp({ now: new Date("2026-10-05T09:00:00Z") });
    calendar = await made({ timeZone: "Europe/Moscow", hours: OFFICE });
    rule = (await boss().post("/rules", { kind: "sla", name: "Всем", result: { calendar, reaction: HOUR } })).body.id;
  });
  after(() => app.close());
  const boss = () => app.as("boss");
  let calendars = 0;
  const made = async (body: Calendar) => {
    calendars += 1;
    const { status, text, body: one } = await boss().post("/calendars", { name: `График ${calendars}`, ...body });
    assert.equal(status, 201, text);
    return one.id;
  };
  const opened = async (of: string, hours: number, at: string) => {
    app.clock.set(at);
    await boss().patch(`/rules/${rule}`, { result: { calendar: of, reaction: hours * HOUR } });
    return (await app.as("dina").post("/tickets", { subject: "Т", channel: "call" })).body;
  };
  const dueOf = async (number: number) => (await boss().get(`/tickets/${number}`)).body.reactionDueAt;
  const iso = (moment: string) => new Date(moment).toISOString();

  for (const [name, hours, at, norm, due] of CASES) {
    it(`counts ${name}`, async () => {
      const ticket = await opened(await made(hours), norm, at);
      assert.equal(ticket.reactionDueAt, iso(due));
    });
  }

  it("keeps what was counted when a calendar is replaced while a ticket waits, and goes on by the new hours", async () => {
    const of = await made({ timeZone: "Europe/Moscow", hours: OFFICE });
    const { number, reactionDueAt } = await opened(of, 8, "2026-11-09T10:00+03:00");
    assert.equal(reactionDueAt, iso("2026-11-09T18:00+03:00"));
    app.clock.set("2026-11-09T12:00+03:00");
    await boss().patch(`/calendars/${of}`, { hours: on(WORKDAYS, ["09:00", "13:00"]) });
    await app.work();
    // Two hours are spent: one more on Monday, four on Tuesday, one on Wednesday.
    assert.equal(await dueOf(number), iso("2026-11-11T10:00+03:00"));
  });

  it("goes on by the clocks of another zone from the moment on that the calendar moved there", async () => {
    const of = await made({ timeZone: "Europe/Moscow", hours: OFFICE });
    const { number } = await opened(of, 8, "2026-11-09T10:00+03:00");
    app.clock.set("2026-11-09T12:00+03:00");
    await boss().patch(`/calendars/${of}`, { timeZone: "Asia/Yekaterinburg" });
    await app.work();
    // From nine to six there is from seven to four in Moscow: four hours on Monday, two on Tuesday.
    assert.equal(await dueOf(number), iso("2026-11-10T09:00+03:00"));
  });

  it("takes a day off that is told on the day itself, and gives it back", async () => {
    const of = await made({ timeZone: "Europe/Moscow", hours: OFFICE });
    const { number } = await opened(of, 4, "2026-11-09T16:00+03:00");
    assert.equal(await dueOf(number), iso("2026-11-10T11:00+03:00"));
    app.clock.set("2026-11-09T17:00+03:00");
    await boss().patch(`/calendars/${of}`, { exceptions: [{ day: "2026-11-10", hours: [] }] });
    await app.work();
    assert.equal(await dueOf(number), iso("2026-11-11T11:00+03:00"));
    app.clock.set("2026-11-09T17:30+03:00");
    await boss().patch(`/calendars/${of}`, { exceptions: [] });
    await app.work();
    assert.equal(await dueOf(number), iso("2026-11-10T11:00+03:00"));
  });

  it("does not count the pause, also over the night in which an hour comes twice", async () => {
    const always = on(`${WORKDAYS} sat sun`, ["00:00", "24:00"]);
    const of = await made({ timeZone: "Europe/Berlin", hours: always });
    app.clock.set("2026-10-24T20:00+02:00");
    await boss().patch(`/rules/${rule}`, { result: { calendar: of, resolution: 10 * HOUR } });
    const { ben } = app.cast.people;
    const body = { subject: "Т", channel: "call", assignees: [ben.id] };
    const { number } = (await app.as("dina").post("/tickets", body)).body;
    const move = (to: string, more: object = {}) => app.as("dina").post(`/tickets/${number}/move`, { to, ...more });
    assert.equal((await move("in_progress")).status, 200);
    app.clock.set("2026-10-25T00:00+02:00");
    assert.equal((await move("suspended", { comment: "Ждём", resumeAt: "2026-10-26" })).status, 200);
    app.clock.set("2026-10-25T04:00+01:00");
    assert.equal((await move("in_progress")).status, 200);
    // Four hours are spent; five real ones went by in the pause: six are left from four o'clock on.
    assert.equal((await boss().get(`/tickets/${number}`)).body.dueAt, iso("2026-10-25T10:00+01:00"));
  });
});
