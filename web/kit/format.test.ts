import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import {
  formatAgo,
  formatDay,
  formatDayNear,
  formatDays,
  formatMoment,
  formatMoney,
  formatMonth,
  formatShare,
  formatSize,
  formatSpan,
  formatTime,
  setFormat,
} from "./format.ts";

/** Intl separates with spaces that do not break a line. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const NOW = new Date("2026-11-21T10:00:00Z");

describe("what people read of numbers and times", () => {
  beforeEach(() => setFormat({ language: "ru", zone: "Europe/Moscow" }));

  it("shows moments in the zone of the workspace", () => {
    assert.equal(formatTime("2026-11-21T10:05:00Z"), "13:05");
    assert.equal(plain(formatMoment("2026-11-21T22:30:00Z", NOW)), "22 нояб., 01:30");
    assert.match(formatMoment("2025-11-21T10:05:00Z", NOW), /2025/);
  });

  it("counts hours to 24 in every language", () => {
    setFormat({ language: "en" });
    assert.equal(formatTime("2026-11-21T21:05:00Z"), "00:05");
    assert.equal(plain(formatMoment("2026-11-20T11:30:00Z", NOW)), "Nov 20, 14:30");
  });

  it("leaves a calendar day the same day in every zone", () => {
    setFormat({ zone: "America/New_York" });
    assert.equal(plain(formatDay("2026-12-01")), "1 дек. 2026 г.");
  });

  it("writes stretches of days and months short", () => {
    assert.equal(plain(formatDays("2026-10-05", "2026-10-11")), "5–11 окт. 2026 г.");
    assert.equal(plain(formatDays("2026-10-05", "2026-10-05")), "5 окт. 2026 г.");
    assert.equal(plain(formatMonth("2026-10-01")), "октябрь 2026 г.");
    assert.equal(plain(formatShare(0.125)), "12,5 %");
  });

  it("names today and yesterday of the workspace, other days by their date", () => {
    assert.equal(formatDayNear("2026-11-20T21:30:00Z", NOW), "Сегодня");
    assert.equal(formatDayNear("2026-11-20T20:30:00Z", NOW), "Вчера");
    assert.equal(plain(formatDayNear("2026-11-19T10:00:00Z", NOW)), "19 нояб. 2026 г.");
  });

  it("says how long ago, and past a week the moment itself", () => {
    assert.equal(plain(formatAgo("2026-11-21T09:48:00Z", NOW)), "12 мин. назад");
    assert.equal(plain(formatAgo("2026-11-21T12:00:00Z", NOW)), "через 2 ч");
    assert.equal(plain(formatAgo("2026-11-01T09:00:00Z", NOW)), "1 нояб., 12:00");
  });

  it("writes spans, sizes and money", () => {
    assert.equal(plain(formatSpan(7500)), "2 ч 5 мин");
    assert.equal(plain(formatSpan(20)), "20 с");
    assert.equal(plain(formatSize(1_400_000)), "1,4 МБ");
    assert.equal(plain(formatMoney(125_050, "RUB")), "1 250,50 ₽");
    assert.equal(plain(formatMoney(500, "JPY")), "500 ¥");
  });
});
