import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sampleTicket } from "../card/sample-ticket.fixtures.ts";
import { bodyOf } from "../new/draft.ts";
import { proposal, splitBody } from "./split-draft.ts";

describe("the new ticket that is proposed for part of a talk", () => {
  const ticket = sampleTicket({
    placeView: {
      ...{ id: "p1", kind: "unit", address: "ул. Ленина, 5, кв. 12", site: null, quarter: null, group: null },
      ...{ unit: "12", entrance: null, floor: null },
    },
    clientView: { id: "c1", name: "Ада", phone: null, email: "ada@x.example", registered: true },
    form: [{ key: "room", label: "Помещение", value: "Кухня" }],
    service: { id: "s1", name: "Сантехника" },
  });

  it("takes over client, place, service and answers, and the first line of the first words for its subject", () => {
    const draft = proposal(ticket, [" ", "  Не горит лампа\nна площадке", "Позже"]);
    assert.deepEqual(
      [draft.subject, draft.contact?.id, draft.place?.id, draft.service?.id, draft.form],
      ["Не горит лампа", "c1", "p1", "s1", { room: "Кухня" }],
    );
    assert.equal(proposal(ticket, []).subject, "");
    const stranger = { id: null, name: "Прохожий", phone: "112", email: null, registered: false };
    assert.deepEqual(proposal({ ...ticket, clientView: stranger }, []).client, {
      name: "Прохожий",
      phone: "112",
      email: "",
    });
  });

  it("names what was taken out as nothing, and neither channel nor files", () => {
    const draft = { ...proposal(ticket, ["Лампа"]), place: null, contact: null, service: null };
    assert.deepEqual(splitBody(bodyOf(draft, "call", []), ["m1"], ["d1"]), {
      subject: "Лампа",
      service: null,
      place: null,
      otherPlaces: [],
      contact: null,
      company: null,
      messages: ["m1"],
      documents: ["d1"],
    });
  });
});
