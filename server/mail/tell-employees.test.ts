import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { NOW, type TestApp, testApp } from "../../test/app.ts";
import type { CastName } from "../../test/cast-people.ts";
import { type TestPost, testPost } from "../../test/post.ts";
import { ticketInWork, ticketOf } from "../../test/ticket-of.ts";

describe("letters to employees", () => {
  let app: TestApp;
  let post: TestPost;
  before(async () => {
    app = await testApp();
    post = await testPost(app);
  });
  beforeEach(() => app.clock.set(NOW));
  after(async () => {
    await post.close();
    await app.close();
  });
  const ofRole = (role: keyof TestApp["cast"]["roles"], notices: object) =>
    app.as("boss").patch(`/roles/${app.cast.roles[role]}`, { notices });
  const ofProfile = (name: CastName, notices: object) =>
    app.as("boss").patch(`/employees/${app.cast.people[name].id}`, { notices });
  /** Whom letters about this ticket went to, and about what, in their order. */
  const told = async (ticketId: string) => {
    await app.work();
    const names = new Map(Object.entries(app.cast.people).map(([name, { email }]) => [email, name]));
    return (await post.outbox())
      .filter(({ ticket_id, kind }) => ticket_id === ticketId && kind.startsWith("employee-"))
      .map(({ to_address, kind }) => `${names.get(to_address)} ${kind.slice("employee-".length)}`);
  };
  const all = Object.fromEntries(
    ["assigned", "team", "status", "message", "note", "fields", "rating"].map((about) => [about, { email: true }]),
  );

  it("[H-SUSP-09] reminds of the end of a suspension only whom role or profile lets", async () => {
    const suspended = async () => {
      const { id } = await ticketInWork(app);
      const sent = { to: "suspended", comment: "Ждём деталь", resumeAt: "2026-10-20" };
      await app.as("dina").post(`/tickets/${id}/move`, sent);
      return id;
    };
    const reminders = async (id: string) => {
      app.clock.set("2026-10-19T06:00:00Z");
      const letters = await told(id);
      app.clock.set(NOW);
      return letters;
    };
    assert.deepEqual(await reminders(await suspended()), []);
    await ofRole("engineer", { resume: { email: true } });
    assert.deepEqual(await reminders(await suspended()), ["ben resume"]);
    await ofProfile("ben", { resume: { email: false } });
    assert.deepEqual(await reminders(await suspended()), []);
    await ofRole("engineer", {});
    await ofProfile("ben", { resume: { email: true } });
    assert.deepEqual(await reminders(await suspended()), ["ben resume"]);
    await ofProfile("ben", {});
  });

  it("[H-SUSP-05, H-SUSP-06, H-SUSP-07, H-SUSP-08] reminds four times of a suspension, then the ticket goes on by itself", async () => {
    await ofRole("engineer", { resume: { email: true } });
    const { id } = await ticketInWork(app);
    app.clock.set("2026-10-15T09:00:00Z");
    const sent = { to: "suspended", comment: "Ждём деталь", resumeAt: "2026-10-20" };
    await app.as("dina").post(`/tickets/${id}/move`, sent);
    const seen: [number, string][] = [];
    // Moscow is three hours ahead.
    for (const moment of [
      "17T05:59",
      "17T06:00",
      "18T06:00",
      "19T06:00",
      "20T06:59",
      "20T07:00",
      "20T07:59",
      "20T08:00",
    ]) {
      app.clock.set(`2026-10-${moment}:00Z`);
      const letters = await told(id);
      assert.ok(letters.every((letter) => letter === "ben resume"));
      seen.push([letters.length, (await app.as("dina").get(`/tickets/${id}`)).body.status]);
    }
    assert.deepEqual(seen, [
      [0, "suspended"],
      [1, "suspended"],
      [2, "suspended"],
      [3, "suspended"],
      [3, "suspended"],
      [4, "suspended"],
      [4, "suspended"],
      [4, "in_progress"],
    ]);
    await ofRole("engineer", {});
  });

  it("[O-ASG-06] tells the assignee of all that happens to his ticket, but not of what he does himself", async () => {
    await ofRole("engineer", all);
    const { id } = await ticketOf(app, { assignees: [app.cast.people.ben.id] });
    assert.deepEqual(await told(id), ["ben assigned"]);
    await app.as("dina").post(`/tickets/${id}/move`, { to: "in_progress" });
    await app.as("ada").post(`/tickets/${id}/messages`, { text: "Когда?" });
    await app.as("dina").post(`/tickets/${id}/notes`, { text: "Позвоните жильцу" });
    await app.as("dina").patch(`/tickets/${id}`, { subject: "Течёт кран" });
    const before = ["ben assigned", "ben status", "ben message", "ben note", "ben fields"];
    assert.deepEqual(await told(id), before);
    await app.as("ben").post(`/tickets/${id}/notes`, { text: "Позвонил" });
    await app.as("ben").post(`/tickets/${id}/move`, { to: "done" });
    assert.deepEqual(await told(id), before);
    await app.as("ada").put(`/tickets/${id}/rating`, { score: 5 });
    assert.deepEqual(await told(id), [...before, "ben rating"]);
    await ofRole("engineer", {});
  });

  it("[H-APP-04, H-NOT-10] tells those on the ticket that it is approved, once the last stage has agreed", async () => {
    const { boss, carl, ben } = app.cast.people;
    const stage = (name: string, approver: string) => ({ name, approvers: [approver], rule: "all" });
    const stages = [stage("Смета", boss.id), stage("Деньги", carl.id)];
    const { plumbing } = app.cast.services;
    await app.as("boss").patch(`/services/${plumbing}`, { options: { routing: true, stages } });
    await ofRole("engineer", { approved: { email: true } });
    const { id } = await ticketOf(app, { observers: [ben.id] });
    await app.as("boss").post(`/tickets/${id}/approve`, { answer: "agreed" });
    assert.deepEqual(await told(id), []);
    await app.as("carl").post(`/tickets/${id}/approve`, { answer: "agreed" });
    assert.deepEqual(await told(id), ["ben approved"]);
    await ofRole("engineer", {});
    await app.as("boss").patch(`/services/${plumbing}`, { options: {} });
  });

  it("[O-ASG-08] tells of a ticket of the team those on its list for notices, not all of the team", async () => {
    const { teams, people } = app.cast;
    const members = [
      { id: people.ben.id, notified: true },
      { id: people.dina.id, notified: true },
      { id: people.carl.id, notified: false },
      { id: people.eve.id, notified: true },
    ];
    await app.as("boss").patch(`/teams/${teams.plumbing}`, { members });
    for (const role of ["engineer", "dispatcher", "controller"] as const) await ofRole(role, all);
    const { id } = await ticketOf(app);
    // Dina acts herself, carl is not on the list, and eve may not open tickets of this site.
    assert.deepEqual(await told(id), ["ben team"]);
    await app.as("ada").post(`/tickets/${id}/messages`, { text: "Когда?" });
    assert.deepEqual((await told(id)).slice(1).sort(), ["ben message", "dina message"]);
    await app.as("boss").post(`/tickets/${id}/assign`, { assignees: [people.ben.id] });
    await app.as("ada").post(`/tickets/${id}/messages`, { text: "Жду" });
    assert.deepEqual((await told(id)).slice(3), ["ben assigned", "ben message"]);
    for (const role of ["engineer", "dispatcher", "controller"] as const) await ofRole(role, {});
    await app.as("boss").patch(`/teams/${teams.plumbing}`, { members: [{ id: people.ben.id }] });
  });

  it("[O-OBS-01, O-OBS-04] tells observers, people and teams, until they are taken off", async () => {
    const { teams, people } = app.cast;
    const members = [{ id: people.carl.id, notified: true }];
    await app.as("boss").patch(`/teams/${teams.lifts}`, { members });
    await ofRole("controller", all);
    await ofRole("reader", all);
    const { id } = await ticketOf(app);
    const added = { observers: [people.rita.id], observerTeams: [teams.lifts] };
    const { body } = await app.as("dina").post(`/tickets/${id}/assign`, added);
    assert.deepEqual(
      [body.observers?.map(({ name }) => name), body.observerTeams?.map(({ name }) => name)],
      [[people.rita.name], ["Лифтёры"]],
    );
    await app.as("ada").post(`/tickets/${id}/messages`, { text: "Раз" });
    // Both at once, in no order.
    assert.deepEqual((await told(id)).toSorted(), ["carl message", "rita message"]);
    await app.as("dina").post(`/tickets/${id}/assign`, { observers: [] });
    await app.as("ada").post(`/tickets/${id}/messages`, { text: "Два" });
    assert.deepEqual((await told(id)).slice(2), ["carl message"]);
    await app.as("dina").post(`/tickets/${id}/assign`, { observerTeams: [] });
    await app.as("ada").post(`/tickets/${id}/messages`, { text: "Три" });
    assert.deepEqual((await told(id)).slice(3), []);
    const strange = await app.as("dina").post(`/tickets/${id}/assign`, { observerTeams: [app.cast.otherWorkspaceId] });
    assert.equal(strange.problem.refusals?.[0]?.field, "observerTeams");
    await ofRole("controller", {});
    await ofRole("reader", {});
  });

  it("says in the letter which ticket it is about, and leads to it", async () => {
    await ofRole("engineer", all);
    const { id, number } = await ticketOf(app, { assignees: [app.cast.people.ben.id] });
    await told(id);
    const letter = (await post.outbox()).findLast(({ ticket_id }) => ticket_id === id);
    assert.match(letter?.subject ?? "", new RegExp(`#${number}\\b`));
    assert.match(letter?.text ?? "", new RegExp(`http://localhost:4000/tickets/${number}\\b`));
    assert.match(letter?.text ?? "", /Вас назначили исполнителем заявки/);
    await ofRole("engineer", {});
  });
});
