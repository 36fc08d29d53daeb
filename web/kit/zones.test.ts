import assert from "node:assert/strict";
import { describe, it } from "node:test";
import en from "../../locales/en/zones.json" with { type: "json" };
import ru from "../../locales/ru/zones.json" with { type: "json" };
import { cityOf, zoneChoices, zoneName, zonesFound } from "./zones.ts";

const WINTER = new Date("2026-01-15T12:00:00Z");
const places: Record<string, Record<string, string>> = { en, ru };
const placeOf = (language: string) => (zone: string) => places[language]?.[zone] ?? cityOf(zone);

describe("the names of time zones", () => {
  for (const [zone, language, name] of [
    ["Europe/Moscow", "ru", "Москва (UTC+3)"],
    ["Asia/Yekaterinburg", "ru", "Екатеринбург (UTC+5)"],
    ["America/New_York", "en", "New York (UTC-5)"],
    ["Asia/Kathmandu", "xx", "Kathmandu (UTC+5:45)"],
    ["UTC", "ru", "UTC"],
  ] as const) {
    it(`${zone} in ${language}`, () => assert.equal(zoneName(zone, placeOf(language), WINTER), name));
  }

  it("are found by place, offset and key", () => {
    const choices = zoneChoices("ru", placeOf("ru"), "Europe/Moscow");
    for (const words of ["москв", "Europe/Mosc", "new york", "utc+5:45"]) {
      assert.ok(zonesFound(choices, words).length > 0, words);
    }
    assert.deepEqual(zonesFound(choices, "нет такого"), []);
  });
});
