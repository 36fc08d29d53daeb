/** Lists that are found in memory are the lists that the database finds, whatever is asked and whatever has changed. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import { sql } from "kysely";
import { type TestApp, testApp } from "../../../test/app.ts";
import { cloneTicket } from "../../../test/clone-ticket.ts";
import { ticketInWork, ticketOf } from "../../../test/ticket-of.ts";
import { inWorkspace } from "../../platform/database.ts";
import type { Ctx } from "../../platform/http/context.ts";
import type { TicketColumns } from "./columns.ts";
import { bringUpToDate, keepColumns, loadColumns } from "./follow-columns.ts";

const SUBJECT = "Скрипит дверь";
const COUNT = 400;

describe("columns of tickets in memory", () => {
  let app: TestApp;
  let workspaceId: string;
  let columns: TicketColumns;
  const later: Ctx["later"] = (work) => inWorkspace(app.db, workspaceId, work, { reads: true });

  before(async () => {
    app = await testApp();
    workspaceId = app.cast.workspaceId;
    const { places, people, services } = app.cast;
    await ticketOf(app, { subject: SUBJECT });
    const others = sql`jsonb_build_object(
      'updated_at', timestamptz '2026-10-01' + (n % 90) * interval '1 hour',
      'created_at', timestamptz '2026-09-01' + (n % 37) * interval '1 day',
      'due_at', case when n % 3 > 0 then timestamptz '2026-10-14' + (n % 11 - 5) * interval '1 day' end,
      'closed_at', case when n % 4 = 0 then timestamptz '2026-10-05' + (n % 9) * interval '1 day' end,
      'status', (array['open','in_progress','waiting','done'])[n % 4 + 1],
      'category', (array['new','open','paused','resolved'])[n % 4 + 1],
      'channel', (array['call','email','portal'])[n % 3 + 1], 'priority', (array[null,'high','low'])[n % 3 + 1],
      'rating', nullif(n % 6, 0), 'floor', (array['1','2','{3}','4|5',null])[n % 5 + 1],
      'entrance', case when n % 7 > 0 then (n % 7)::text || 'А' end,
      'contact_name', (array['Ёлкин ΣΑΣ','ёлкина%','','İvan|_','Петров'])[n % 5 + 1],
      'service_id', case when n % 5 > 0 then ${services.lift}::uuid end,
      'assignee_ids', case n % 6 when 0 then array[]::uuid[] when 1 then array[${people.ben.id}, ${people.dina.id}]::uuid[]
        else array[${people.ben.id}]::uuid[] end,
      'accepted_by', case when n % 2 = 0 then ${people.ben.id}::uuid end,
      'approved_at', case when n % 8 = 0 then timestamptz '2026-10-02' end,
      'was_reopened', n % 9 = 0, 'breached', case when n % 10 = 0 then array['reaction'] else array[]::text[] end,
      'unseen', case when n % 17 = 0 then n % 3 + 1 else 0 end, 'has_important', n % 23 = 0,
      'important', case when n % 23 = 0 then 'Срочно' end,
      'label_bits', (n % 23 = 0)::int + 2 * (n % 17 = 0)::int + 4 * (n % 10 = 0 and n % 4 < 3)::int)
      || case n % 4 when 0 then '{}'::jsonb
      when 1 then jsonb_build_object('site_id', ${places.siteB}::uuid, 'place_id', ${places.flat21}::uuid, 'place_path', array[${places.siteB}, ${places.flat21}]::uuid[])
      when 2 then '{"site_id": null, "place_id": null, "place_path": []}'::jsonb
      else jsonb_build_object('site_id', ${places.siteB}::uuid, 'place_id', ${places.flat21}::uuid,
        'place_path', array[${places.siteB}, ${places.flat21}, ${places.siteA}, ${places.flat12}]::uuid[],
        'other_place_ids', array[${places.flat12}]::uuid[]) end`;
    await cloneTicket(app, SUBJECT, COUNT, others);
    await sql`insert into ticket_person (workspace_id, ticket_id, part, employee_id, at_work, unread)
      select workspace_id, id, 'assignee', unnest(assignee_ids), category in ('new', 'open', 'paused'), number % 13 = 0
      from ticket where number > 100000`.execute(app.owner);
    await app.as("dina").patch(`/contacts/${people.ada.id}`, { tags: ["vip"] });
    columns = await loadColumns(later);
  });
  after(() => app.close());

  type Asker = "dina" | "ben" | "boss";
  const read = async (name: Asker, query: URLSearchParams) => {
    const { status, body } = await app.as(name).get(`/tickets?${query}`);
    assert.equal(status, 200);
    const { items, next, ...count } = body;
    return { numbers: items.map(({ number }) => number), goesOn: next !== undefined, count };
  };
  /** Asks the database alone, and then with the columns in memory. */
  const both = async (name: Asker, where: string, sort?: string, snoozed?: string) => {
    const more = { ...(sort ? { sort } : {}), ...(snoozed ? { snoozed } : {}) };
    const query = new URLSearchParams({ where, limit: "20", total: "true", ...more });
    keepColumns(workspaceId, null);
    const expected = await read(name, query);
    keepColumns(workspaceId, columns);
    return { expected, found: await read(name, query) };
  };
  const alike = async (name: Asker, where: string, sort?: string, snoozed?: string) => {
    const { expected, found } = await both(name, where, sort, snoozed);
    assert.deepEqual(found, expected, `${name}: ${where} ${sort ?? ""}`);
    return found;
  };
  const asked = (): string[] => {
    const { places, people, services, flat } = { ...app.cast, flat: app.cast.places.flat21 };
    return [
      "status:open",
      "status:done,waiting",
      "category!=resolved",
      "channel:email",
      "priority:high",
      "priority:none",
      "rating>=3",
      "rating:none",
      "rating:1,5",
      'floor:"{3}"',
      'floor:"4|5"',
      "floor:none",
      "entrance:3а",
      "entrance:none",
      "client:ёлкин",
      "client:σας",
      "client:ivan",
      'client:"%"',
      "client:none",
      "address:ленина",
      `service:${services.lift}`,
      "service:none",
      `assignee:${people.ben.id}`,
      "assignee:none",
      "assignee:me",
      `acceptedBy:${people.ben.id}`,
      "acceptedBy:none",
      "approved:yes",
      "approved:no",
      "reopened:yes",
      "attachments:no",
      "important:yes",
      "overdue:reaction",
      "overdue:none",
      `site:${places.siteA}`,
      "site:none",
      `place:${places.siteA}`,
      `unit:${flat}`,
      "due<2026-10-14",
      "due:none",
      "due>2026-10-15",
      "closedAt<2026-10-08",
      "created>=2026-09-20",
      "created<-7d",
      "updated:2026-10-02",
      "clientTags:vip",
      "clientTags:none",
      "number>100200",
      "number<=100010",
      "unseen>0",
    ];
  };

  it("[H-FILT-01] finds by each filter what the database finds, and as many, for who sees all and who sees a part", async () => {
    let fromMemory = 0;
    const zonesOf = columns.zonesOf.bind(columns);
    columns.zonesOf = (...of) => {
      fromMemory++;
      return zonesOf(...of);
    };
    for (const [at, where] of asked().entries()) await alike(at % 3 === 0 ? "ben" : "dina", where);
    assert.equal(fromMemory, asked().length, "memory knows all of them");
    const { numbers } = await alike("dina", "status:open");
    assert.ok(numbers.length === 20 && numbers.every((number) => number > 100_000));
  });

  it("finds by any of them together, in any order that it knows", async () => {
    const one = fc.constantFrom(...asked());
    const some = fc.array(fc.tuple(one, fc.constantFrom(" ", " or ", " not ")), { minLength: 1, maxLength: 4 });
    const sort = fc.constantFrom(
      undefined,
      "-updated",
      "updated",
      "-created",
      "created",
      "due",
      "-due",
      "number",
      "-rating,number",
      "attention:unseen.reaction,-created",
      "attention:unread.important,due",
    );
    await fc.assert(
      fc.asyncProperty(some, sort, fc.constantFrom<Asker>("dina", "ben"), async (parts, order, name) => {
        const text = parts.map(([condition, joint], at) => `${at > 0 ? joint : ""}(${condition})`).join("");
        await alike(name, text.replaceAll(" not (", " not ("), order);
      }),
      { numRuns: 40 },
    );
  });

  it("answers from memory: what has left the database alone is still counted, and is not shown", async () => {
    keepColumns(workspaceId, columns);
    const where = "floor:1 entrance:3а,5а";
    const query = new URLSearchParams({ where, limit: "50", total: "true" });
    const before = await read("dina", query);
    const gone = before.numbers[0] ?? 0;
    await sql`update ticket set floor = '9' where number = ${gone} and workspace_id = ${workspaceId}`.execute(
      app.owner,
    );
    const then = await read("dina", query);
    assert.deepEqual(then.count, before.count);
    assert.deepEqual(then.numbers, before.numbers.slice(1));
    // What was found to be otherwise is read anew.
    assert.ok(columns.doubted.has(gone));
    await bringUpToDate(columns, later);
    const last = await alike("dina", where);
    assert.notDeepEqual(last.count, before.count);
  });

  it("knows at once what has changed since, before and after it is read anew", async () => {
    const { people, places } = app.cast;
    const ticket = await ticketInWork(app, { subject: "Новая" });
    const moved = await ticketOf(app, { subject: "Ещё одна", place: places.flat21 });
    const check = async () => {
      for (const where of [
        "status:in_progress",
        "channel:call",
        `assignee:${people.ben.id}`,
        "address:победы",
        "client:орлова",
      ]) {
        for (const name of ["dina", "ben"] as const) await alike(name, where);
      }
    };
    await check();
    assert.equal((await alike("dina", "status:in_progress", "-updated")).numbers[0], ticket.number);
    await app.as("dina").post(`/tickets/${ticket.number}/move`, { to: "done" });
    await check();
    await bringUpToDate(columns, later);
    await check();
    // What tickets have of places and contacts changes without an event of theirs.
    const renamed = await app.as("boss").patch(`/places/${places.siteB}`, { name: "ул. Победы, 8" });
    assert.equal(renamed.status, 200);
    await app.as("dina").patch(`/contacts/${people.ada.id}`, { name: "Ада Орлова" });
    await check();
    assert.ok((await alike("dina", "address:победы", "-updated")).numbers.includes(moved.number));
    assert.ok((await alike("dina", "client:орлова", "-updated")).numbers.includes(ticket.number));
    await bringUpToDate(columns, later);
    await check();
  });

  it("[H-LIST-04, H-LIST-05] counts on the tabs what the database counts, also what has just changed", async () => {
    const check = async () => {
      for (const name of ["dina", "ben"] as const) {
        keepColumns(workspaceId, null);
        const expected = (await app.as(name).get("/tickets/counts")).body;
        keepColumns(workspaceId, columns);
        assert.deepEqual((await app.as(name).get("/tickets/counts")).body, expected, name);
        assert.ok(expected.unseen > 0);
      }
      const { numbers } = await alike("dina", "category:new channel:call", "-created", "left-out");
      const all = await alike("dina", "category:new channel:call", "-created");
      return all.numbers.filter((one) => !numbers.includes(one));
    };
    await sql`update ticket set category = 'new' where number > 100000 and number % 8 = 1 and label_bits = 0`.execute(
      app.owner,
    );
    columns = await loadColumns(later);
    await check();
    const { number } = await ticketOf(app, { subject: "Только что" });
    await check();
    await app.as("dina").put(`/tickets/${number}/reminder`, { at: "2026-10-20T09:00:00Z", hides: true });
    assert.deepEqual(await check(), [number], "what is snoozed is left out of what waits");
    await bringUpToDate(columns, later);
    assert.deepEqual(await check(), [number]);
  });

  it("finds words, also of what has changed since", async () => {
    const words = [
      "скрипит",
      "дверь status:open",
      "дверь ёлкин",
      '"ёлкина%"',
      "побед",
      "100007",
      "нет такого",
      "скр двер",
    ];
    const check = async () => {
      for (const name of ["dina", "ben"] as const) for (const where of words) await alike(name, where);
    };
    await check();
    const ticket = await ticketOf(app, { subject: "Скрипит пол" });
    assert.ok((await alike("dina", "скрипит", "-updated")).numbers.includes(ticket.number));
    await bringUpToDate(columns, later);
    assert.ok((await alike("dina", "скрипит", "-updated")).numbers.includes(ticket.number));
    await app.as("dina").patch(`/tickets/${ticket.number}`, { subject: "Стонет пол" });
    assert.ok(!(await alike("dina", "скрипит", "-updated")).numbers.includes(ticket.number));
    await bringUpToDate(columns, later);
    assert.ok(!(await alike("dina", "скрипит", "-updated")).numbers.includes(ticket.number));
    await check();
  });

  it("leaves texts of one's own, parts of moments and orders by names to the database", async () => {
    for (const where of ["subject:дверь", "createdTime>10:00"]) await alike("dina", where);
    for (const sort of ["client", "site", "status"]) await alike("dina", "channel:email", sort);
  });
});
