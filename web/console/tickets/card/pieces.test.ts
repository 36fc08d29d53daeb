import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Message } from "./card.ts";
import { changesOf, draftOf, isKeptEdit } from "./edit-form.ts";
import { mentionsIn } from "./mentioned.ts";
import { type Offer, opensFields, sortOffers, wayBack } from "./offers.ts";
import { dayAfter, parseDay } from "./parse-day.ts";
import { sampleTicket } from "./sample-ticket.fixtures.ts";
import { readStatuses } from "./statuses.ts";
import { firstUnread, threadItems } from "./thread.ts";

const message = (id: string, at: string, part: Partial<Message> = {}): Message => ({
  id,
  author: { kind: "client", id: "c", name: "Анна" },
  mine: false,
  text: id,
  channel: "portal",
  at: `2026-11-${at}:00.000Z`,
  editedAt: null,
  deleted: false,
  readAt: null,
  files: [],
  can: { edit: false, delete: false },
  ...part,
});
const dayOf = (at: string) => at.slice(0, 10);

describe("the lines of a thread", () => {
  it("puts days between messages and joins those of one person", () => {
    const ours = { author: { kind: "employee", id: "e", name: "Иван" } };
    const messages = [
      message("1", "20T10:00"),
      message("2", "20T10:05"),
      message("3", "20T10:06", ours),
      message("4", "20T12:00", ours),
      message("5", "21T09:00", ours),
    ];
    const lines = threadItems(messages, dayOf, undefined).map((item) =>
      item.kind === "message" ? `${item.key}${item.follows ? "+" : ""}` : item.kind,
    );
    assert.deepEqual(lines, ["day", "1", "2+", "3", "4", "day", "5"]);
  });

  it("marks what nobody has read yet, and begins anew there", () => {
    const read = { readAt: "2026-11-20T10:01:00.000Z" };
    const messages = [message("1", "20T10:00", read), message("2", "20T10:05"), message("3", "20T10:06")];
    assert.equal(firstUnread(messages), "2");
    const lines = threadItems(messages, dayOf, "2").map((item) => (item.kind === "message" ? item.follows : item.kind));
    assert.deepEqual(lines, ["day", false, "new", false, true]);
  });
});

describe("the form of base data", () => {
  const ticket = sampleTicket({
    subject: "Кран",
    service: { id: "s", name: "Сантехник" },
    serviceType: { id: "t", name: "Заявка", common: false },
    form: [{ key: "where", label: "Где", value: "Кухня" }],
    custom: { cost: 5 },
    clientView: { id: "c", name: "Анна", phone: null, email: null, registered: true },
    placeView: {
      id: "u",
      kind: "unit",
      address: "Ленина 5, кв. 12",
      site: { id: "h", name: "Ленина 5" },
      quarter: null,
      group: null,
      unit: "12",
      entrance: null,
      floor: null,
    },
  });
  const draft = draftOf(ticket);

  it("sends nothing while nothing was changed", () => {
    assert.deepEqual(changesOf(ticket, draft), {});
    assert.ok(isKeptEdit({ base: ticket, values: draft }) && isKeptEdit(null) && !isKeptEdit(draft));
  });

  it("sends only what is another value", () => {
    const changed = { ...draft, subject: " Кран на кухне ", unit: null, form: { where: "" }, custom: { cost: 5 } };
    assert.deepEqual(changesOf(ticket, changed), { subject: "Кран на кухне", place: "h", form: { where: null } });
  });

  it("[O-REG-09] sends the further places as a whole, without the main one", () => {
    const several = { ...ticket, otherPlaces: [{ id: "p", address: "Мира 8" }] };
    const begun = draftOf(several);
    assert.deepEqual(changesOf(several, begun), {});
    const both = [...(begun.otherPlaces ?? []), { id: "q", name: "Мира 9" }];
    assert.deepEqual(changesOf(several, { ...begun, otherPlaces: both }), { otherPlaces: ["p", "q"] });
    const moved = { ...begun, site: { id: "p", name: "Мира 8" }, unit: null };
    assert.deepEqual(changesOf(several, moved), { place: "p", otherPlaces: [] });
  });

  it("asks anew what another service asks", () => {
    const changed = { ...draft, service: { id: "s2", name: "Электрик" }, form: { room: "Зал" } };
    assert.deepEqual(changesOf(ticket, changed), { service: "s2", form: { room: "Зал" } });
  });

  it("puts an unregistered client in the place of a known one, and takes the client off", () => {
    const unregistered = { name: " Сергей ", phone: "", email: "" };
    assert.deepEqual(changesOf(ticket, { ...draft, contact: null, unregistered }), { client: { name: "Сергей" } });
    assert.deepEqual(changesOf(ticket, { ...draft, contact: null }), { contact: null });
  });
});

