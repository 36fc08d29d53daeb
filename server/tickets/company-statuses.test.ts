import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { NOW, type TestApp, testApp } from "../../test/app.ts";
import { type CompanyDesk, companyDesk } from "../../test/company-desk.ts";

describe("the statuses of a ticket of a company", () => {
  let app: TestApp;
  let desk: CompanyDesk;
  before(async () => {
    app = await testApp();
    desk = await companyDesk(app);
  });
  after(() => app.close());
  const move = (id: string, to: string, more: object = {}) =>
    app.as("dina").post(`/tickets/${id}/move`, { to, ...more });
  const statusOf = async (id: string) => (await app.as("dina").get(`/tickets/${id}`)).body.status;
  const changes = async (id: string) =>
    (await app.as("dina").get(`/tickets/${id}/events`)).body.items.filter(({ kind }) => kind === "status.changed");
  const at = async (moment: string) => {
    app.clock.set(moment);
    await app.work();
  };

  it("[O-STAT-08, O-STAT-09] defers until a time, and opens the ticket by itself then, which the history tells of the system", async () => {
    const { id } = await desk.ticket();
    const refused = await move(id, "deferred");
    assert.deepEqual([refused.status, refused.problem.refusals?.[0]?.field], [422, "resumeAt"]);
    await move(id, "deferred", { resumeAt: "2026-10-16T12:30:00Z" });
    const byHand = (await desk.ticket()).id;
    await move(byHand, "deferred", { resumeAt: "2026-10-16T12:30:00Z" });
    await move(byHand, "open");
    await at("2026-10-16T12:29:00Z");
    assert.equal(await statusOf(id), "deferred");
    await at("2026-10-16T12:30:00Z");
    assert.equal(await statusOf(id), "open");
    const [last] = await changes(id);
    assert.deepEqual([last?.actor.kind, last?.data.to, last?.why[0]?.rule], ["system", "open", "resume"]);
    assert.equal((await changes(byHand)).length, 2);
    app.clock.set(NOW);
  });

  it("[O-STAT-11] names the contact who closed it as the author", async () => {
    const { id } = await desk.resolved();
    await app.as("ada").post(`/tickets/${id}/move`, { to: "closed" });
    const [last] = await changes(id);
    assert.deepEqual([last?.data.to, last?.actor.kind, last?.actor.id], ["closed", "client", app.cast.people.ada.id]);
  });

  it("[O-STAT-14, O-SLA-24] closes what is resolved after the timeout of the settings, and without one never", async () => {
    const timeout = (autoCloseAfter: string | null) =>
      app.as("boss").patch("/workspace", { settings: { autoCloseAfter } });
    await timeout(null);
    const left = (await desk.resolved()).id;
    await timeout("P3D");
    const { id } = await desk.resolved();
    await at("2026-10-17T08:59:00Z");
    assert.equal(await statusOf(id), "resolved");
    await at("2026-10-17T09:00:00Z");
    assert.equal(await statusOf(id), "closed");
    await timeout(null);
    await at("2026-11-20T09:00:00Z");
    assert.equal(await statusOf(left), "resolved");
    app.clock.set(NOW);
  });

  it("[O-ASG-02] is one employee's or a team's, each in the other's place", async () => {
    const { id } = await desk.ticket();
    const { teams, people } = app.cast;
    const assign = async (body: object) => {
      const { team, assignees } = (await app.as("dina").post(`/tickets/${id}/assign`, body)).body;
      return [team?.id ?? null, assignees.map((one) => one.id)];
    };
    assert.deepEqual(await assign({ team: teams.lifts }), [teams.lifts, []]);
    assert.deepEqual(await assign({ assignees: [people.ben.id] }), [null, [people.ben.id]]);
    assert.deepEqual(await assign({ team: teams.plumbing }), [teams.plumbing, []]);
  });

  it("[O-OBS-03] is followed by whoever sees it, at his own word, and by nobody whom he names", async () => {
    const { id } = await desk.ticket();
    const { rita, carl } = app.cast.people;
    const follow = (observers: string[]) => app.as("rita").post(`/tickets/${id}/assign`, { observers });
    assert.deepEqual(
      (await follow([rita.id])).body.observers?.map((one) => one.id),
      [rita.id],
    );
    assert.equal((await follow([rita.id, carl.id])).status, 403);
    assert.deepEqual((await follow([])).body.observers, []);
  });

  it("[O-COM-02] has notes for employees alone to write: a contact has no choice", async () => {
    const { id } = await desk.ticket();
    assert.equal((await app.as("dina").post(`/tickets/${id}/notes`, { text: "Между нами" })).status, 201);
    assert.equal((await app.as("dina").post(`/tickets/${id}/messages`, { text: "Всем" })).status, 201);
    assert.equal((await app.as("ada").post(`/tickets/${id}/notes`, { text: "И мне" })).status, 403);
    const said = (await app.as("ada").post(`/tickets/${id}/messages`, { text: "Всем", thread: "internal" })).status;
    assert.equal(said, 422);
  });
});
