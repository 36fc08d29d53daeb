import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { customField } from "../fields/custom-field.ts";
import { TICKET_FIELDS } from "../fields/ticket-fields.ts";
import { type Cell, cellOf, type Language } from "./cell.ts";
import { csvLine, csvText, defused } from "./csv.ts";
import { exportGroupOf } from "./groups.ts";
import { wallClock } from "./wall-clock.ts";

const text = (value: string): Cell => ({ kind: "text", text: value });
const at = Date.UTC(2026, 10, 22, 10, 15);

describe("a line of CSV", () => {
  const written: [cell: Cell, language: Language, text: string][] = [
    [null, "ru", ""],
    [text("Кран, кухня"), "ru", "Кран, кухня"],
    [text("Кран, кухня"), "en", '"Кран, кухня"'],
    [text('ТСН "Ленина; 5"\nкв. 12'), "ru", '"ТСН ""Ленина; 5""\nкв. 12"'],
    [{ kind: "number", number: -2.5 }, "ru", "-2,5"],
    [{ kind: "number", number: -2.5 }, "fa", "-2.5"],
    [{ kind: "money", number: 1000.5, places: 2, currency: "RUB" }, "ru", "1000,50"],
    [{ kind: "money", number: 1500, places: 0, currency: "JPY" }, "en", "1500"],
    [{ kind: "moment", at }, "ru", "22.11.2026 10:15"],
    [{ kind: "day", at }, "en", "2026-11-22"],
    [{ kind: "day", at }, "id", "22/11/2026"],
    [{ kind: "span", seconds: 93_789 }, "ru", "26:03:09"],
    [{ kind: "link", number: 17, url: "http://desk/tickets/17" }, "ru", "17"],
  ];
  for (const [cell, language, line] of written) {
    it(`writes ${JSON.stringify(cell)} in ${language} as ${line}`, () => assert.equal(csvLine([cell], language), line));
  }

  it("takes the power from what sheets would run, and leaves numbers with a sign alone", () => {
    for (const evil of ["=1+1", "+cmd|'/c calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(…)"]) {
      assert.equal(defused(evil), `'${evil}`);
    }
    for (const harmless of ["-5", "+79991234567", "-2,5", "a=b", "5-7", ""]) assert.equal(defused(harmless), harmless);
  });

  it("never begins a cell of text like a formula, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n",;a1 ') }), (value) => {
        assert.match(`${csvText(text(value), "ru")}.`, /^([^=+\-@\t\r]|[+-]\d+([.,]\d+)?\.$)/);
      }),
    );
  });
});

describe("cells", () => {
  const label = { en: "X", ru: "Х" };
  const context = {
    language: "ru" as const,
    wall: wallClock("Europe/Moscow"),
    yes: "Да",
    no: "Нет",
    channel: (key: string) => key.toUpperCase(),
  };
  const field = (key: string) => TICKET_FIELDS.find((one) => one.key === key) ?? assert.fail(key);
  const heating = customField({
    key: "h",
    type: "list",
    label,
    options: [{ key: "gas", label: { en: "Gas", ru: "Газ" } }],
  });

  it("are made of values as lists give them, in the language and by the clock of the place", () => {
    const cells: [Parameters<typeof cellOf>[0], unknown, Cell][] = [
      [field("created"), "2026-11-22T07:15:00.000Z", { kind: "moment", at }],
      [field("processingTime"), 90, { kind: "span", seconds: 90 }],
      [field("rating"), 4, { kind: "number", number: 4 }],
      [field("reopened"), false, text("Нет")],
      [field("channel"), "email", text("EMAIL")],
      [field("service"), { id: "1", name: "Сантехник" }, text("Сантехник")],
      [
        field("assignee"),
        [
          { id: "1", name: "Иванов" },
          { id: "2", name: "Петров" },
        ],
        text("Иванов, Петров"),
      ],
      [field("cancelReason"), ["Ошибка", "Дубль"], text("Ошибка; Дубль")],
      [field("category"), "open", text("В работе")],
      [heating, "gas", text("Газ")],
      [
        customField({ key: "c", type: "money", currency: "RUB", label }),
        { amount: -150, currency: "RUB" },
        { kind: "money", number: -1.5, places: 2, currency: "RUB" },
      ],
      [customField({ key: "d", type: "date", label }), "2026-11-22", { kind: "day", at: Date.UTC(2026, 10, 22) }],
      [field("subject"), "", null],
      [field("due"), null, null],
      [field("assignee"), [], null],
    ];
    for (const [def, value, cell] of cells) assert.deepEqual(cellOf(def, value, context), cell, def.key);
  });

  it("stand by the clock of the zone, winter and summer", () => {
    const berlin = wallClock("Europe/Berlin");
    for (const [utc, wall] of [
      ["2026-10-25T00:59:59Z", "2026-10-25T02:59:59Z"],
      ["2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z"],
      ["2026-07-01T12:00:00Z", "2026-07-01T14:00:00Z"],
    ] as const) {
      assert.equal(new Date(berlin(Date.parse(utc))).toISOString(), wall.replace("Z", ".000Z"));
    }
  });

  it("stand in groups: money with finance, a workspace's own fields with the main ones", () => {
    const groups = ["number", "client", "address", "assignee", "ratingComment", "cancelReason", "due"].map((key) =>
      exportGroupOf(field(key)),
    );
    assert.deepEqual(groups, ["main", "client", "site", "responsibles", "rating", "status", "deadlines"]);
    assert.equal(exportGroupOf(customField({ key: "c", type: "money", currency: "RUB", label })), "finance");
    assert.equal(exportGroupOf(heating), "main");
  });
});