describe("the buttons of moves", () => {
  const offer = (to: string, demands: Partial<Offer["demands"][number]>[] = [], primary = false): Offer => ({
    to,
    category: to === "cancelled" ? "cancelled" : "open",
    label: { en: to, ru: to },
    primary,
    demands: demands.map((demand) => ({ kind: "comment", required: true, met: false, ...demand })),
  });

  it("sets the likely one first and calling off apart", () => {
    const all = [offer("suspended"), offer("done", [], true), offer("cancelled")];
    const { first, others, cancelling } = sortOffers(all);
    assert.deepEqual(
      [first?.to, others.map(({ to }) => to), cancelling.map(({ to }) => to)],
      ["done", ["suspended"], ["cancelled"]],
    );
  });

  it("opens fields for what is missing, may be given, or stayed from an earlier change", () => {
    assert.equal(opensFields(offer("a", [{}]), null), true);
    assert.equal(opensFields(offer("a", [{}]), "Уехал"), false);
    assert.equal(opensFields(offer("a", [{ met: true }]), null), false);
    assert.equal(opensFields(offer("a", [{ met: true, stale: true }]), null), true);
    assert.equal(opensFields(offer("a", [{ kind: "resumeAt", required: false }]), null), true);
    assert.equal(opensFields(offer("a", [{ kind: "document", required: false }]), null), false);
  });

  it("goes back only where nothing is asked for", () => {
    const back = offer("in_progress", [{ kind: "assignee", met: true }]);
    assert.equal(wayBack(sampleTicket({ moves: [back] }), "in_progress"), back);
    assert.equal(wayBack(sampleTicket({ moves: [offer("in_progress", [{}])] }), "in_progress"), undefined);
    assert.equal(wayBack(sampleTicket(), "in_progress"), undefined);
  });
});

describe("small readers", () => {
  it("reads a day as people type it", () => {
    const read = (text: string) => parseDay(text, "2026-11-21");
    assert.equal(read("1.12.2026"), "2026-12-01");
    assert.equal(read("01.12.27"), "2027-12-01");
    assert.equal(read("20.11"), "2027-11-20");
    assert.equal(read("21.11"), "2026-11-21");
    assert.equal(read("2026-12-01"), "2026-12-01");
    assert.equal(read("31.2.2026"), null);
    assert.equal(read("завтра"), null);
  });

  it("counts days, months and years on", () => {
    assert.equal(dayAfter("2026-11-21", { years: 2 }), "2028-11-21");
    assert.equal(dayAfter("2027-01-31", { months: 1 }), "2027-02-28");
    assert.equal(dayAfter("2026-12-31", { days: 1 }), "2027-01-01");
  });

  it("finds those who are called by name", () => {
    const known = [
      { id: "1", name: "Иван" },
      { id: "2", name: "Иван Петров" },
    ];
    assert.deepEqual(mentionsIn("@Иван Петров посмотри", known), ["2"]);
    assert.deepEqual(mentionsIn("@Иван и @Иван Петров", known), ["1", "2"]);
    assert.deepEqual(mentionsIn("Иван", known), []);
  });

  it("reads the statuses of a process, and nothing from anything else", () => {
    const waiting = { name: { ru: "Ожидание" }, colour: "red", category: "new" };
    assert.equal(readStatuses({ statuses: { waiting } }).get("waiting")?.colour, "red");
    assert.equal(readStatuses(null).size, 0);
  });
});
