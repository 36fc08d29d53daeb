import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { ticketOf } from "../../test/ticket-of.ts";

describe("two people change a ticket at once", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const since = (version: number) => ({ headers: { "if-match": `"${version}"` } });

  it("[B-KEY-03] takes one of two edits and gives the other the difference, with nothing lost", async () => {
    const { id, version } = await ticketOf(app);
    const answers = await Promise.all([
      app.as("dina").patch(`/tickets/${id}`, { subject: "От Дины", description: "Капает" }, since(version)),
      app.as("ben").patch(`/tickets/${id}`, { subject: "От Бена", description: "Капает" }, since(version)),
    ]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 412]);
    const [won, lost] = answers[0].status === 200 ? ["От Дины", "От Бена"] : ["От Бена", "От Дины"];
    const refused = answers.find(({ status }) => status === 412);
    const now = (await app.as("dina").get(`/tickets/${id}`)).body;
    assert.deepEqual(refused?.problem.difference, {
      subject: { yours: lost, theirs: won },
      version: { yours: version, theirs: now.version },
    });
    assert.equal(now.subject, won);
    const chosen = await app.as("ben").patch(`/tickets/${id}`, { subject: "Решили вместе" }, since(now.version));
    assert.equal(chosen.body.subject, "Решили вместе");
  });

  it("tells who was assigned and which status was set meanwhile", async () => {
    const { id, version } = await ticketOf(app);
    const { ben, boss } = app.cast.people;
    await app.as("dina").post(`/tickets/${id}/assign`, { team: null, assignees: [ben.id] });
    await app.as("dina").post(`/tickets/${id}/move`, { to: "in_progress" });
    const assigned = await app.as("boss").post(`/tickets/${id}/assign`, { assignees: [boss.id] }, since(version));
    assert.deepEqual(assigned.problem.difference?.assignees, { yours: [boss.id], theirs: [ben.id] });
    const moved = await app.as("boss").post(`/tickets/${id}/move`, { to: "cancelled", comment: "x" }, since(version));
    assert.deepEqual(moved.problem.difference?.status, { yours: "cancelled", theirs: "in_progress" });
    assert.equal((await app.as("dina").get(`/tickets/${id}`)).body.status, "in_progress");
  });

  it("asks also when only words came between, and does without where no version is sent", async () => {
    const { id, version } = await ticketOf(app);
    await app.as("ada").post(`/tickets/${id}/messages`, { text: "Когда придёте?" });
    const said = await app.as("dina").post(`/tickets/${id}/messages`, { text: "Завтра" });
    assert.equal(said.status, 201);
    const stale = await app.as("dina").patch(`/tickets/${id}`, { subject: "Иначе" }, since(version));
    assert.deepEqual([stale.status, Object.keys(stale.problem.difference ?? {})], [412, ["subject", "version"]]);
    const free = await app.as("dina").patch(`/tickets/${id}`, { subject: "Иначе" });
    assert.equal(free.body.subject, "Иначе");
  });

  it("reads the version in any of its forms, and refuses one that is none", async () => {
    const { id, version } = await ticketOf(app);
    const send = (value: string) =>
      app.as("dina").patch(`/tickets/${id}`, { subject: "Иначе" }, { headers: { "if-match": value } });
    assert.equal((await send(String(version))).status, 200);
    assert.equal((await send("*")).status, 200);
    assert.equal((await send("yesterday")).status, 400);
    assert.equal((await app.as("max").patch(`/tickets/${id}`, { subject: "x" }, since(1))).status, 404);
  });
});
