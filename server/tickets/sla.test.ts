import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { type CompanyDesk, companyDesk } from "../../test/company-desk.ts";
import { verifyTickets } from "../operate/verify-tickets.ts";

const HOUR = 3600;
/** The tests play on a Wednesday, at noon in Moscow. */
const moscow = (time: string, day = 14) => new Date(`2026-10-${day}T${time}:00+03:00`).toISOString();

describe("promised times of tickets", () => {
  let app: TestApp;
  let desk: CompanyDesk;
  let calendar: string;
  before(async () => {
    app = await testApp();
    desk = await companyDesk(app);
    calendar = (await app.as("boss").post("/calendars", { name: "Обычный" })).body.id;
  });
  after(() => app.close());
  const boss = () => app.as("boss");
  const dina = () => app.as("dina");
  const rules = async () => (await boss().get("/rules?kind=sla")).body.items;
  /** The only SLA rules there are, from top to bottom. */
  const only = async (...list: object[]) => {
    for (const { id } of await rules()) await boss().delete(`/rules/${id}`);
    for (const [index, more] of list.entries()) {
      const result = { calendar, reaction: HOUR, resolution: 4 * HOUR };
      const made = await boss().post("/rules", { kind: "sla", name: `Правило ${index + 1}`, result, ...more });
      assert.equal(made.status, 201, made.text);
    }
  };
  const norm = (hours: number) => ({ calendar, reaction: HOUR, resolution: hours * HOUR });
  const clocks = async (id: string) => (await dina().get(`/tickets/${id}/clocks`)).body;
  const planned = async (more: object = {}) => (await desk.ticket({ ...more })).dueAt;
  const kinds = async (id: string) =>
    (await dina().get(`/tickets/${id}/events`)).body.items.map(({ kind }) => kind).reverse();

  it("[U-SLA-01, O-SLA-01, O-SLA-09, O-SLA-15, O-SLA-17] are on a new ticket: calendar, reaction and solution by the rule", async () => {
    await only({});
    const ticket = await desk.ticket();
    assert.equal(ticket.dueAt, moscow("16:00"));
    const told = await clocks(ticket.id);
    assert.deepEqual([told.rule?.name, told.calendar?.name], ["Правило 1", "Обычный"]);
    assert.deepEqual([told.reaction?.due, told.resolution?.due], [moscow("13:00"), moscow("16:00")]);
    assert.deepEqual((await kinds(ticket.id)).slice(0, 2), ["ticket.opened", "sla.applied"]);
    assert.deepEqual([told.reaction?.standing, told.resolution?.standing], ["running", "running"]);
    assert.equal(told.why[0]?.rule, "sla");
  });

  it("[O-SLA-02, O-SLA-16] are bound by type, priority, client category, client, service, place and time of opening", async () => {
    const category = (await boss().post("/client-categories", { name: "VIP" })).body.id;
    const site = app.cast.places.flat12;
    for (const [condition, fits, more] of [
      ["serviceType:Обслуживание", true, {}],
      ["serviceType:Лифты", false, {}],
      ["priority:high", true, { priority: "high" }],
      ["priority:high", false, { priority: "low" }],
      ['company:"ООО Ромашка"', true, {}],
      ["clientCategory:VIP", false, {}],
      ['service:"Настройка кассы"', true, {}],
      ["place:none", true, {}],
      ["place:none", false, { place: site }],
      ["createdTime:09:00..18:00 createdWeekday:wed", true, {}],
      ["createdTime:18:00..09:00", false, {}],
    ] as const) {
      const named = condition.startsWith("serviceType:Лифты") ? "serviceType:none" : condition;
      await only({ condition: named });
      assert.equal((await planned(more)) !== null, fits, named);
    }
    await only({ condition: "clientCategory:VIP" });
    await boss().patch(`/companies/${desk.company}`, { category });
    assert.equal(await planned(), moscow("16:00"));
  });

  it("[O-SLA-18, O-SLA-19, O-SLA-20, H-SLA-03] come from the first enabled rule that fits, in the order of the table", async () => {
    await only({ result: norm(1) }, { result: norm(2) });
    assert.equal(await planned(), moscow("13:00"));
    const [upper, lower] = await rules();
    await boss().post("/rules/order", { kind: "sla", ids: [lower?.id, upper?.id] });
    assert.equal(await planned(), moscow("14:00"));
    await boss().patch(`/rules/${lower?.id}`, { enabled: false });
    assert.equal(await planned(), moscow("13:00"));
    await boss().patch(`/rules/${upper?.id}`, { result: norm(3) });
    assert.equal(await planned(), moscow("15:00"));
  });

  it("[O-REG-13, O-SLA-10, O-REG-14] are foreseen before the ticket is there, and named by hand instead", async () => {
    await only({ condition: "priority:high", result: norm(1) }, { result: norm(2) });
    const draft = (priority: string) => dina().post("/sla/promise", { service: desk.service, priority });
    assert.deepEqual((await draft("high")).body.dueAt, moscow("13:00"));
    assert.deepEqual((await draft("low")).body.reactionDueAt, moscow("13:00"));
    assert.deepEqual((await draft("low")).body.rule?.name, "Правило 2");
    const ticket = await desk.ticket({ dueAt: "2026-10-16T12:00" });
    assert.equal(ticket.dueAt, moscow("12:00", 16));
    assert.equal((await clocks(ticket.id)).byHand?.at, moscow("12:00", 16));
    const path = `/tickets/${ticket.id}/plan` as const;
    assert.equal((await dina().post(path, { dueAt: "2026-10-20T10:00" })).body.dueAt, moscow("10:00", 20));
    assert.equal((await dina().post(path, { dueAt: null })).body.dueAt, moscow("14:00"));
    const past = await dina().post(path, { dueAt: "2026-10-01" });
    assert.deepEqual([past.status, past.problem.refusals?.[0]?.code], [422, "due-past"]);
    assert.equal((await app.as("rita").post(path, { dueAt: null })).status, 403);
  });

  it("follow an edit that changes which rule holds, and no other", async () => {
    await only({ condition: "priority:high", result: norm(1) }, { result: norm(2) });
    const ticket = await desk.ticket();
    const low = (await rules())[1];
    await boss().patch(`/rules/${low?.id}`, { result: norm(5) });
    assert.equal((await dina().patch(`/tickets/${ticket.id}`, { subject: "Чек" })).body.dueAt, moscow("14:00"));
    assert.equal((await dina().patch(`/tickets/${ticket.id}`, { priority: "high" })).body.dueAt, moscow("13:00"));
    const [applied] = (await dina().get(`/tickets/${ticket.id}/events`)).body.items;
    assert.deepEqual([applied?.kind, applied?.actor.kind], ["sla.applied", "system"]);
  });

  it("[O-SLA-04] are told when they pass untouched, after a downtime once and marked late", async () => {
    await only({});
    const ticket = await desk.ticket({ assignees: [app.cast.people.eve.id] });
    app.clock.set(moscow("13:00"));
    await app.work();
    assert.ok(!(await kinds(ticket.id)).includes("sla.late"));
    app.clock.set(moscow("10:00", 15));
    await app.work();
    await app.work();
    const late = (await dina().get(`/tickets/${ticket.id}/events`)).body.items.filter(
      ({ kind }) => kind === "sla.late",
    );
    assert.deepEqual(late.map(({ data }) => data).reverse(), [
      { clock: "reaction", due: moscow("13:00"), told: moscow("10:00", 15) },
      { clock: "resolution", due: moscow("16:00"), told: moscow("10:00", 15) },
    ]);
    const told = await clocks(ticket.id);
    assert.deepEqual([told.reaction?.breachedAt, told.resolution?.left], [moscow("13:00"), -3 * HOUR]);
    app.clock.set(moscow("12:00"));
  });

  it("[B-EXPL-03, O-SLA-12, O-SLA-14] are explained: intervals that sum up to the target, pauses, exceptions, zone", async () => {
    const hours = Object.fromEntries(
      ["wed", "thu", "fri"].map((day) => [
        day,
        [
          ["09:00", "13:00"],
          ["14:00", "18:00"],
        ],
      ]),
    );
    const exceptions = [{ day: "2026-10-15", hours: [["09:00", "15:00"]], name: "Короткий день" }];
    const lunch = (await boss().post("/calendars", { name: "С обедом", hours, exceptions })).body.id;
    await only({ result: { calendar: lunch, resolution: 12 * HOUR } });
    const ticket = await desk.ticket();
    app.clock.set(moscow("15:00"));
    await dina().post(`/tickets/${ticket.id}/move`, { to: "deferred", resumeAt: "2026-12-01" });
    app.clock.set(moscow("17:00"));
    await dina().post(`/tickets/${ticket.id}/move`, { to: "open" });
    const { resolution } = await clocks(ticket.id);
    assert.deepEqual(
      resolution?.intervals.map(({ from, to, ahead }) => [from, to, ahead === true]),
      [
        [moscow("12:00"), moscow("13:00"), false],
        [moscow("14:00"), moscow("15:00"), false],
        [moscow("17:00"), moscow("18:00"), true],
        [moscow("09:00", 15), moscow("15:00", 15), true],
        [moscow("09:00", 16), moscow("12:00", 16), true],
      ],
    );
    assert.equal(
      resolution?.intervals.reduce((sum, { seconds }) => sum + seconds, 0),
      12 * HOUR,
    );
    assert.deepEqual(resolution?.pauses, [{ from: moscow("15:00"), to: moscow("17:00"), seconds: 2 * HOUR }]);
    assert.deepEqual(resolution?.exceptions, [
      { day: "2026-10-15", name: "Короткий день", hours: [["09:00", "15:00"]] },
    ]);
    assert.deepEqual([resolution?.zones, resolution?.due], [["Europe/Moscow"], moscow("12:00", 16)]);
    app.clock.set(moscow("12:00"));
  });

  it("that have stopped for good say how it went, on the card and in the list, and never that they are paused", async () => {
    await only({ result: norm(2) });
    const standings = async (id: string) => {
      const { reaction, resolution } = await clocks(id);
      const { number } = (await dina().get(`/tickets/${id}`)).body;
      const [row] = (await dina().get(`/tickets?where=number:${number}`)).body.items;
      const told = { reaction: reaction?.standing, resolution: resolution?.standing };
      assert.deepEqual(row?.clocks, told, "the list says what the card says");
      return [told.reaction, told.resolution];
    };
    // Taken before working hours: nothing of the hour was needed.
    app.clock.set(moscow("07:00"));
    const early = await desk.ticket();
    assert.equal((await clocks(early.id)).reaction?.countsAgain, moscow("09:00"));
    await dina().post(`/tickets/${early.id}/messages`, { text: "Берём" });
    app.clock.set(moscow("10:00"));
    assert.deepEqual(await standings(early.id), ["met", "running"]);
    const { reaction } = await clocks(early.id);
    assert.deepEqual([reaction?.spent, reaction?.leftOver, reaction?.pauses], [0, HOUR, []]);
    await dina().post(`/tickets/${early.id}/move`, { to: "deferred", resumeAt: "2026-12-01" });
    assert.deepEqual(await standings(early.id), ["met", "paused"]);
    await dina().post(`/tickets/${early.id}/move`, { to: "open" });
    const late = await desk.ticket();
    app.clock.set(moscow("11:00"));
    await dina().post(`/tickets/${early.id}/move`, { to: "resolved" });
    assert.deepEqual(await standings(early.id), ["met", "met"]);
    assert.equal((await clocks(early.id)).resolution?.spent, 2 * HOUR);
    app.clock.set(moscow("15:00"));
    await dina().post(`/tickets/${late.id}/move`, { to: "resolved" });
    app.clock.set(moscow("12:00", 15));
    assert.deepEqual(await standings(late.id), ["breached", "breached"]);
    app.clock.set(moscow("12:00"));
  });

  it("[O-SLA-21] are counted in the zone of the company", async () => {
    await boss().patch("/workspace", { timeZone: "Asia/Novosibirsk" });
    const east = (await boss().post("/calendars", { name: "Сибирь" })).body;
    assert.equal(east.timeZone, "Asia/Novosibirsk");
    await only({ result: { calendar: east.id, resolution: 2 * HOUR } });
    // At noon in Moscow it is 16:00 there, and the day ends at 18:00.
    assert.equal(await planned(), moscow("14:00"));
    await only({ result: { calendar: east.id, resolution: 3 * HOUR } });
    assert.equal(await planned(), moscow("06:00", 15));
    await boss().patch("/workspace", { timeZone: "Europe/Moscow" });
  });

  it("name what cannot run where it is edited, and pass over it where it runs", async () => {
    const empty = (await boss().post("/calendars", { name: "Пустой", hours: {} })).body.id;
    const add = (result: object, more: object = {}) =>
      boss().post("/rules", { kind: "sla", name: "Н", result, ...more });
    const fault = async (result: object) =>
      (await add(result)).problem.refusals?.map(({ field, code }) => `${field} ${code}`);
    assert.deepEqual(await fault({ calendar: empty, resolution: HOUR }), ["result.calendar calendar-without-hours"]);
    assert.deepEqual(await fault({ calendar: desk.company, resolution: HOUR }), ["result.calendar unknown-calendar"]);
    assert.deepEqual(await fault({ calendar }), ["result.resolution nothing-promised"]);
    assert.equal((await add({ resolution: HOUR })).status, 422);
    await only({});
    const used = await boss().delete(`/calendars/${calendar}`);
    assert.deepEqual([used.status, used.problem.code], [409, "calendar/in-use"]);
    const field = (await boss().post("/fields", { name: "Касса", type: "text", key: "till" })).body;
    await only({ condition: "custom.till:x" }, { result: norm(2) });
    await boss().patch(`/fields/${field.id}`, { active: false });
    await app.owner
      .deleteFrom("custom_field")
      .where("id", "=", field.id ?? "")
      .execute();
    const ticket = await desk.ticket();
    assert.equal(ticket.dueAt, moscow("14:00"));
    assert.ok((await kinds(ticket.id)).includes("automation.skipped"));
    const faults = (await verifyTickets(app.owner)).faults.flatMap(({ parts }) => parts);
    assert.deepEqual(
      [...new Set(faults)].filter((part) => part !== "client_category_id"),
      [],
    );
  });
});
