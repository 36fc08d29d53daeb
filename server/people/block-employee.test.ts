import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { PASSWORD } from "../../test/cast-people.ts";

let app: TestApp;
let ticketId: string;
before(async () => {
  app = await testApp();
  const { people, places, services, teams } = app.cast;
  const made = await app.as("dina").post("/tickets", {
    subject: "Течёт кран",
    service: services.plumbing,
    place: places.flat12,
    form: { room: "Кухня" },
    client: { name: "Сосед" },
    team: teams.plumbing,
    assignees: [people.ben.id],
  });
  ticketId = made.body.id;
  await app.as("ben").post(`/tickets/${ticketId}/notes`, { text: "Буду вечером" });
});
after(() => app.close());

const block = (replacement?: string) =>
  app.as("boss").post(`/employees/${app.cast.people.ben.id}/block`, replacement ? { replacement } : {});
const isOffered = async (id: string) =>
  (await app.as("dina").get(`/tickets/${ticketId}/candidates?part=assignee`)).body.items.some((one) => one.id === id);

describe("blocking an employee", () => {
  it("[O-EMP-06] is refused while he answers for a ticket that is not closed", async () => {
    const answer = await block();
    assert.deepEqual([answer.status, answer.problem.code], [409, "employee/has-tickets"]);
    assert.equal(answer.problem.refusals?.[0]?.params?.tickets, 1);
    assert.equal((await app.as("ben").get("/me")).status, 200);
  });

  it("tells before it what names him: rules by id or by name, processes, macros for everybody", async () => {
    const boss = app.as("boss");
    const { ben, eve } = app.cast.people;
    const rule = async (name: string, condition: string, result: object) =>
      (await boss.post("/rules", { kind: "routing", name, condition, result })).body.id;
    const team = app.cast.teams.lifts;
    const to = await rule("Бену", "status:waiting", { assignee: ben.id });
    const about = await rule("О Бене", `observer:"${ben.name}"`, { team });
    const other = await rule("О теме", `subject:"${ben.name}"`, { team });
    const eves = await rule("Еве", `observer:"${eve.name}"`, { assignee: eve.id });
    await boss.patch("/workspace", { settings: { macros: true } });
    const actions = [{ do: "assign", assignees: [ben.id] }];
    const macro = (await boss.post("/macros", { name: "Отдать Бену", shared: true, actions })).body.id;
    await boss.post("/macros", { name: "Мой", actions });
    const { items } = (await boss.get(`/employees/${ben.id}/uses`)).body;
    assert.deepEqual(
      items.map(({ kind, id }) => [kind, id]).toSorted(),
      [
        ["routing", to],
        ["routing", about],
        ["macro", macro],
      ].toSorted(),
    );
    for (const id of [to, about, other, eves]) await boss.delete(`/rules/${id}`);
  });

  it("needs an active colleague of the same workspace as replacement", async () => {
    const { people } = app.cast;
    for (const id of [people.ben.id, people.max.id, people.ada.id]) assert.equal((await block(id)).status, 422);
  });

  it("[O-EMP-02] [O-EMP-03] gives his tickets to the replacement and lets him in no more", async () => {
    const { people } = app.cast;
    const answer = await block(people.dina.id);
    assert.equal(answer.body.moved, 1);
    assert.deepEqual([answer.body.employee.active, answer.body.employee.load], [false, 0]);
    const ticket = (await app.as("dina").get(`/tickets/${ticketId}`)).body;
    assert.deepEqual(
      ticket.assignees?.map(({ id }) => id),
      [people.dina.id],
    );
    assert.equal((await app.as("ben").get("/me")).status, 401);
    const signIn = await app.as(null).post("/session", { email: people.ben.email, password: PASSWORD });
    assert.deepEqual([signIn.status, signIn.problem.code], [403, "session/no-access"]);
    assert.equal((await app.as("boss").post(`/employees/${people.ben.id}/invite`)).status, 409);
    assert.equal((await app.as("boss").get("/employees?active=false")).body.items.length, 1);
  });

  it("[O-EMP-04] offers him as assignee no more, and takes him no more", async () => {
    const { people } = app.cast;
    assert.equal(await isOffered(people.ben.id), false);
    const answer = await app.as("dina").post(`/tickets/${ticketId}/assign`, { assignees: [people.ben.id] });
    assert.equal(answer.status, 422);
  });

  it("[O-EMP-05] keeps what he wrote and did", async () => {
    const notes = (await app.as("dina").get(`/tickets/${ticketId}/notes`)).body.items;
    assert.deepEqual(
      notes.map(({ author, text }) => [author.name, text]),
      [["Ben Cast", "Буду вечером"]],
    );
  });

  it("[O-EMP-02] lets him in again", async () => {
    const { people } = app.cast;
    assert.equal((await app.as("boss").post(`/employees/${people.ben.id}/unblock`)).body.active, true);
    assert.equal((await app.as("ben").get("/me")).status, 200);
    assert.equal(await isOffered(people.ben.id), true);
  });

  it("is for those who set up employees only", async () => {
    const { people } = app.cast;
    assert.equal((await app.as("dina").post(`/employees/${people.rita.id}/block`, {})).status, 403);
    assert.equal((await app.as("max").post(`/employees/${people.rita.id}/block`, {})).status, 404);
  });
});
