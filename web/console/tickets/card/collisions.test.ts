import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { collisionsOf, type Ticket, versionOf } from "./collisions.ts";
import { sampleTicket } from "./sample-ticket.fixtures.ts";

const base: Ticket = sampleTicket({ subject: "Кран", statusComment: "" });
const version = { yours: 3, theirs: 4 };

describe("what collides when two people save at once", () => {
  it("is nothing when only the version has grown", () => {
    assert.deepEqual(collisionsOf(base, { version }), []);
    assert.equal(versionOf({ version }), 4);
  });

  it("is nothing when the other person changed other fields", () => {
    const difference = { subject: { yours: "Кран на кухне", theirs: "Кран" }, version };
    assert.deepEqual(collisionsOf(base, difference), []);
  });

  it("is nothing when both chose the same", () => {
    const difference = { status: { yours: "in_progress", theirs: "in_progress" }, version };
    assert.deepEqual(collisionsOf(base, difference), []);
  });

  it("is the field that both have changed, with both values", () => {
    const difference = { subject: { yours: "Кран на кухне", theirs: "Кран в ванной" }, version };
    assert.deepEqual(collisionsOf(base, difference), [
      { field: "subject", yours: "Кран на кухне", theirs: "Кран в ванной" },
    ]);
  });

  it("compares people by their ids", () => {
    const difference = { assignees: { yours: ["b"], theirs: ["a"] }, version };
    const seen = sampleTicket({ assignees: [{ id: "a", name: "А" }] });
    assert.deepEqual(collisionsOf(seen, difference), []);
    assert.deepEqual(collisionsOf(base, difference), [{ field: "assignees", yours: ["b"], theirs: ["a"] }]);
  });

  it("compares answers to the form one by one, only those that were sent", () => {
    const seen = sampleTicket({ form: [{ key: "where", label: "Где", value: "Кухня" }] });
    const theirs = { where: "Ванная", when: "2026-12-01" };
    assert.deepEqual(collisionsOf(seen, { form: { yours: { when: "2026-12-02" }, theirs }, version }), [
      { field: "form.when", yours: "2026-12-02", theirs: "2026-12-01" },
    ]);
    assert.deepEqual(collisionsOf(seen, { form: { yours: { meter: 5 }, theirs }, version }), []);
  });

  it("takes an unregistered client as a whole, whatever the order of his parts", () => {
    const clientView = { id: null, name: "Сергей", phone: "+7 900", email: null, registered: false };
    const theirs = { phone: "+7 900", name: "Сергей" };
    const difference = { client: { yours: { name: "Пётр" }, theirs }, version };
    assert.deepEqual(collisionsOf(sampleTicket({ clientView }), difference), []);
  });
});
