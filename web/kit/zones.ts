/** What a zone's place is called; a zone that the texts do not have goes by the city in its key. */
export type PlaceOf = (zone: string) => string;

export const cityOf = (zone: string): string => zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");

/** `Москва (UTC+3)`: a time zone by its place, with how far it is ahead at that moment. */
export function zoneName(zone: string, placeOf: PlaceOf, at: Date = new Date()): string {
  const offset = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "shortOffset" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName")
    ?.value.replace("GMT", "UTC");
  const place = placeOf(zone);
  return place === "UTC" || offset === undefined ? place : `${place} (${offset})`;
}

type Choice = { value: string; label: string };

/** Every zone there is by its name, in the order of the names; `own` is among them even where the device lacks it. */
export function zoneChoices(language: string, placeOf: PlaceOf, own: string): Choice[] {
  const now = new Date();
  const zones = new Set([own, ...Intl.supportedValuesOf("timeZone")]);
  const choices = [...zones].map((value) => ({ value, label: zoneName(value, placeOf, now) }));
  const { compare } = new Intl.Collator(language);
  return choices.sort((one, other) => compare(one.label, other.label));
}

/** Those that somebody looks for: by any part of the name, of the offset, or of the key (`Europe/Moscow`). */
export function zonesFound(choices: readonly Choice[], words: string): Choice[] {
  const wanted = fold(words);
  return choices.filter(({ value, label }) => fold(`${label} ${value}`).includes(wanted));
}

const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/ё/g, "е")
    .replace(/[\s_]+/g, " ")
    .trim();
