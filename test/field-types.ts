import assert from "node:assert/strict";
import { CUSTOM_TYPES, type CustomType } from "../core/fields/field.ts";
import type { TestApp } from "./app.ts";
import { upload } from "./upload.ts";

type Row = {
  more?: object;
  /** What the first and the second ticket hold, in ascending order. */
  values: (app: TestApp) => Promise<readonly [unknown, unknown]> | readonly [unknown, unknown];
  /** Finds the first ticket and not the second. */
  where: (app: TestApp) => string;
  /** What a text says of the first. */
  said: string | RegExp;
  /** As a list gives the first. */
  listed?: (app: TestApp) => unknown;
};
export const fileOf = async (app: TestApp, name: string) =>
  (await upload(app, "dina", { name, content: Buffer.from(`bytes of ${name}`) })).id;

/** Of every type that a workspace can give to its own fields what it takes, and how it is found and read. */
export const TYPES: Record<CustomType, Row> = {
  text: { values: () => ["Альфа", "Бета"], where: () => "~льф", said: "Альфа" },
  longtext: { values: () => ["Много\nслов", "Иначе"], where: () => "~слов", said: "Много\nслов" },
  number: { values: () => [-2.5, 10], where: () => "<0", said: "-2.5" },
  date: { values: () => ["2026-01-31", "2026-02-01"], where: () => "<2026-02-01", said: /31 января 2026/ },
  list: { more: { options: ["Альфа", "Бета"] }, values: () => ["Альфа", "Бета"], where: () => ":Альфа", said: "Альфа" },
  lists: {
    more: { options: ["А", "Б", "В"] },
    values: () => [["А", "В"], ["Б"]],
    where: () => ":А",
    said: "А, В",
  },
  yesno: { values: () => [false, true], where: () => ":no", said: "нет" },
  person: {
    values: ({ cast }) => [cast.people.ben.id, cast.people.carl.id],
    where: ({ cast }) => `:"${cast.people.ben.name}"`,
    said: "Ben Cast",
    listed: ({ cast }) => ({ id: cast.people.ben.id, name: cast.people.ben.name }),
  },
  money: {
    values: () => [
      { amount: 150, currency: "RUB" },
      { amount: 100_000, currency: "RUB" },
    ],
    where: () => "<2",
    said: /1,50\s₽/,
  },
  link: {
    values: () => [
      { url: "https://a.example/x", text: "Адрес" },
      { url: "tel:+79120000000", text: "Бюро" },
    ],
    where: () => "~a.example",
    said: "Адрес (https://a.example/x)",
  },
  file: {
    values: async (app) => [await fileOf(app, "акт 1.pdf"), await fileOf(app, "смета.pdf")],
    where: () => "~акт",
    said: "акт 1.pdf",
  },
  formula: { more: { formula: "length(subject) * 2 - 10" }, values: () => [null, null], where: () => "<0", said: "-2" },
};

/** Adds a field of every type, `f_<type>`; answers the values of a first and a second ticket. */
export async function addFields(app: TestApp): Promise<[Record<string, unknown>, Record<string, unknown>]> {
  const held: [Record<string, unknown>, Record<string, unknown>] = [{}, {}];
  for (const type of CUSTOM_TYPES) {
    const { more, values } = TYPES[type];
    const made = await app.as("boss").post("/fields", { name: `Поле ${type}`, key: `f_${type}`, type, ...more });
    assert.equal(made.status, 201, made.text);
    const both = await values(app);
    for (const at of [0, 1] as const) if (both[at] !== null) held[at][`f_${type}`] = both[at];
  }
  return held;
}
