import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { ticketInWork, ticketOf } from "../../test/ticket-of.ts";
import { upload } from "../../test/upload.ts";

/** The columns of the tables New and All, and by which of them they are ordered; the history is no field. */
const SORTABLE =
  "status number serviceType service crmName channel address client unit entrance floor due approved decisionDate approver created updated rating".split(
    " ",
  );
const OTHERS =
  "externalId clientStatus debt subject assignee controller acceptedBy acceptedAt closedBy closedAt quarterManager assigneesAll attachments".split(
    " ",
  );

describe("rows of the list", () => {
  let app: TestApp;
  /** Of the tickets by what became of them. */
  const of = { plain: 0, lift: 0, done: 0, reopened: 0, late: 0 };
  before(async () => {
    app = await testApp();
    const { cast, owner } = app;
    const { services, people, places } = cast;
    const stages = [
      { name: "Смета", approvers: [people.boss.id], rule: "all" },
      { name: "Подпись", approvers: [people.carl.id], rule: "all" },
    ];
    const options = JSON.stringify({ routing: true, stages });
    await owner.updateTable("service").set({ options }).where("id", "=", services.lift).execute();
    const calendar = (await app.as("boss").post("/calendars", { name: "Обычный" })).body.id;
    const result = { calendar, reaction: 3600, resolution: 7200 };
    await app.as("boss").post("/rules", { kind: "sla", name: "Два часа", condition: "", result });

    of.plain = (await ticketOf(app, { externalId: "ЕИАС-7", channel: "email" })).number;
    app.clock.pass(60_000);
    of.lift = (await ticketOf(app, { service: services.lift, form: {}, place: places.flat13 })).number;
    app.clock.pass(60_000);
    of.done = (await ticketInWork(app)).number;
    await app.as("ben").post(`/tickets/${of.done}/move`, { to: "done" });
    app.clock.pass(60_000);
    of.reopened = (await ticketInWork(app, { service: services.cleaning, form: {}, place: places.siteA })).number;
    for (const to of ["done", "reopened"]) await app.as("dina").post(`/tickets/${of.reopened}/move`, { to });
    app.clock.pass(60_000);
    const stranger = { contact: undefined, client: { name: "Ёлкин" }, place: places.flat21 };
    of.late = (await ticketOf(app, stranger)).number;
  });
  after(() => app.close());

  const dina = () => app.as("dina");
  /** By what they are, in the order of the answer. */
  const named = (items: readonly { number: number }[]) =>
    items.map(({ number }) => Object.entries(of).find(([, one]) => one === number)?.[0]);
  const found = async (where: string, sort = "number") =>
    named((await dina().get(`/tickets?sort=${sort}&where=${encodeURIComponent(where)}`)).body.items);
  /** What the rows show in the column, those without anything left out of the end. */
  const values = async (key: string, sort: string) => {
    const { items } = (await dina().get(`/tickets?sort=${sort}&fields=${key}`)).body;
    return items.map((one) => shown(key === "status" ? one.statusView.name.ru : one.fields?.[key]));
  };
  const row = async (number: number, fields = "") => {
    const { items } = (await dina().get(`/tickets?where=number:${number}&fields=${fields}`)).body;
    assert.ok(items[0]);
    return items[0];
  };

  it("[H-SORT-04, H-SORT-05] is ordered by these eighteen columns, and by no other", async () => {
    const { items } = (await dina().get("/fields")).body;
    const sortable = new Map(items.map((field) => [field.key, field.sortable]));
    for (const key of SORTABLE) {
      assert.equal(sortable.get(key), true, key);
      const [up, down] = [await values(key, key), await values(key, `-${key}`)];
      assert.deepEqual([up.length, down.length], [5, 5], key);
      assert.deepEqual(up, inOrder(up), key);
      assert.deepEqual(down, inOrder(down, -1), key);
    }
    for (const key of OTHERS) {
      assert.equal(sortable.get(key), false, key);
      const refused = await dina().get(`/tickets?sort=${key}`);
      assert.deepEqual([refused.status, refused.problem.code], [422, "sort/invalid"], key);
    }
    assert.equal((await dina().get("/tickets?sort=history")).problem.code, "sort/invalid");
  });

  it("[H-SORT-02] orders numbers as numbers, names by the alphabet and moments by age", async () => {
    await app.owner.updateTable("ticket").set({ number: 10 }).where("number", "=", of.late).execute();
    of.late = 10;
    assert.deepEqual(await found("", "number"), ["plain", "lift", "done", "reopened", "late"], "10 is more than 2");
    // Ada comes before Ёлкин in the order of any language, and who has no letters of his own is not lost.
    assert.deepEqual((await found("", "-client"))[0], "late");
    assert.deepEqual((await found("", "client")).at(-1), "late");
    app.clock.pass(60_000);
    await dina().patch(`/tickets/${of.lift}`, { subject: "Стоит" });
    assert.deepEqual((await found("", "-updated"))[0], "lift");
    assert.deepEqual((await found("", "updated")).at(-1), "lift");
    assert.deepEqual(await found("", "created"), ["plain", "lift", "done", "reopened", "late"]);
  });

  it("orders flats, entrances, floors and addresses by their numbers, though they are texts", async () => {
    const counted = [
      ["late", "а, 2"],
      ["plain", "а, 10"],
      ["done", "а, 100"],
      ["lift", "а, 100, кв. 9"],
      ["reopened", "а, 100, кв. 12"],
    ] as const;
    for (const [name, address] of counted) {
      await app.owner.updateTable("ticket").set({ address }).where("number", "=", of[name]).execute();
    }
    assert.deepEqual(
      await found("", "site"),
      counted.map(([name]) => name),
    );
    await app.owner.updateTable("ticket").set({ unit_number: "9А" }).where("number", "=", of.late).execute();
    assert.equal((await found("", "unit"))[0], "late", "9А stands before 12");
  });

  it("[H-COL-06, H-COL-15] shows both numbers, and the moments of creation and of the last change", async () => {
    const before = await row(of.plain, "externalId");
    assert.deepEqual([before.number, before.fields?.externalId], [of.plain, "ЕИАС-7"]);
    assert.equal((await row(of.late, "externalId")).fields?.externalId, null);
    assert.deepEqual(await found("externalId:ЕИАС-7"), ["plain"]);
    app.clock.pass(60_000);
    await dina().patch(`/tickets/${of.plain}`, { subject: "Капает" });
    const after = await row(of.plain);
    assert.equal(after.createdAt, before.createdAt);
    assert.equal(after.updatedAt, app.clock.now().toISOString());
    assert.ok(after.updatedAt > before.updatedAt);
  });

  it("[H-FILT-14, H-FILT-15, H-COL-14] finds by each approver of any stage; approved is what has passed them all", async () => {
    const { people } = app.cast;
    assert.deepEqual(await found(`approver:"${people.carl.name}"`), ["lift"], "of the second stage only");
    assert.deepEqual(await found(`approver:"${people.boss.name}"`), ["lift"]);
    assert.deepEqual(await found(`approver:"${people.ben.name}"`), []);
    assert.equal((await app.as("boss").post(`/tickets/${of.lift}/approve`, { answer: "agreed" })).status, 200);
    assert.deepEqual(await found("approved:yes"), [], "one stage of two");
    assert.equal((await row(of.lift, "decisionDate")).fields?.decisionDate, null);
    app.clock.pass(60_000);
    await app.as("carl").post(`/tickets/${of.lift}/approve`, { answer: "agreed" });
    assert.deepEqual(await found("approved:yes"), ["lift"]);
    assert.equal((await found("approved:no")).length, 4);
    const { fields } = await row(of.lift, "approved,decisionDate,approver");
    assert.deepEqual([fields?.approved, fields?.decisionDate], [true, app.clock.now().toISOString()]);
  });

  it("[H-FILT-16, H-FILT-17] knows who marked it done and when, and whether it was ever reopened", async () => {
    const { ben, dina: other } = app.cast.people;
    const { fields } = await row(of.done, "closedBy,closedAt");
    assert.deepEqual(fields?.closedBy, { id: ben.id, name: ben.name });
    assert.equal(fields?.closedAt, "2026-10-14T09:02:00.000Z");
    assert.deepEqual(await found(`closedBy:"${ben.name}"`), ["done"]);
    assert.deepEqual(await found("closedAt>=2026-10-14T12:02 closedAt<2026-10-14T12:03"), ["done"]);
    assert.deepEqual(await found("reopened:yes"), ["reopened"]);
    for (const to of ["in_progress", "done"]) {
      const assignees = [ben.id];
      await dina().post(`/tickets/${of.reopened}/assign`, { assignees });
      await dina().post(`/tickets/${of.reopened}/move`, { to });
    }
    assert.deepEqual(await found("reopened:yes status:done"), ["reopened"], "done again, and still");
    assert.deepEqual(await found(`closedBy:"${other.name}"`), ["reopened"]);
  });

  it("[H-FILT-19] takes documents and the client's files for attachments, and not what employees send", async () => {
    const send = async (name: "ada" | "dina", number: number) => {
      const { id } = await upload(app, name, { name: "a.txt", content: Buffer.from("что-то") });
      await app.as(name).post(`/tickets/${number}/messages`, { text: "Вот", files: [id] });
    };
    await send("dina", of.plain);
    assert.deepEqual(await found("attachments:yes"), []);
    await send("ada", of.plain);
    const { id } = await upload(app, "dina", { name: "акт.txt", content: Buffer.from("акт") });
    await dina().post(`/tickets/${of.late}/documents`, { files: [id] });
    assert.deepEqual(await found("attachments:yes"), ["plain", "late"]);
    assert.equal((await row(of.plain)).attachments, true);
  });

  it("[H-FILT-21] finds the tickets of a department", async () => {
    assert.deepEqual(await found("team:Сантехники"), ["plain", "done", "late"]);
    assert.deepEqual(await found("team:Лифтёры"), ["lift"]);
    await dina().post(`/tickets/${of.plain}/assign`, { team: app.cast.teams.lifts });
    assert.deepEqual(await found("team:Лифтёры"), ["plain", "lift"]);
  });

  it("[H-FILT-24, H-COL-11, H-COL-12] finds low ratings and what is overdue, and shows rating and deadline", async () => {
    await app.as("ada").put(`/tickets/${of.done}/rating`, { score: 2, comment: "Долго" });
    assert.equal((await row(of.done)).rating, 2);
    assert.deepEqual([await found("rating:1..2"), await found("rating:3..5")], [["done"], []]);
    const begun = app.clock.now().getTime();
    const { number } = await ticketInWork(app);
    assert.equal((await row(number)).dueAt, new Date(begun + 7200_000).toISOString());
    app.clock.pass(3 * 3600_000);
    await app.work();
    const late = (await dina().get("/tickets?where=overdue:resolution")).body.items;
    assert.deepEqual(
      [late.map((one) => one.number), await found("overdue:reaction")],
      [[number], ["plain", "lift", "late"]],
    );
  });
});

type Shown = string | number | null;
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** A value of a row as somebody reads it. */
function shown(value: unknown): Shown {
  if (Array.isArray(value)) return value.length > 0 ? value.map(shown).join() : null;
  if (isRecord(value)) return String(value.name);
  if (typeof value === "boolean") return Number(value);
  return typeof value === "number" || typeof value === "string" ? value : null;
}

/** The smallest first, or the greatest; what is absent comes last in both. */
const inOrder = (values: readonly Shown[], way: 1 | -1 = 1): Shown[] =>
  values.toSorted((one, other) => {
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return way * (typeof one === "number" ? one - Number(other) : one.localeCompare(String(other), "en"));
  });
