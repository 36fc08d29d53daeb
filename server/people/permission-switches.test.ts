import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { PERMISSION_KEYS, type Permission } from "../../core/access/permissions.ts";
import { type TestApp, testApp } from "../../test/app.ts";
import { ticketOf } from "../../test/ticket-of.ts";

let app: TestApp;
before(async () => {
  app = await testApp();
  const { cast, owner } = app;
  const stages = [{ name: "Смета", approvers: [cast.people.rita.id], rule: "all" }];
  await owner
    .updateTable("service")
    .set({ options: JSON.stringify({ routing: true, stages }) })
    .where("id", "=", cast.services.lift)
    .execute();
});
after(() => app.close());

/** Lets rita's role do everything but one thing, or everything. */
const allBut = (off: Permission | null) =>
  app
    .as("boss")
    .patch(`/roles/${app.cast.roles.reader}`, { permissions: PERMISSION_KEYS.filter((key) => key !== off) });

/** What rita is answered without the permission, and with it. */
async function withoutAndWith(off: Permission, ask: () => Promise<{ status: number }>): Promise<[number, number]> {
  await allBut(off);
  const { status: without } = await ask();
  await allBut(null);
  return [without, (await ask()).status];
}

describe("a permission switched off in the role", () => {
  it("[H-ACC-03] closes the set-up of services", async () => {
    const rita = app.as("rita");
    const { services, types } = app.cast;
    const change = () => rita.patch(`/services/${services.lift}`, { note: "Звонить диспетчеру" });
    assert.deepEqual(await withoutAndWith("section.services", change), [403, 200]);
    const add = () => rita.post("/services", { name: "Домофон", type: types.requests });
    assert.deepEqual(await withoutAndWith("section.services", add), [403, 201]);
  });

  it("[H-ACC-04] closes the cards of clients and the care of units", async () => {
    const { people, places } = app.cast;
    const open = () => app.as("rita").get(`/contacts/${people.ada.id}`);
    assert.deepEqual(await withoutAndWith("section.clients", open), [403, 200]);
    const change = () => app.as("rita").patch(`/places/${places.flat12}`, { note: "Домофон 12" });
    assert.deepEqual(await withoutAndWith("section.places", change), [403, 200]);
  });

  it("closes creating and changing tickets", async () => {
    const { id } = await ticketOf(app);
    const edit = () => app.as("rita").patch(`/tickets/${id}`, { subject: "Иначе" });
    assert.deepEqual(await withoutAndWith("ticket.write", edit), [403, 200]);
    const note = () => app.as("rita").post(`/tickets/${id}/notes`, { text: "Ключи у консьержа" });
    assert.deepEqual(await withoutAndWith("ticket.write", note), [403, 201]);
    const create = () => app.as("rita").post("/tickets", { subject: "Кран", client: { name: "Сосед" } });
    const [without] = await withoutAndWith("ticket.write", create);
    assert.equal(without, 403);
  });

  it("[H-ACC-07] closes the chat with residents for writing", async () => {
    const { id } = await ticketOf(app);
    const say = () => app.as("rita").post(`/tickets/${id}/messages`, { text: "Добрый день" });
    assert.deepEqual(await withoutAndWith("message.send", say), [403, 201]);
  });

  it("[H-ACC-08] takes the answer to an approval away from an approver", async () => {
    const { services } = app.cast;
    const { id, status } = await ticketOf(app, { service: services.lift, form: {} });
    assert.equal(status, "approval");
    await allBut("ticket.approve");
    assert.equal((await app.as("rita").get(`/tickets/${id}`)).body.can.approve, false);
    const agree = () => app.as("rita").post(`/tickets/${id}/approve`, { answer: "agreed" });
    assert.deepEqual(await withoutAndWith("ticket.approve", agree), [403, 200]);
  });

  it("[H-ACC-09] takes cancelling out of the moves that are offered", async () => {
    const { id } = await ticketOf(app);
    const offered = async () => (await app.as("rita").get(`/tickets/${id}`)).body.moves.map(({ to }) => to);
    await allBut("ticket.cancel");
    assert.ok(!(await offered()).includes("cancelled"));
    const cancel = () =>
      app.as("rita").post(`/tickets/${id}/move`, { to: "cancelled", comment: "Ошибка", reasons: ["Ошибка"] });
    assert.equal((await cancel()).status, 403);
    await allBut(null);
    assert.ok((await offered()).includes("cancelled"));
    assert.equal((await cancel()).status, 200);
  });
});
