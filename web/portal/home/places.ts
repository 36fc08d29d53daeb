import type { Answer } from "../../kit/api.ts";
import { useRoute } from "../../kit/query.ts";
import { useMe } from "../../kit/session.ts";
import { keep, readKept } from "../../kit/storage.ts";
import { makeStore, useStore } from "../../kit/store.ts";

export type Place = Answer<"listPlaces">["items"][number];

const NAME = "portal.place";
const kept = readKept(NAME);
const chosen = makeStore<string | undefined>(typeof kept === "string" ? kept : undefined);

export function choosePlace(id: string): void {
  keep(NAME, id);
  chosen.set(id);
}

/**
 * The places that a client orders for: his own, or the sites of his company; and the one he is at now. `undefined`
 * while they are on their way.
 */
export function useOwnPlaces(): { places: readonly Place[] | undefined; place: Place | undefined } {
  const { person } = useMe();
  const options = { staleTime: 5 * 60_000 };
  const own = useRoute("listPlaces", { query: { contact: person.id, limit: 100 } }, options);
  const hasNone = own.data?.items.length === 0;
  const sites = useRoute("listPlaces", { query: { kind: "site", limit: 100 } }, { ...options, enabled: hasNone });
  const places = hasNone ? sites.data?.items : own.data?.items;
  const id = useStore(chosen);
  return { places, place: places?.find((place) => place.id === id) ?? places?.[0] };
}
