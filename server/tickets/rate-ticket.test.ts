import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { type CompanyDesk, companyDesk } from "../../test/company-desk.ts";
import { type TestPost, testPost } from "../../test/post.ts";
import { ticketDone, ticketInWork } from "../../test/ticket-of.ts";

describe("PUT /tickets/{id}/rating", () => {
  let app: TestApp;
  let post: TestPost;
  let desk: CompanyDesk;
  before(async () => {
    app = await testApp();
    post = await testPost(app);
    desk = await companyDesk(app);
  });
  after(async () => {
    await post.close();
    await app.close();
  });
  const rate = (id: string, score: unknown, comment?: string) =>
    app.as("ada").put(`/tickets/${id}/rating`, { score, ...(comment === undefined ? {} : { comment }) });
  const letters = async (ticketId: string) => {
    await app.work();
    return (await post.outbox()).filter(({ ticket_id }) => ticket_id === ticketId);
  };
  const setting = (settings: object) => app.as("boss").patch("/workspace", { settings });
  const options = (service: string, sent: object) => app.as("boss").patch(`/services/${service}`, { options: sent });
  const shown = async (service: string) =>
    (await app.as("vera").get("/catalogue")).body.items.find(({ id }) => id === service)?.rating;

  it("[H-RRAT-01] is asked of the resident as soon as the ticket is done", async () => {
    const ticket = await ticketInWork(app);
    await letters(ticket.id);
    assert.equal((await app.as("ada").get(`/tickets/${ticket.id}`)).body.can.rate, false);
    await app.as("dina").post(`/tickets/${ticket.id}/move`, { to: "done" });
    const asked = (await letters(ticket.id)).at(-1);
    assert.deepEqual([asked?.kind, asked?.to_address], ["notice-rate", app.cast.people.ada.email]);
    assert.match(asked?.text ?? "", new RegExp(`/portal/tickets/${ticket.number}`));
    assert.equal((await app.as("ada").get(`/tickets/${ticket.id}`)).body.can.rate, true);
    assert.equal((await rate(ticket.id, 5)).body.rating, 5);
  });

  it("[H-RATE-05] may be changed by the resident, and those on the ticket hear of it apart from the first", async () => {
    const { roles, people } = app.cast;
    const notices = { "rating-changed": { email: true } };
    await app.as("boss").patch(`/roles/${roles.engineer}`, { notices });
    const ticket = await ticketDone(app);
    const told = async () => (await letters(ticket.id)).filter(({ to_address }) => to_address === people.ben.email);
    await rate(ticket.id, 3);
    assert.deepEqual(await told(), []);
    const { body } = await rate(ticket.id, 1, "Снова капает");
    assert.deepEqual([body.rating, body.ratingComment], [1, "Снова капает"]);
    const seen = (await app.as("dina").get(`/tickets/${ticket.id}`)).body;
    assert.deepEqual([seen.rating, seen.ratingComment], [1, "Снова капает"]);
    assert.deepEqual(
      (await told()).map(({ kind }) => kind),
      ["employee-rating-changed"],
    );
  });

  it("[H-RRAT-04] moves the average that all clients see with the service", async () => {
    const { plumbing } = app.cast.services;
    const before = (await shown(plumbing)) ?? { average: 0, count: 0 };
    const sum = Math.round(before.average * before.count);
    const ticket = await ticketDone(app);
    await rate(ticket.id, 5);
    const first = { average: Math.round((10 * (sum + 5)) / (before.count + 1)) / 10, count: before.count + 1 };
    assert.deepEqual(await shown(plumbing), first);
    await rate(ticket.id, 2, "Нет");
    const second = { average: Math.round((10 * (sum + 2)) / (before.count + 1)) / 10, count: before.count + 1 };
    assert.deepEqual(await shown(plumbing), second);
  });

  it("[H-RRAT-05] is hidden from clients where the service says so", async () => {
    const { plumbing } = app.cast.services;
    await options(plumbing, { rating: "hidden" });
    assert.equal(await shown(plumbing), null);
    await options(plumbing, { rating: "average" });
    assert.ok((await shown(plumbing))?.count);
  });

  it("[H-RRAT-07] begins with the question whether it is solved, when that is on and reopening is allowed", async () => {
    const { plumbing } = app.cast.services;
    const asks = async () =>
      (await app.as("ada").get(`/tickets/${(await ticketDone(app)).id}`)).body.asksIfSolved === true;
    const seen: boolean[] = [];
    for (const [confirmCompletion, clientMayReopen] of [
      [true, true],
      [true, false],
      [false, true],
    ]) {
      await setting({ confirmCompletion });
      await options(plumbing, { clientMayReopen });
      seen.push(await asks());
    }
    assert.deepEqual(seen, [true, false, false]);
  });

  it("[H-RRAT-09, H-RREO-04] leaves the resident both after No: to rate and to reopen", async () => {
    await setting({ confirmCompletion: true });
    await options(app.cast.services.plumbing, { clientMayReopen: true });
    const ticket = await ticketDone(app);
    const { can, asksIfSolved } = (await app.as("ada").get(`/tickets/${ticket.id}`)).body;
    assert.deepEqual([asksIfSolved, can.rate, can.reopen], [true, true, true]);
    await rate(ticket.id, 2, "Не починили");
    const reopened = await app.as("ada").post(`/tickets/${ticket.id}/reopen`, { reason: "Не починили" });
    assert.deepEqual([reopened.body.status, reopened.body.rating], ["reopened", 2]);
  });

  it("[H-RREO-01] offers to reopen what is done only where the service allows it", async () => {
    const { plumbing } = app.cast.services;
    const ticket = await ticketDone(app);
    const may = async () => (await app.as("ada").get(`/tickets/${ticket.id}`)).body.can.reopen;
    await options(plumbing, { clientMayReopen: false });
    assert.equal(await may(), false);
    const refused = await app.as("ada").post(`/tickets/${ticket.id}/reopen`, { reason: "Капает" });
    assert.equal(refused.problem.refusals?.[0]?.code, "reopen-forbidden");
    await options(plumbing, { clientMayReopen: true });
    assert.equal(await may(), true);
    assert.equal((await app.as("dina").get(`/tickets/${ticket.id}`)).body.can.reopen, true);
  });

  it("[O-RATE-01] is offered only while the workspace allows it", async () => {
    await setting({ ratingAllowed: false });
    const ticket = await desk.resolved();
    const told = (await letters(ticket.id)).map(({ kind }) => kind);
    assert.ok(told.includes("notice-status") && !told.includes("notice-rate"), told.join());
    assert.equal((await app.as("ada").get(`/tickets/${ticket.id}`)).body.can.rate, false);
    assert.equal((await rate(ticket.id, 5)).problem.refusals?.[0]?.code, "not-rated-here");
    await setting({ ratingAllowed: true });
    assert.equal((await app.as("ada").get(`/tickets/${ticket.id}`)).body.can.rate, true);
    assert.equal((await rate(ticket.id, 5)).body.rating, 5);
  });

  it("is for the client of this ticket alone, and names a score that is none", async () => {
    const { id } = await ticketDone(app);
    assert.equal((await app.as("dina").put(`/tickets/${id}/rating`, { score: 5 })).status, 403);
    assert.equal((await app.as("vera").put(`/tickets/${id}/rating`, { score: 5 })).status, 404);
    for (const score of [0, 6, 2.5, "пять"]) {
      const { problem } = await rate(id, score);
      assert.equal(problem.refusals?.[0]?.field, "score");
    }
    const poor = await rate(id, 2, "  ");
    assert.deepEqual([poor.status, poor.problem.refusals?.[0]?.field], [422, "comment"]);
  });
});
