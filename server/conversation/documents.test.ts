import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import type { CastName } from "../../test/cast-people.ts";
import { ticketDone, ticketInWork, ticketOf } from "../../test/ticket-of.ts";
import { upload } from "../../test/upload.ts";

describe("documents of a ticket", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const file = async (by: CastName, name = "акт.pdf") =>
    (await upload(app, by, { name, content: Buffer.from(name) })).id;
  const attach = async (ticket: string, by: CastName = "ben", name = "акт.pdf") => {
    const id = await file(by, name);
    const answer = await app.as(by).post(`/tickets/${ticket}/documents`, { files: [id] });
    assert.equal(answer.status, 201);
    return id;
  };
  const listed = async (ticket: string) =>
    (await app.as("dina").get(`/tickets/${ticket}/documents`)).body.items.map(({ name }) => name);
  const history = async (ticket: string) =>
    (await app.as("dina").get(`/tickets/${ticket}/events`)).body.items.map(({ kind, data }) => [kind, data.name]);

  it("[H-DOC-04] appear in the list when they are attached, for a teammate too", async () => {
    const { id } = await ticketOf(app);
    await attach(id, "ben", "акт.pdf");
    await attach(id, "dina", "фото.jpg");
    assert.deepEqual(await listed(id), ["акт.pdf", "фото.jpg"]);
    const { documents } = (await app.as("carl").get(`/tickets/${id}`)).body;
    assert.deepEqual(
      documents?.map(({ name, by }) => [name, by?.name]),
      [
        ["акт.pdf", app.cast.people.ben.name],
        ["фото.jpg", app.cast.people.dina.name],
      ],
    );
    assert.deepEqual((await history(id))[0], ["document.attached", "фото.jpg"]);
  });

  it("[H-DOC-06] are taken off, which the history tells, and can be put back", async () => {
    const { id } = await ticketOf(app);
    const document = await attach(id);
    assert.equal((await app.as("dina").delete(`/tickets/${id}/documents/${document}`)).status, 204);
    assert.deepEqual(await listed(id), []);
    assert.deepEqual((await history(id))[0], ["document.removed", "акт.pdf"]);
    assert.equal((await app.as("dina").delete(`/tickets/${id}/documents/${document}`)).status, 404);
    await app.as("dina").post(`/tickets/${id}/documents`, { files: [document] });
    assert.deepEqual(await listed(id), ["акт.pdf"]);
  });

  it("[O-FILE-02] are for employees until they are marked public, and again when the mark is taken", async () => {
    const { id, number } = await ticketOf(app);
    const document = await attach(id);
    await attach(id, "ben", "внутренний.txt");
    await app.as("ada").post(`/tickets/${id}/seen`, {});
    const seen = async () => (await app.as("ada").get(`/tickets/${id}`)).body;
    assert.equal((await seen()).documents, undefined);
    assert.equal((await app.as("ada").get(`/files/${document}`)).status, 404);

    const marked = await app.as("dina").patch(`/tickets/${id}/documents/${document}`, { public: true });
    assert.equal(marked.body.public, true);
    const { documents, news } = await seen();
    assert.deepEqual(
      documents?.map(({ name, by, public: isPublic }) => [name, by, isPublic]),
      [["акт.pdf", undefined, undefined]],
    );
    assert.equal(news, true);
    assert.equal((await app.as("ada").get(`/files/${document}`)).text, "акт.pdf");
    assert.equal((await app.as("vera").get(`/files/${document}`)).status, 404);
    const { items } = (await app.as("ben").get(`/tickets/${number}/documents`)).body;
    assert.deepEqual(
      items.map((one) => one.public),
      [true, false],
    );

    await app.as("dina").patch(`/tickets/${id}/documents/${document}`, { public: false });
    assert.equal((await seen()).documents, undefined);
    assert.equal((await app.as("ada").get(`/files/${document}`)).status, 404);
    assert.deepEqual((await history(id)).slice(0, 2), [
      ["document.marked", "акт.pdf"],
      ["document.marked", "акт.pdf"],
    ]);
  });

  it("are not shown to the client any more when they are taken off", async () => {
    const { id } = await ticketOf(app);
    const document = await attach(id);
    await app.as("dina").patch(`/tickets/${id}/documents/${document}`, { public: true });
    await app.as("dina").delete(`/tickets/${id}/documents/${document}`);
    assert.equal((await app.as("ada").get(`/files/${document}`)).status, 404);
    await app.as("dina").post(`/tickets/${id}/documents`, { files: [document] });
    assert.equal((await app.as("ada").get(`/tickets/${id}`)).body.documents, undefined);
  });

  it("[H-STAT-25, H-DOC-07] must be there before the ticket is done, where the service says so", async () => {
    const demand = (requireDocument: boolean) =>
      app.as("boss").patch(`/services/${app.cast.services.plumbing}`, { options: { requireDocument } });
    await demand(true);
    const { id } = await ticketInWork(app);
    const finish = () => app.as("ben").post(`/tickets/${id}/move`, { to: "done" });
    const refused = await finish();
    assert.deepEqual(
      refused.problem.refusals?.map(({ code, field }) => [code, field]),
      [["document-required", "documents"]],
    );
    await attach(id);
    assert.equal((await finish()).body.status, "done");
    await demand(false);
    assert.equal((await ticketDone(app)).status, "done");
  });

  it("are put on a ticket that is done, and marked there", async () => {
    const { id } = await ticketDone(app);
    const document = await attach(id);
    assert.equal((await app.as("ben").patch(`/tickets/${id}/documents/${document}`, { public: true })).status, 200);
  });

  it("are for employees who may write, and for tickets that they see", async () => {
    const { id } = await ticketOf(app);
    const document = await attach(id);
    const statuses = async (name: CastName) => [
      (await app.as(name).get(`/tickets/${id}/documents`)).status,
      (await app.as(name).post(`/tickets/${id}/documents`, { files: [document] })).status,
      (await app.as(name).patch(`/tickets/${id}/documents/${document}`, { public: true })).status,
      (await app.as(name).delete(`/tickets/${id}/documents/${document}`)).status,
    ];
    assert.deepEqual(await statuses("rita"), [200, 403, 403, 403]);
    assert.deepEqual(await statuses("ada"), [403, 403, 403, 403]);
    assert.deepEqual(await statuses("eve"), [404, 404, 404, 404]);
    assert.deepEqual(await statuses("max"), [404, 404, 404, 404]);
    assert.deepEqual(await listed(id), ["акт.pdf"]);
  });

  it("names what is wrong with what is sent", async () => {
    const { id } = await ticketOf(app);
    const foreign = await file("dina");
    const refused = await app.as("ben").post(`/tickets/${id}/documents`, { files: [foreign] });
    assert.deepEqual(refused.problem.refusals?.[0]?.field, "files.0");
    const wrong = await app.as("ben").patch(`/tickets/${id}/documents/${foreign}`, { public: "yes" });
    assert.equal(wrong.problem.refusals?.[0]?.field, "public");
    assert.equal((await app.as("ben").patch(`/tickets/${id}/documents/${foreign}`, { public: true })).status, 404);
  });
});
