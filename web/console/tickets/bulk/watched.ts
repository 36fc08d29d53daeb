import type { Bulk } from "../../../../contract/bulk.ts";
import { keep, readKept } from "../../../kit/storage.ts";
import { makeStore, useStore } from "../../../kit/store.ts";

/** So many are shown at once; what came before is found in their report. */
const SHOWN = 3;
const read = (kept: unknown): string[] =>
  Array.isArray(kept) ? kept.filter((id): id is string => typeof id === "string") : [];
const watched = makeStore<readonly string[]>(read(readKept("bulk")));

function put(ids: readonly string[]): void {
  watched.set(ids);
  keep("bulk", ids.length > 0 ? ids : undefined);
}

/** Bulk actions that the corner tells of, also after the page was loaded anew. */
export const useWatched = (): readonly string[] => useStore(watched);
export const watch = ({ id }: Pick<Bulk, "id">): void =>
  put([...watched.get().filter((other) => other !== id), id].slice(-SHOWN));
export const unwatch = (id: string): void => put(watched.get().filter((other) => other !== id));
