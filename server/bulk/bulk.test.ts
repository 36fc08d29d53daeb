import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { BulkAction } from "../../contract/bulk.ts";
import { type TestApp, testApp } from "../../test/app.ts";
import type { CastName } from "../../test/cast-people.ts";
import { type TestPost, testPost } from "../../test/post.ts";
import { ticketInWork, ticketOf } from "../../test/ticket-of.ts";
import { newId } from "../platform/ids.ts";

type Ticket = { id: string; number: number };
const QUIET = { employees: false, clients: false };
const DONE: BulkAction = { do: "move", to: "done", comment: "Авария устранена" };

describe("one action on many tickets", () => {
  let app: TestApp;
  let post: TestPost;
  before(async () => {
    app = await testApp();
    post = await testPost(app);
  });
  after(async () => {
    await post.close();
    await app.close();
  });
  const ids = (tickets: readonly Ticket[]) => tickets.map(({ id }) => id);
  /** Does it and waits for its end: the action as it is then, and what became of each. */
  const doTo = async (action: BulkAction, tickets: readonly Ticket[], name: CastName = "dina") => {
    const { id } = (await app.as(name).post("/bulk", { action, tickets: ids(tickets) })).body;
    await app.work();
    return report(id, name);
  };
  const report = async (id: string, name: CastName = "dina") => ({
    bulk: (await app.as(name).get(`/bulk/${id}`)).body,
    items: (await app.as(name).get(`/bulk/${id}/tickets`)).body.items,
  });
  const ticketAt = async ({ id }: Ticket) => (await app.as("dina").get(`/tickets/${id}`)).body;
  const assignees = async (ticket: Ticket) => (await ticketAt(ticket)).assignees.map(({ name }) => name);
  const codesOf = (items: { refusals: { code: string }[] }[]) => items.map(({ refusals }) => refusals[0]?.code);
  const assign = (
    employees: readonly string[],
    more: Partial<Extract<BulkAction, { do: "assign" }>> = {},
  ): BulkAction => ({
    ...{ do: "assign", part: "assignees", mode: "add", notify: QUIET },
    employees: [...employees],
    ...more,
  });

  it("takes at most 100 that are chosen by hand, and something", async () => {
    const send = async (tickets: string[]) =>
      (await app.as("dina").post("/bulk", { action: DONE, tickets })).problem.refusals?.[0]?.field;
    assert.equal(await send(Array.from({ length: 101 }, newId)), "tickets");
    const nothing = [{}, { tickets: [newId()] }, { where: "number:0" }, { tickets: [newId()], where: "" }];
    for (const chosen of nothing) {
      assert.equal(
        (await app.as("dina").post("/bulk", { action: DONE, ...chosen })).problem.code,
        "bulk/nothing-chosen",
      );
    }
  });

  it("[H-BULK-05] wants a comment for Done, Suspended and Cancelled, and puts it into the block Management", async () => {
    for (const to of ["done", "suspended", "cancelled"]) {
      const tickets = [await ticketInWork(app), await ticketInWork(app)];
      const silent = await doTo({ do: "move", to }, tickets);
      assert.deepEqual([silent.bulk.done, silent.bulk.refused], [0, 2], to);
      assert.deepEqual(codesOf(silent.items), ["comment-required", "comment-required"], to);
      const said = await doTo({ do: "move", to, comment: "Авария устранена" }, tickets);
      assert.deepEqual([said.bulk.done, said.bulk.refused], [2, 0], to);
      for (const ticket of tickets) {
        const { status, statusComment } = await ticketAt(ticket);
        assert.deepEqual([status, statusComment], [to, "Авария устранена"]);
      }
    }
    // Words of an earlier change, which nobody has before him, do not stand for new ones.
    const earlier = await ticketInWork(app);
    await app.as("dina").post(`/tickets/${earlier.id}/move`, { to: "suspended", comment: "Ждём деталь" });
    await app.as("dina").post(`/tickets/${earlier.id}/move`, { to: "in_progress" });
    assert.deepEqual(codesOf((await doTo({ do: "move", to: "done" }, [earlier])).items), ["comment-required"]);
  });

  it("[H-BULK-07] changes what it can and lists the rest with its cause", async () => {
    const [one, waiting, two] = [await ticketInWork(app), await ticketOf(app), await ticketInWork(app)];
    const { bulk, items } = await doTo(DONE, [one, waiting, two]);
    assert.deepEqual([bulk.state, bulk.done, bulk.same, bulk.refused], ["done", 2, 0, 1]);
    const outcomes = items.map(({ ticket, outcome, refusals }) => [ticket.id, outcome, refusals[0]?.code ?? ""]);
    assert.deepEqual(outcomes, [
      [one.id, "done", ""],
      [waiting.id, "refused", "no-such-move"],
      [two.id, "done", ""],
    ]);
    assert.equal((await ticketAt(waiting)).status, "waiting");
    const only = (await app.as("dina").get(`/bulk/${bulk.id}/tickets?only=refused&limit=1`)).body;
    assert.deepEqual([only.items.map(({ ticket }) => ticket.number), only.next], [[waiting.number], undefined]);
  });

  it("[H-BULK-08, H-BULK-09] adds one or several people, or puts them in the place of others", async () => {
    const { ben, boss, dina } = app.cast.people;
    const ticket = await ticketOf(app, { team: null, assignees: [ben.id] });
    const bare = await ticketOf(app, { team: null });
    await doTo(assign([dina.id]), [ticket, bare]);
    assert.deepEqual([await assignees(ticket), await assignees(bare)], [[ben.name, dina.name], [dina.name]]);
    await doTo(assign([boss.id, ben.id], { mode: "replace" }), [ticket, bare]);
    assert.deepEqual(
      [await assignees(ticket), await assignees(bare)],
      [
        [boss.name, ben.name],
        [boss.name, ben.name],
      ],
    );
    await doTo(assign([dina.id], { part: "observers" }), [ticket]);
    assert.deepEqual(
      (await ticketAt(ticket)).observers?.map(({ name }) => name),
      [dina.name],
    );
  });

  it("[H-BULK-11] does not go beyond the service's most assignees, and lists the tickets left as they are", async () => {
    const { services, people } = app.cast;
    const allow = (maxAssignees: number) => app.as("boss").patch(`/services/${services.plumbing}`, { maxAssignees });
    await allow(1);
    const full = await ticketOf(app, { team: null, assignees: [people.ben.id] });
    const empty = await ticketOf(app, { team: null });
    const { bulk, items } = await doTo(assign([people.dina.id]), [full, empty]);
    await allow(2);
    assert.deepEqual([bulk.done, bulk.refused], [1, 1]);
    const refused = items.filter(({ outcome }) => outcome === "refused");
    assert.deepEqual([refused.map(({ ticket }) => ticket.id), codesOf(refused)], [[full.id], ["too-many-assignees"]]);
    assert.deepEqual([await assignees(full), await assignees(empty)], [[people.ben.name], [people.dina.name]]);
  });

  it("[H-BULK-12] leaves a ticket as it is when they are not of its team", async () => {
    const { people, teams } = app.cast;
    const ticket = await ticketOf(app, { team: teams.plumbing });
    const { bulk, items } = await doTo(assign([people.eve.id], { mode: "replace" }), [ticket]);
    assert.deepEqual([bulk.done, codesOf(items)], [0, ["not-in-team"]]);
    assert.deepEqual(await assignees(ticket), []);
  });

  it("[H-BULK-10, H-NOT-24] tells new assignees and clients of it, or nobody", async () => {
    const { ben, ada } = app.cast.people;
    await app.as("boss").patch(`/employees/${ben.id}`, { notices: { assigned: { email: true } } });
    const told = async (notify: { employees: boolean; clients: boolean }) => {
      const ticket = await ticketOf(app);
      await doTo(assign([ben.id], { mode: "replace", notify }), [ticket]);
      assert.deepEqual(await assignees(ticket), [ben.name]);
      const letters = (await post.outbox()).filter(({ ticket_id }) => ticket_id === ticket.id);
      return letters.map(({ to_address, kind }) => [to_address, kind]).toSorted();
    };
    const [toEmployee, toClient] = [
      [ben.email, "employee-assigned"],
      [ada.email, "notice-assigned"],
    ];
    assert.deepEqual(await told({ employees: true, clients: true }), [toClient, toEmployee]);
    assert.deepEqual(await told({ employees: true, clients: false }), [toEmployee]);
    assert.deepEqual(await told({ employees: false, clients: true }), [toClient]);
    assert.deepEqual(await told(QUIET), []);
    await app.as("boss").patch(`/employees/${ben.id}`, { notices: {} });
  });

  it("marks one's own tickets unread, and lists those of others", async () => {
    const ticket = await ticketInWork(app);
    const strange = await ticketOf(app);
    await app.as("ben").post(`/tickets/${ticket.id}/seen`, {});
    const { items } = await doTo({ do: "unread" }, [ticket, strange], "ben");
    const unread = async () =>
      (await app.as("ben").get(`/tickets?where=number:${ticket.number}`)).body.items[0]?.unread;
    assert.deepEqual([codesOf(items), await unread()], [[undefined, "not-assignee"], true]);
    const again = await doTo({ do: "unread" }, [ticket], "ben");
    assert.deepEqual([again.bulk.same, await unread()], [1, true]);
    assert.equal((await app.as("dina").get(`/bulk/${again.bulk.id}`)).status, 404);
  });

  it("writes fields and tags by the rights that the role has for each field", async () => {
    const boss = app.as("boss");
    const made = await boss.post("/fields", { name: "Теги", key: "tags", type: "lists", options: ["fire", "flood"] });
    const tickets = [await ticketOf(app, { custom: { tags: ["fire"] } }), await ticketOf(app)];
    const tag: BulkAction = { do: "tag", field: "tags", add: ["flood"], remove: ["fire"] };
    await doTo(tag, tickets);
    for (const ticket of tickets) assert.deepEqual((await ticketAt(ticket)).custom?.tags, ["flood"]);
    assert.equal((await doTo(tag, tickets)).bulk.same, 2);
    await doTo({ do: "set", fields: { priority: "high" } }, tickets);
    assert.equal((await ticketAt(tickets[0] as Ticket)).priority, "high");
    const hidden = { roles: { [app.cast.roles.dispatcher]: "hidden" } };
    await boss.patch(`/fields/${made.body.id}`, { access: hidden });
    const { bulk, items } = await doTo({ ...tag, add: ["fire"], remove: [] }, tickets);
    assert.deepEqual([bulk.refused, codesOf(items)], [2, ["unknown-field", "unknown-field"]]);
  });

  it("is for employees with the right, each ticket as far as they see it", async () => {
    const ticket = await ticketOf(app);
    const body = { action: assign([app.cast.people.ben.id]), tickets: [ticket.id] };
    const answers = await Promise.all(
      (["ada", "rita", "ben", "eve", "max", null] as const).map((name) => app.as(name).post("/bulk", body)),
    );
    // Ben may not assign; max has the right, and there is no such ticket at his desk.
    assert.deepEqual(
      answers.map(({ status }) => status),
      [403, 403, 403, 403, 422, 401],
    );
    const strange = await app.as("eve").post("/bulk/preview", { action: DONE, tickets: [ticket.id] });
    assert.equal(strange.body.total, 0);
  });
});
