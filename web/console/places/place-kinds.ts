import type { TFunction } from "i18next";
import type { Place } from "../../../contract/places.ts";

export type PlaceKind = Place["kind"];

/** What may be added directly below a place; `null` is the top of the tree. */
export const CHILDREN: Record<PlaceKind | "top", readonly PlaceKind[]> = {
  top: ["site", "quarter", "group"],
  group: ["site", "quarter"],
  quarter: ["site"],
  site: ["entrance", "unit", "floor"],
  entrance: ["unit", "floor"],
  floor: ["unit"],
  unit: [],
};

/** Below which kinds a place may be moved; `null` is the top of the tree. */
export const PARENTS: Record<PlaceKind, readonly (PlaceKind | null)[]> = {
  group: [null],
  quarter: [null, "group"],
  site: [null, "group", "quarter"],
  entrance: ["site"],
  floor: ["site", "entrance"],
  unit: ["site", "entrance", "floor"],
};

/** The name as one reads it without the address around: entrance 2 and not just 2. */
export function shortName({ kind, name }: Pick<Place, "kind" | "name">, t: TFunction<"placesUi">): string {
  const isNumber = /^\d/.test(name);
  return isNumber && (kind === "entrance" || kind === "floor" || kind === "unit") ? t(`named.${kind}`, { name }) : name;
}

/** The field of the list of tickets that holds places of this kind, as far as there is one. */
export function fieldOf(kind: PlaceKind): string | undefined {
  if (kind === "group") return "siteGroup";
  return kind === "entrance" || kind === "floor" ? undefined : kind;
}

export const isPlaceKind = (kind: string | undefined): kind is PlaceKind => kind !== undefined && kind in PARENTS;
