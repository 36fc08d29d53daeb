import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { ticketInWork, ticketOf } from "../../test/ticket-of.ts";

/** Two tickets of ada's flat and one of the other house, of ben. */
describe("columns and filters of the list", () => {
  let app: TestApp;
  let numbers: number[];
  before(async () => {
    app = await testApp();
    const { owner, cast } = app;
    const { people, places, services } = cast;
    await owner.updateTable("place").set({ manager_id: people.carl.id }).where("id", "=", places.quarter).execute();
    await owner.updateTable("service").set({ internal_name: "СТ-1" }).where("id", "=", services.plumbing).execute();
    await owner
      .updateTable("contact")
      .set({ tags: ["vip"], debt: 50_000 })
      .where("id", "=", people.ada.id)
      .execute();
    const first = await ticketOf(app);
    app.clock.pass(60_000);
    const second = await ticketInWork(app);
    app.clock.pass(60_000);
    const third = await ticketOf(app, { place: places.flat21, contact: undefined, client: { name: "Прохожий" } });
    numbers = [first.number, second.number, third.number];
    const calendar = (await app.as("boss").post("/calendars", { name: "Обычный" })).body.id;
    const result = { calendar, reaction: 60, resolution: 60 };
    await app.as("boss").post("/rules", { kind: "sla", name: "Минута", condition: "", result });
  });
  after(() => app.close());
  const nth = (items: readonly { number: number }[]) => items.map(({ number }) => numbers.indexOf(number) + 1);
  const found = async (where: string) =>
    nth((await app.as("dina").get(`/tickets?sort=number&where=${encodeURIComponent(where)}`)).body.items);
  const fields = async (keys: string) =>
    (await app.as("dina").get(`/tickets?sort=number&fields=${keys}`)).body.items.map((row) => row.fields);

  it("[H-COL-09, H-COL-17] shows what stands in other rows: client's status and tags, CRM name, quarter manager", async () => {
    const [first, , third] = await fields("clientStatus,clientTags,crmName,quarterManager");
    const carl = { id: app.cast.people.carl.id, name: app.cast.people.carl.name };
    assert.deepEqual(first, { clientStatus: "owner", clientTags: ["vip"], crmName: "СТ-1", quarterManager: carl });
    assert.deepEqual([third?.clientStatus, third?.clientTags, third?.crmName], [null, null, "СТ-1"]);
  });

  it("[H-COL-10] shows debts where the site shows them, and nowhere else", async () => {
    assert.deepEqual((await fields("debt"))[0], { debt: null });
    const show = (showDebt: boolean) =>
      app.owner
        .updateTable("place")
        .set({ settings: JSON.stringify({ showDebt }) })
        .where("id", "=", app.cast.places.siteA)
        .execute();
    await show(true);
    assert.deepEqual((await fields("debt"))[0], { debt: 50_000 });
    assert.deepEqual([await found("debt>100"), await found("debt:none")], [[1, 2], [3]]);
    await show(false);
    assert.deepEqual([(await fields("debt"))[0], await found("debt>100")], [{ debt: null }, []]);
  });

  it("[H-FILT-18, H-FILT-20, H-FILT-22, H-FILT-23] filters by them, by nobody assigned, and by several services", async () => {
    for (const [where, expected] of [
      ["clientTags:vip", [1, 2]],
      ["clientTags:none", [3]],
      [`quarterManager:"${app.cast.people.carl.name}"`, [1, 2, 3]],
      [`-quarterManager:"${app.cast.people.carl.name}"`, []],
      ["clientStatus:owner", [1, 2]],
      ["crmName:СТ-1", [1, 2, 3]],
      ["assignee:none", [1, 3]],
      ["service:Сантехника,Лифт", [1, 2, 3]],
      ["service:Лифт", []],
    ] as const) {
      assert.deepEqual(await found(where), expected, where);
    }
    assert.deepEqual(nth((await app.as("dina").get("/tickets?sort=-crmName,number")).body.items), [1, 2, 3]);
  });

  it("[H-LBL-08, H-LBL-09, H-FILT-11] marks breached reaction and execution, and filters by each and by none", async () => {
    const late = (await ticketOf(app)).number;
    const worked = (await ticketInWork(app)).number;
    app.clock.pass(120_000);
    await app.work();
    numbers.push(late, worked);
    const rows = (await app.as("dina").get("/tickets?sort=number")).body.items;
    assert.deepEqual(
      rows.map(({ breached }) => breached),
      [[], [], [], ["reaction"], ["resolution"]],
    );
    assert.deepEqual(await found("overdue:reaction"), [4]);
    assert.deepEqual(await found("overdue:resolution"), [5]);
    assert.deepEqual(await found("overdue:none"), [1, 2, 3]);
  });

  it("[H-SORT-07, H-SORT-08, H-SORT-09, H-SORT-11] ranks labels as one asks, or lets them lift nothing", async () => {
    await app.as("ada").post(`/tickets/${numbers[0]}/messages`, { text: "Алло" });
    app.clock.pass(60_000);
    await app.as("dina").post(`/tickets/${numbers[1]}/notes`, { text: "Осторожно, собака", important: true });
    app.clock.pass(60_000);
    await app.as("dina").patch(`/tickets/${numbers[2]}`, { subject: "Иначе" });
    const order = async (sort: string) => nth((await app.as("dina").get(`/tickets?sort=${sort}`)).body.items);
    assert.deepEqual(await order("attention"), [2, 1, 4, 5, 3]);
    assert.deepEqual(await order("attention:resolution.unseen.reaction.important"), [5, 1, 4, 2, 3]);
    assert.deepEqual(await order("attention:unseen,number"), [1, 2, 3, 4, 5]);
    assert.deepEqual(await order("attention:important,-number"), [2, 5, 4, 3, 1]);
    assert.equal((await order("-updated"))[0], 3);
    assert.equal((await app.as("dina").get("/tickets?sort=attention:loud")).problem.code, "sort/invalid");
    // From page to page in the same order, over the seam between labelled tickets and all others.
    const seen: number[] = [];
    let cursor = "";
    do {
      const { items, next } = (await app.as("dina").get(`/tickets?sort=attention:reaction.important&limit=1${cursor}`))
        .body;
      seen.push(...nth(items));
      cursor = next ? `&cursor=${next}` : "";
    } while (cursor !== "");
    assert.deepEqual(seen, await order("attention:reaction.important"));
    assert.deepEqual([seen.length, seen[0], seen[1]], [5, 4, 2]);
  });
});
