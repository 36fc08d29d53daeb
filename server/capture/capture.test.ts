/** The form by which a visitor of a site leaves how to reach him. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { NOW, type TestApp, testApp } from "../../test/app.ts";
import { castEmployee } from "../../test/cast-people.ts";
import { createWorkspace } from "../settings/create-workspace.ts";

let app: TestApp;
let clerk: ReturnType<TestApp["with"]>;
before(async () => {
  app = await testApp();
  const { id, roles } = await createWorkspace(app.owner, { name: "Кухни", slug: "leads", preset: "leads" });
  const of = { workspaceId: id, name: "clerk", now: NOW };
  const { token } = await castEmployee(app.owner, of, { roleId: roles.get("administrator") ?? "" });
  clerk = app.with({ authorization: `Bearer ${token}` });
});
after(() => app.close());

const send = (body: object, { workspace = "leads", from = "192.0.2.1" } = {}) =>
  app.server.inject({
    method: "POST",
    url: `/api/v1/capture/${workspace}`,
    remoteAddress: from,
    payload: body,
  });
const VISITOR = { name: "Иван", phone: "+7 900 000-00-00", text: "Перезвоните мне\nпосле шести" };

describe("the contact-capture form", () => {
  it("[L-REG-01, L-REG-02, L-NEW-01] makes a ticket of what a visitor leaves: New at once, and looked at by nobody", async () => {
    assert.equal((await send(VISITOR)).statusCode, 204);
    const [row] = (await clerk.get("/tickets?fields=processedBy")).body.items;
    assert.deepEqual(
      [row?.status, row?.subject, row?.client?.name, row?.channel, row?.fields?.processedBy],
      ["new", "Перезвоните мне", "Иван", "webform", null],
    );
    const ticket = (await clerk.get(`/tickets/${row?.number}`)).body;
    assert.deepEqual([ticket.clientView?.phone, ticket.clientView?.registered], ["+7 900 000-00-00", false]);
  });

  it("asks for a name and a way back", async () => {
    const refused = await send({ name: "Иван" }, { from: "192.0.2.2" });
    assert.deepEqual([refused.statusCode, refused.json().refusals[0].code], [422, "no-way-back"]);
    assert.equal((await send({ phone: "+7 900 000-00-00" }, { from: "192.0.2.2" })).statusCode, 422);
  });

  it("is limited per address, and there only where a desk has switched it on", async () => {
    for (const workspace of ["quarter", "nowhere"]) {
      assert.equal((await send(VISITOR, { workspace, from: "192.0.2.3" })).statusCode, 404);
      assert.equal((await app.as(null).get(`/capture/${workspace}`)).status, 404);
    }
    assert.equal((await app.as(null).get("/capture/leads")).body.name, "Кухни");
    const sent = [];
    for (let turn = 0; turn < 6; turn += 1) sent.push((await send(VISITOR, { from: "192.0.2.4" })).statusCode);
    assert.deepEqual(sent, [204, 204, 204, 204, 204, 429]);
  });
});
