import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";

describe("POST /tickets", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp();
  });
  after(() => app.close());

  it("[H-STAT-09] opens a ticket as Waiting, whoever asks", async () => {
    const { cast } = app;
    const byEmployee = await app.as("dina").post("/tickets", {
      subject: "Протекает кран",
      channel: "call",
      contact: cast.people.ada.id,
      place: cast.places.flat12,
      service: cast.services.plumbing,
      form: { room: "Кухня" },
    });
    assert.equal(byEmployee.status, 201);
    assert.equal(byEmployee.body.status, "waiting");
    assert.equal(byEmployee.body.number, 1);
    assert.equal(byEmployee.body.address, "ул. Ленина, 5, кв. 12");
    const byClient = await app.as("ada").post("/tickets", { service: cast.services.lift, place: cast.places.flat12 });
    assert.equal(byClient.body.status, "waiting");
    assert.equal(byClient.body.channel, undefined);
    const seen = await app.as("dina").get(`/tickets/${byClient.body.number}`);
    assert.equal(seen.body.channel, "portal");
    assert.equal(seen.body.client?.id, cast.people.ada.id);
  });
});
