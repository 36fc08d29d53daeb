import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { inWorkspace, type Tx } from "../platform/database.ts";
import {
  createContactFromMail,
  findCompanyByDomain,
  findCompanyByEmail,
  findCompanyByPhone,
  findContactByEmail,
  findContactByPhone,
  touchLastSeen,
} from "./find-client.ts";

describe("finding a client by what a channel knows", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());
  const here = <T>(work: (tx: Tx, workspaceId: string) => Promise<T>) =>
    inWorkspace(app.db, app.cast.workspaceId, (tx) => work(tx, app.cast.workspaceId));

  it("[O-COMP-05] finds a company by its phone, its email and its domain", async () => {
    const company = await app.as("dina").post("/companies", {
      name: "Лютик",
      phone: "8 (495) 111-22-33",
      email: "Info@lutik.example",
      domains: ["Lutik.example"],
    });
    const { id } = company.body;
    assert.equal((await here((tx, at) => findCompanyByPhone(tx, at, "+74951112233")))?.id, id);
    assert.equal((await here((tx, at) => findCompanyByEmail(tx, at, "info@LUTIK.example")))?.id, id);
    assert.equal((await here((tx, at) => findCompanyByDomain(tx, at, "someone@LUTIK.example")))?.id, id);
    assert.equal(await here((tx, at) => findCompanyByDomain(tx, at, "sub.lutik.example")), null);
    assert.equal(await here((tx, at) => findCompanyByPhone(tx, at, "+74951112234")), null);
  });

  it("finds a contact by address in any case, and by a phone that is nobody else's", async () => {
    const { ada } = app.cast.people;
    assert.equal((await here((tx, id) => findContactByEmail(tx, id, "ADA@cast.example")))?.id, ada.id);
    assert.equal(await here((tx, id) => findContactByEmail(tx, id, "nobody@cast.example")), null);
    await app.as("dina").patch(`/contacts/${ada.id}`, { phone: "8 (912) 345-67-89" });
    assert.equal((await here((tx, id) => findContactByPhone(tx, id, "+79123456789")))?.id, ada.id);
    await app.as("dina").post("/contacts", { name: "Сосед", phone: "+7 912 345 67 89" });
    assert.equal(await here((tx, id) => findContactByPhone(tx, id, "+79123456789")), null, "two share it");
    assert.equal(await here((tx, id) => findContactByPhone(tx, id, "12")), null);
  });

  it("sees its own workspace only", async () => {
    const { otherWorkspaceId } = app.cast;
    const found = await inWorkspace(app.db, otherWorkspaceId, (tx) =>
      Promise.all([findContactByEmail(tx, otherWorkspaceId, "ada@cast.example")]),
    );
    assert.deepEqual(found, [null]);
  });

  it("makes one contact of somebody who writes twice at once", async () => {
    const sender = { email: "new@lutik.example", name: "", companyId: null, now: app.clock.now() };
    const [one, two] = await Promise.all([
      here((tx, id) => createContactFromMail(tx, id, sender)),
      here((tx, id) => createContactFromMail(tx, id, { ...sender, email: "NEW@lutik.example" })),
    ]);
    assert.equal(one.id, two.id);
    assert.equal(one.name.toLowerCase(), "new@lutik.example");
  });

  it("notes once a minute that a contact was here", async () => {
    const { ada } = app.cast.people;
    const seenAt = async () => (await app.as("dina").get(`/contacts/${ada.id}`)).body.lastSeenAt;
    await here((tx, id) => touchLastSeen(tx, id, ada.id, new Date("2026-10-14T10:00:00Z")));
    assert.equal(await seenAt(), "2026-10-14T10:00:00.000Z");
    await here((tx, id) => touchLastSeen(tx, id, ada.id, new Date("2026-10-14T10:00:30Z")));
    assert.equal(await seenAt(), "2026-10-14T10:00:00.000Z");
    await here((tx, id) => touchLastSeen(tx, id, ada.id, new Date("2026-10-14T10:01:30Z")));
    assert.equal(await seenAt(), "2026-10-14T10:01:30.000Z");
  });
});
