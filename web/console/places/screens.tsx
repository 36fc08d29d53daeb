/** The tree of places: sites, entrances, units. The routes load this file, so the names and properties of the exports stay. */
import { lazy } from "react";
import { ErrorState } from "../../kit/error-state.tsx";
import { Problem } from "../../kit/problem.ts";
import { useMay } from "../../kit/session.ts";
import type { DirectorySearch } from "../app/address.ts";
import { PlacesList } from "./places-list.tsx";

export type PlacesProps = {
  search: DirectorySearch;
  onSearch: (change: { [K in keyof DirectorySearch]?: string | undefined }, options?: { replace?: boolean }) => void;
};

const ImportPlaces = lazy(async () => ({ default: (await import("./import/import-places.tsx")).ImportPlaces }));

export function PlacesScreen({ search, onSearch }: PlacesProps) {
  const may = useMay();
  // Whoever opens tickets may ask for places one by one; the section is another permission [H-ACC-04].
  if (!may("section.places")) return <ErrorState error={new Problem({ code: "http/403", status: 403 })} />;
  if (search.open === "import") return <ImportPlaces onClose={() => onSearch({ open: undefined })} />;
  return <PlacesList search={search} onSearch={onSearch} />;
}
