import assert from "node:assert/strict";
import { it } from "node:test";
import { calendarLine } from "./calendar-line.ts";

const calendar = (...event: string[]) =>
  Buffer.from(
    ["BEGIN:VCALENDAR", "METHOD:REQUEST", "BEGIN:VEVENT", ...event, "END:VEVENT", "END:VCALENDAR"].join("\r\n"),
  );

it("says in one line what, when, where and who invites", () => {
  const file = calendar(
    "DTSTART;TZID=Europe/Moscow:20261125T100000",
    "DTEND;TZID=Europe/Moscow:20261125T113000",
    "SUMMARY:Осмотр крыши\\, подъезд 2",
    "LOCATION:Ленина 5",
    'ORGANIZER;CN="Анна: УК":mailto:anna@example.org',
  );
  assert.equal(
    calendarLine(file),
    "[invite.ics] Осмотр крыши, подъезд 2 · 2026-11-25 10:00–11:30 Europe/Moscow · Ленина 5 · Анна: УК",
  );
});

it("reads folded lines, whole days and UTC", () => {
  assert.equal(
    calendarLine(calendar("SUMMARY:Long", "  title", "DTSTART;VALUE=DATE:20261125")),
    "[invite.ics] Long title · 2026-11-25",
  );
  assert.equal(
    calendarLine(calendar("DTSTART:20261125T220000Z", "DTEND:20261126T010000Z")),
    "[invite.ics] 2026-11-25 22:00–2026-11-26 01:00 UTC",
  );
});

it("is null without an event", () => {
  assert.equal(calendarLine(Buffer.from("BEGIN:VCALENDAR\r\nEND:VCALENDAR")), null);
  assert.equal(calendarLine(calendar("UID:1")), null);
});
