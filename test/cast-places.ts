import type { Db } from "../server/platform/database.ts";
import { newId } from "../server/platform/ids.ts";

/** The places of the cast: a group, a quarter, site A with flats 12 and 13, site B with flat 21. */
export type CastPlaces = Record<(typeof LAYOUT)[number]["key"], string>;

const LAYOUT = [
  { key: "group", kind: "group", name: "Северная", parent: null, address: "Северная" },
  { key: "quarter", kind: "quarter", name: "Заречье", parent: "group", address: "Заречье" },
  { key: "siteA", kind: "site", name: "ул. Ленина, 5", parent: "quarter", address: "ул. Ленина, 5" },
  { key: "entranceA", kind: "entrance", name: "1", parent: "siteA", address: "ул. Ленина, 5, подъезд 1" },
  { key: "floorA", kind: "floor", name: "3", parent: "entranceA", address: "ул. Ленина, 5, подъезд 1, этаж 3" },
  { key: "flat12", kind: "unit", name: "12", parent: "floorA", address: "ул. Ленина, 5, кв. 12" },
  { key: "flat13", kind: "unit", name: "13", parent: "floorA", address: "ул. Ленина, 5, кв. 13" },
  { key: "siteB", kind: "site", name: "ул. Мира, 8", parent: "quarter", address: "ул. Мира, 8" },
  { key: "entranceB", kind: "entrance", name: "1", parent: "siteB", address: "ул. Мира, 8, подъезд 1" },
  { key: "floorB", kind: "floor", name: "1", parent: "entranceB", address: "ул. Мира, 8, подъезд 1, этаж 1" },
  { key: "flat21", kind: "unit", name: "21", parent: "floorB", address: "ул. Мира, 8, кв. 21" },
] as const;

/** Inserts the places into a workspace. */
export async function castPlaces(owner: Db, workspaceId: string): Promise<CastPlaces> {
  const ids = {
    group: newId(),
    quarter: newId(),
    siteA: newId(),
    entranceA: newId(),
    floorA: newId(),
    flat12: newId(),
    flat13: newId(),
    siteB: newId(),
    entranceB: newId(),
    floorB: newId(),
    flat21: newId(),
  };
  const paths = new Map<string, string[]>();
  const rows = LAYOUT.map((place, position) => {
    const path = [...(place.parent ? (paths.get(place.parent) ?? []) : []), ids[place.key]];
    paths.set(place.key, path);
    return {
      workspace_id: workspaceId,
      id: ids[place.key],
      parent_id: place.parent ? ids[place.parent] : null,
      kind: place.kind,
      name: place.name,
      path,
      address: place.address,
      position,
    };
  });
  await owner.insertInto("place").values(rows).execute();
  return ids;
}
