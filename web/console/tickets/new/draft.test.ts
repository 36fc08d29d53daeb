import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  bodyOf,
  CHANNELS,
  type Draft,
  EMPTY,
  faultsOf,
  isDraft,
  unregistered,
  withContact,
  withEmployee,
  withoutPlace,
  withPlace,
} from "./draft.ts";

const contact: Parameters<typeof withContact>[1] = {
  id: "c1",
  name: "Петрова А.",
  phone: "+7 912 300-45-67",
  email: null,
  copyEmail: null,
  company: { id: "f1", name: "ООО «Ромашка»" },
  account: null,
  note: "",
  tags: [],
  debt: 0,
  repairDebt: 0,
  manager: null,
  managerTeam: null,
  observers: [],
  observerTeams: [],
  custom: {},
  places: [
    { id: "p1", address: "Ленина 5, кв. 12", basis: "owner" },
    { id: "p2", address: "Мира 3, кв. 1", basis: "tenant" },
  ],
  portalAccess: false,
  lastSeenAt: null,
  openTickets: 2,
  createdAt: "2026-01-01T00:00:00.000Z",
  version: 1,
};
const draft = (more: Partial<Draft>): Draft => ({ ...EMPTY, ...more });

describe("a new ticket", () => {
  it("[H-NEW-03] may have come by exactly seven ways", () => {
    assert.deepEqual(CHANNELS, ["call", "outgoing_call", "visit", "email", "messenger", "internal", "other"]);
  });

  it("takes the flat and the firm of the contact, but not over a flat of his that was chosen before", () => {
    const filled = withContact(EMPTY, contact);
    assert.deepEqual(filled.place, { id: "p1", name: "Ленина 5, кв. 12" });
    assert.deepEqual(filled.company, { id: "f1", name: "ООО «Ромашка»" });
    const chosen = withContact(draft({ place: { id: "p2", name: "Мира 3, кв. 1" } }), contact);
    assert.equal(chosen.place?.id, "p2");
  });

  it("[O-REG-08] may be asked for by a colleague, who is no client of the desk", () => {
    const asked = withEmployee(draft({ subject: "Мышь", client: unregistered("Бен") }), {
      id: "e1",
      name: "Бен",
      phone: null,
      email: "ben@firm.test",
    });
    assert.deepEqual([asked.contact?.employee, asked.client], [true, null]);
    assert.deepEqual(bodyOf(asked, "internal", []), { channel: "internal", subject: "Мышь", contact: "e1" });
  });

  it("[O-REG-09] is about further places beside the main one, each once", () => {
    const [one, two, three] = ["1", "2", "3"].map((id) => ({ id, name: `Мира ${id}` }));
    assert.ok(one && two && three);
    const several = draft({ subject: "Снег", place: one, otherPlaces: [two, three] });
    assert.deepEqual(bodyOf(several, "call", []).otherPlaces, ["2", "3"]);
    assert.deepEqual([withPlace(several, two).place, withPlace(several, two).otherPlaces], [two, [three]]);
    assert.deepEqual(withoutPlace(several, "3").otherPlaces, [two]);
    // The first of the others takes the place of the main one.
    assert.deepEqual([withoutPlace(several, "1").place, withoutPlace(several, "1").otherPlaces], [two, [three]]);
    assert.deepEqual(withoutPlace(draft({ place: one }), "1"), draft({ place: null }));
    assert.equal(isDraft(several), true);
    const { otherPlaces: _, ...older } = several;
    assert.equal(isDraft(older), true);
    assert.equal(isDraft({ ...several, otherPlaces: ["2"] }), false);
  });

  it("takes what was typed for a telephone, an address or a name of somebody unknown", () => {
    assert.deepEqual(unregistered("+7 (912) 300-45-67"), { name: "", phone: "+7 (912) 300-45-67", email: "" });
    assert.deepEqual(unregistered("anna@mail.test"), { name: "", phone: "", email: "anna@mail.test" });
    assert.deepEqual(unregistered(" Анна "), { name: "Анна", phone: "", email: "" });
  });

  it("says what is missing before it is sent", () => {
    assert.deepEqual(faultsOf(EMPTY), { subject: "subject" });
    assert.deepEqual(faultsOf(draft({ service: { id: "s1", name: "Лифт" } })), {});
    const stranger = draft({ subject: "Кран", client: { name: " ", phone: "нет", email: "a@" } });
    assert.deepEqual(faultsOf(stranger), { "client.name": "name", "client.phone": "phone", "client.email": "email" });
  });

  it("is sent without what is empty, and without answers to another service's form", () => {
    const body = bodyOf(
      draft({
        subject: " Кран ",
        service: { id: "s1", name: "Сантехник" },
        form: { where: "Кухня", count: null, other: "x" },
        custom: { gate: "" },
        client: { name: " Анна ", phone: "", email: "" },
        files: [{ id: "f1", name: "a.txt", size: 1 }],
      }),
      "visit",
      ["where", "count"],
    );
    assert.deepEqual(body, {
      channel: "visit",
      subject: "Кран",
      service: "s1",
      client: { name: "Анна" },
      form: { where: "Кухня" },
      files: ["f1"],
    });
  });

  it("is known as a draft when it comes back from the browser, and nothing else is", () => {
    assert.equal(isDraft(JSON.parse(JSON.stringify(withContact(EMPTY, contact)))), true);
    assert.equal(isDraft({ ...EMPTY, place: "Ленина 5" }), false);
    assert.equal(isDraft({ subject: "" }), false);
    assert.equal(isDraft(null), false);
  });
});
