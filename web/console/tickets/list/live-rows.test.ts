import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { TicketRow } from "../../../../contract/ticket-view.ts";
import { LABELS } from "../../../../core/condition/attention.ts";
import { isBold, keepNewer, NO_NEWS, rowsOf, show, workIn } from "./live-rows.ts";

const row = (number: number, more: Partial<TicketRow> = {}): TicketRow => ({
  id: `id-${number}`,
  number,
  version: 1,
  process: "requests",
  status: "waiting",
  statusView: { key: "waiting", name: {}, colour: "red", category: "new" },
  category: "new",
  subject: "",
  service: null,
  address: "",
  place: null,
  assignees: [],
  createdAt: "2026-11-21T10:00:00.000Z",
  updatedAt: `2026-11-21T10:${String(number).padStart(2, "0")}:00.000Z`,
  rating: null,
  ...more,
});
const list = (...rows: TicketRow[]) => ({ pages: [{ items: rows, next: "more" }], pageParams: [""] });
const USUAL = { labels: LABELS, isUsual: true };
const change = (number: number, opened = false) => ({ id: `id-${number}`, number, opened });
const numbers = (rows: readonly TicketRow[]) => rows.map(({ number }) => number);

describe("the live list", () => {
  it("puts a changed row right in its place", () => {
    const before = list(row(3), row(2), row(1));
    const { list: after, news } = workIn(
      before,
      NO_NEWS,
      [change(2)],
      [row(2, { subject: "кран", version: 2 })],
      USUAL,
    );
    assert.deepEqual(numbers(rowsOf(after)), [3, 2, 1]);
    assert.equal(rowsOf(after)[1]?.subject, "кран");
    assert.deepEqual(news, NO_NEWS);
  });

  it("lets no answer that comes late put an older state in the place of a newer one", () => {
    const taken = row(2, { version: 3, category: "open" });
    const late = list(row(3, { version: 2 }), row(2, { lastMessageBy: "client" }), row(1));
    const after = rowsOf(keepNewer(list(row(3), taken), late));
    assert.deepEqual(numbers(after), [3, 2, 1]);
    assert.deepEqual([after[0]?.version, after[1]], [2, taken]);
    const worked = workIn(list(taken), NO_NEWS, [change(2)], [row(2)], USUAL);
    assert.deepEqual(rowsOf(worked.list), [taken]);
    // Of one and the same version: what the person has seen meanwhile.
    assert.equal(rowsOf(keepNewer(list(row(1, { unread: true })), list(row(1))))[0]?.unread, undefined);
  });

  it("tells what has come and gone, and shows it when asked", () => {
    const before = list(row(3), row(2), row(1));
    const { list: after, news } = workIn(before, NO_NEWS, [change(9, true), change(3)], [row(9)], USUAL);
    assert.deepEqual(numbers(rowsOf(after)), [3, 2, 1]);
    assert.deepEqual(numbers(news.fresh), [9]);
    assert.deepEqual([...news.gone], ["id-3"]);
    assert.deepEqual(numbers(rowsOf(show(after, news, LABELS))), [9, 2, 1]);
  });

  it("takes back what came and went before anybody looked", () => {
    const before = list(row(1));
    const first = workIn(before, NO_NEWS, [change(9, true), change(1)], [row(9)], USUAL);
    const second = workIn(first.list, first.news, [change(9), change(1)], [row(1)], USUAL);
    assert.deepEqual(second.news, NO_NEWS);
  });

  it("puts a new row below those that ask for attention", () => {
    const before = list(row(5, { important: "ключи" }), row(4, { unseen: 2 }), row(3));
    const shown = show(before, { ...NO_NEWS, fresh: [row(9)] }, LABELS);
    assert.deepEqual(numbers(rowsOf(shown)), [5, 4, 9, 3]);
  });

  it("[H-COMM-07] lifts a ticket that becomes important or gets unseen messages, and lets none sink", () => {
    const before = list(row(5, { important: "ключи" }), row(4, { unseen: 1 }), row(3), row(2), row(1));
    const changes = [change(4), change(2), change(1)];
    const answered = [row(4), row(2, { unseen: 1 }), row(1, { important: "код домофона" })];
    const { list: after, news } = workIn(before, NO_NEWS, changes, answered, USUAL);
    assert.deepEqual(numbers(rowsOf(after)), [5, 4, 3, 2, 1]);
    assert.deepEqual([...news.risen], ["id-2", "id-1"]);
    assert.deepEqual(numbers(rowsOf(show(after, news, LABELS))), [5, 1, 2, 4, 3]);
  });

  it("lets a risen ticket stand when a colleague has seen to it meanwhile", () => {
    const first = workIn(list(row(2), row(1)), NO_NEWS, [change(1)], [row(1, { unseen: 1 })], USUAL);
    const second = workIn(first.list, first.news, [change(1)], [row(1)], USUAL);
    assert.deepEqual(second.news, NO_NEWS);
  });

  it("tells in an order of one's own only of tickets that were just opened", () => {
    const { news } = workIn(list(row(1)), NO_NEWS, [change(7), change(8, true)], [row(7), row(8)], {
      ...USUAL,
      isUsual: false,
    });
    assert.deepEqual(numbers(news.fresh), [8]);
  });

  it("shows a ticket once that stands on two pages", () => {
    const pages = { pages: [{ items: [row(2), row(1)] }, { items: [row(1)] }], pageParams: ["", "x"] };
    assert.deepEqual(numbers(rowsOf(pages)), [2, 1]);
  });
});

describe("bold rows", () => {
  it("[O-REG-16] are those just created, until somebody has touched them", () => {
    assert.equal(isBold(row(1, { fields: { acceptedAt: null } })), true);
    assert.equal(isBold(row(1, { fields: { acceptedAt: "2026-11-21T10:00:00.000Z" } })), false);
    // A service company's tickets begin as open ones.
    assert.equal(isBold(row(1, { category: "open", fields: { acceptedAt: null } })), true);
    for (const category of ["paused", "resolved", "closed", "cancelled"] as const) {
      assert.equal(isBold(row(1, { category, fields: { acceptedAt: null } })), false, category);
    }
  });

  it("[O-REG-17] are those whose last comment is the client's, not an employee's", () => {
    const touched = { fields: { acceptedAt: "2026-11-21T10:00:00.000Z" } };
    assert.equal(isBold(row(1, { ...touched, lastMessageBy: "client" })), true);
    assert.equal(isBold(row(1, { ...touched, lastMessageBy: "employee" })), false);
  });
});
