import type { PLACE_KINDS } from "../../contract/places.ts";
import type { Translator } from "../platform/i18n.ts";

export type PlaceKind = (typeof PLACE_KINDS)[number];

/** What people write on a letter, in the language of the workspace. */
export type AddressWords = {
  /** `подъезд 2`, `кв. 12` */
  part: (kind: "entrance" | "floor" | "unit", name: string) => string;
  /** `ул. Ленина, 5` and `кв. 12` */
  join: (above: string, part: string) => string;
};

/** The words of a language, from `locales/<language>/places.json`. */
export function addressWords(texts: Translator, language: string): AddressWords {
  const t = texts(language);
  return {
    part: (kind, name) => t(`places:address.${kind}`, { name }),
    join: (above, part) => t("places:address.join", { above, part }),
  };
}

/**
 * The address of a place. `above` are the addresses of its site and of its parent, where it has them. A unit is
 * addressed by its site, as people do; a site that has a code is known by it; a name that says itself what it is (`офис 5`) gets no word before it.
 */
export function addressOf(
  place: { kind: PlaceKind; name: string; code?: string | null },
  above: { site: string | null; parent: string | null },
  words: AddressWords,
): string {
  const { kind, name, code } = place;
  if (kind === "group" || kind === "quarter" || kind === "site") return code ? `${code} - ${name}` : name;
  const part = /^\d/.test(name) ? words.part(kind, name) : name;
  const on = kind === "floor" ? above.parent : above.site;
  return on === null ? part : words.join(on, part);
}

/** Where a name with a number stands among its neighbours: flat 2 before flat 10. Names without one come first. */
export function positionOf(name: string): number {
  const number = /^\d{1,8}/.exec(name.trim())?.[0];
  return number === undefined ? 0 : Number(number);
}

/** What may stand directly above what. A unit, floor or entrance is always of a site. */
const PARENTS: Record<PlaceKind, readonly (PlaceKind | null)[]> = {
  group: [null],
  quarter: [null, "group"],
  site: [null, "group", "quarter"],
  entrance: ["site"],
  floor: ["site", "entrance"],
  unit: ["site", "entrance", "floor"],
};

export const mayStandUnder = (kind: PlaceKind, parent: PlaceKind | null): boolean => PARENTS[kind].includes(parent);

/** The kinds that may stand above, for the mend of a refusal. */
export const parentsOf = (kind: PlaceKind): string =>
  PARENTS[kind].map((parent) => (parent === null ? "nothing (the top of the tree)" : parent)).join(" or ");
