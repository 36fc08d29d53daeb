import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { ticketDone, ticketInWork, ticketOf } from "../../test/ticket-of.ts";

describe("POST /tickets/{id}/assign", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const codes = (answer: { problem: { refusals?: { code: string; field?: string }[] } }) =>
    (answer.problem.refusals ?? []).map(({ code, field }) => [code, field]);

  it("[H-ASG-01] names the assignee, and a teammate sees it", async () => {
    const ticket = await ticketOf(app);
    const { ben } = app.cast.people;
    const { body } = await app.as("dina").post(`/tickets/${ticket.id}/assign`, { assignees: [ben.id] });
    assert.deepEqual(
      body.assignees.map(({ id }) => id),
      [ben.id],
    );
    assert.equal((await app.as("ben").get(`/tickets/${ticket.id}`)).body.assignees[0]?.name, ben.name);
  });

  it("[H-ASG-02, H-ACC-17, H-EMP-27] offers, finds and takes only employees of the team with access to the site", async () => {
    const ticket = await ticketOf(app);
    const candidates = async (search = "") => {
      const { body } = await app.as("dina").get(`/tickets/${ticket.id}/candidates?part=assignee&search=${search}`);
      return body.items.map(({ id }) => id);
    };
    assert.deepEqual(await candidates(), [app.cast.people.ben.id]);
    assert.deepEqual([await candidates("ben"), await candidates("eve")], [[app.cast.people.ben.id], []]);
    const { people, teams, workspaceId: workspace_id } = app.cast;
    const giveToEve = async () => {
      const answer = await app.as("dina").post(`/tickets/${ticket.id}/assign`, { assignees: [people.eve.id] });
      assert.equal(answer.status, 422);
      return codes(answer).map(([code]) => code);
    };
    assert.deepEqual(await giveToEve(), ["not-in-team"]);
    // In the team now, and still without the site.
    const member = { workspace_id, team_id: teams.plumbing, employee_id: people.eve.id };
    await app.owner.insertInto("team_member").values(member).execute();
    assert.deepEqual([await candidates(), await candidates("eve")], [[people.ben.id], []]);
    assert.deepEqual(await giveToEve(), ["no-site-access"]);
    await app.owner
      .deleteFrom("team_member")
      .where("employee_id", "=", people.eve.id)
      .where("team_id", "=", teams.plumbing)
      .execute();
  });

  it("[H-ACC-16, H-CTRL-09] takes as controller only who has access to the site, of any department", async () => {
    const { services, people, workspaceId } = app.cast;
    const options = JSON.stringify({ useControllers: true });
    const service = app.owner
      .updateTable("service")
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", services.plumbing);
    await service.set({ options }).execute();
    const ticket = await ticketOf(app);
    const found = (await app.as("dina").get(`/tickets/${ticket.id}/candidates?part=controller`)).body.items.map(
      ({ id }) => id,
    );
    assert.ok(found.includes(people.carl.id) && !found.includes(people.eve.id));
    assert.equal(
      (await app.as("dina").post(`/tickets/${ticket.id}/assign`, { controllers: [people.carl.id] })).status,
      200,
    );
    const refused = await app.as("dina").post(`/tickets/${ticket.id}/assign`, { controllers: [people.eve.id] });
    assert.deepEqual(
      codes(refused),
      [["no-site-access", "controllers.0"]].map(([code]) => [code, codes(refused)[0]?.[1]]),
    );
    await service.set({ options: "{}" }).execute();
  });

  it("[H-ASG-03, H-ASG-04] counts open tickets as load and leaves out what is done or cancelled", async () => {
    const before = await load();
    const first = await ticketInWork(app);
    await ticketOf(app, { assignees: [app.cast.people.ben.id] });
    assert.equal(await load(), before + 2);
    await app.as("dina").post(`/tickets/${first.id}/move`, { to: "done" });
    const cancelled = await ticketOf(app, { assignees: [app.cast.people.ben.id] });
    await app.as("dina").post(`/tickets/${cancelled.id}/move`, { to: "cancelled", comment: "Дубль" });
    assert.equal(await load(), before + 1);
    await app.as("dina").post(`/tickets/${first.id}/reopen`, { reason: "Снова" });
    assert.equal(await load(), before + 2);
  });
  const load = async () => {
    const ticket = await ticketOf(app);
    const { items } = (await app.as("dina").get(`/tickets/${ticket.id}/candidates?part=assignee`)).body;
    return items.find(({ id }) => id === app.cast.people.ben.id)?.load ?? -1;
  };

  it("[H-ASG-06] says how many assignees the service allows, and takes no more", async () => {
    const { services, people } = app.cast;
    const allow = (maxAssignees: number) => app.as("boss").patch(`/services/${services.plumbing}`, { maxAssignees });
    const { id, maxAssignees } = await ticketOf(app, { team: null });
    assert.equal(maxAssignees, 2);
    await allow(1);
    assert.equal((await app.as("dina").get(`/tickets/${id}`)).body.maxAssignees, 1);
    const two = { assignees: [people.ben.id, people.boss.id] };
    const refused = await app.as("dina").post(`/tickets/${id}/assign`, two);
    assert.deepEqual(
      codes(refused).map(([code]) => code),
      ["too-many-assignees"],
    );
    await allow(2);
    assert.equal((await app.as("dina").post(`/tickets/${id}/assign`, two)).body.assignees.length, 2);
  });

  it("[H-COL-13] keeps everyone who ever was assignee", async () => {
    const ticket = await ticketOf(app, { team: null, assignees: [app.cast.people.ben.id] });
    const { body } = await app
      .as("dina")
      .post(`/tickets/${ticket.id}/assign`, { assignees: [app.cast.people.dina.id] });
    assert.deepEqual(
      body.assignees.map(({ id }) => id),
      [app.cast.people.dina.id],
    );
    assert.deepEqual(
      body.pastAssignees?.map(({ id }) => id),
      [app.cast.people.ben.id, app.cast.people.dina.id],
    );
  });

  it("[H-LBL-10] shows the label Unread to the new assignee alone until he opens the ticket", async () => {
    const ticket = await ticketOf(app, { assignees: [app.cast.people.ben.id] });
    const unread = async (name: "ben" | "dina") =>
      (await app.as(name).get(`/tickets?where=number:${ticket.number}`)).body.items[0]?.unread;
    assert.deepEqual([await unread("ben"), await unread("dina")], [true, false]);
    await app.as("ben").post(`/tickets/${ticket.id}/seen`, {});
    assert.equal(await unread("ben"), false);
    await app.as("ben").post(`/tickets/${ticket.id}/unread`);
    assert.equal(await unread("ben"), true);
  });

  it("[O-ASG-04] changes the assignee on the card, and lets a reader not", async () => {
    const { ben, dina } = app.cast.people;
    const ticket = await ticketOf(app, { team: null, assignees: [ben.id] });
    const assign = { team: null, assignees: [dina.id] };
    assert.equal((await app.as("dina").post(`/tickets/${ticket.id}/assign`, assign)).status, 200);
    const card = (await app.as("carl").get(`/tickets/${ticket.id}`)).body;
    assert.deepEqual(
      card.assignees.map(({ id }) => id),
      [dina.id],
    );
    const refused = await app.as("rita").post(`/tickets/${ticket.id}/assign`, { assignees: [] });
    assert.equal(refused.status, 403);
    assert.equal((await app.as("max").post(`/tickets/${ticket.id}/assign`, { assignees: [] })).status, 404);
    assert.equal((await app.as("ada").post(`/tickets/${ticket.id}/assign`, { assignees: [] })).status, 403);
  });

  it("refuses an unknown employee and a wrong id by name", async () => {
    const ticket = await ticketDone(app);
    const strange = await app.as("dina").post(`/tickets/${ticket.id}/assign`, { observers: [app.cast.people.max.id] });
    assert.deepEqual(codes(strange)[0]?.[0], "unknown-employee");
    const wrong = await app.as("dina").post(`/tickets/${ticket.id}/assign`, { assignees: ["nobody"] });
    assert.deepEqual(codes(wrong), [["invalid.format", "assignees.0"]]);
  });
});
