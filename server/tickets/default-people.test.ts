import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { type CompanyDesk, companyDesk } from "../../test/company-desk.ts";
import { type TestPost, testPost } from "../../test/post.ts";

describe("who answers for a new ticket when nobody is named", () => {
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
  const ofContact = (sent: object) => app.as("dina").patch(`/contacts/${app.cast.people.ada.id}`, sent);
  const ofCompany = (sent: object) => app.as("boss").patch(`/companies/${desk.company}`, sent);
  const ofDesk = (settings: object) => app.as("boss").patch("/workspace", { settings });
  const nobody = { manager: null, managerTeam: null, observers: [] };
  beforeEach(async () => {
    await ofContact(nobody);
    await ofCompany(nobody);
    await ofDesk({ defaultAssignee: null, defaultObservers: [] });
  });
  /** A ticket of ada's by each way; who answers for it, and why. */
  const ways = {
    portal: async () => (await app.as("ada").post("/tickets", { service: desk.service })).body.number,
    form: async () => (await desk.ticket()).number,
    letter: async () => {
      await post.send({ subject: "Касса", text: "Не работает" });
      return (await app.as("dina").get("/tickets?sort=-number&limit=1")).body.items[0]?.number ?? 0;
    },
  };
  const answering = async (way: keyof typeof ways) => {
    const ticket = (await app.as("boss").get(`/tickets/${await ways[way]()}`)).body;
    const { items } = (await app.as("boss").get(`/tickets/${ticket.id}/events`)).body;
    const why = items.findLast(({ kind }) => kind === "people.changed")?.why[0]?.rule;
    return [...ticket.assignees.map(({ name }) => name), ...(ticket.team ? [ticket.team.name] : []), why];
  };

  it("[O-COMP-04] is the company's responsible manager, from the portal, by letter and from the form", async () => {
    const { boss } = app.cast.people;
    await ofCompany({ manager: boss.id });
    for (const way of ["portal", "letter", "form"] as const) {
      assert.deepEqual(await answering(way), [boss.name, "manager-of-company"], way);
    }
  });

  it("[O-CONT-05] is the contact's responsible manager before the company's", async () => {
    const { boss, carl } = app.cast.people;
    await ofCompany({ manager: boss.id });
    await ofContact({ manager: carl.id });
    for (const way of ["portal", "letter", "form"] as const) {
      assert.deepEqual(await answering(way), [carl.name, "manager-of-contact"], way);
    }
  });

  it("may be a team, and the workspace's default when the client has nobody", async () => {
    const { boss } = app.cast.people;
    await ofCompany({ managerTeam: app.cast.teams.lifts });
    const ticket = (await app.as("dina").get(`/tickets/${await ways.portal()}`)).body;
    assert.deepEqual([ticket.team?.name, ticket.assignees], ["Лифтёры", []]);
    await ofCompany(nobody);
    await ofDesk({ defaultAssignee: boss.id });
    assert.deepEqual(await answering("portal"), [boss.name, "default-assignee"]);
  });

  it("is whom the form names, if it names somebody, and the service's team if the client has nobody", async () => {
    const { boss, dina } = app.cast.people;
    const { plumbing } = app.cast.services;
    await ofCompany({ manager: boss.id });
    const named = await desk.ticket({ assignees: [dina.id] });
    assert.deepEqual(
      named.assignees.map(({ name }) => name),
      [dina.name],
    );
    const left = await desk.ticket({ team: null });
    assert.deepEqual(left.assignees, []);
    await ofCompany(nobody);
    const plain = await desk.ticket({ service: plumbing, form: { room: "Кухня" } });
    assert.deepEqual([plain.team?.name, plain.assignees], ["Сантехники", []]);
  });

  it("adds the observers of workspace, company and contact together, and leaves out who is blocked", async () => {
    const { boss, carl, rita, eve } = app.cast.people;
    await app.as("boss").post(`/employees/${eve.id}/block`, {});
    await ofDesk({ defaultObservers: [boss.id] });
    await ofCompany({ observers: [carl.id] });
    await ofContact({ observers: [rita.id, eve.id] });
    for (const way of ["portal", "letter", "form"] as const) {
      const ticket = (await app.as("dina").get(`/tickets/${await ways[way]()}`)).body;
      assert.deepEqual(ticket.observers?.map(({ name }) => name).sort(), [boss.name, carl.name, rita.name], way);
    }
    await app.as("boss").post(`/employees/${eve.id}/unblock`);
  });
});
