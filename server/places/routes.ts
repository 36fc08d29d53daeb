import type { Doors } from "../platform/http/doors.ts";
import { createPlace } from "./create-place.ts";
import { deletePlace } from "./delete-place.ts";
import { getPlace } from "./get-place.ts";
import { importPlaces } from "./import-places.ts";
import { listPlaces } from "./list-places.ts";
import type { PlacesParts } from "./parts.ts";
import { updatePlace } from "./update-place.ts";

/** The tree of places. */
export function connectPlaces({ open }: Doors, parts: PlacesParts): void {
  open("listPlaces", (ctx, { query }) => listPlaces(ctx, query));
  open("createPlace", (ctx, { body }) => createPlace(ctx, parts, body));
  open("getPlace", (ctx, { params }) => getPlace(ctx, params.id));
  open("updatePlace", (ctx, { params, body }) => updatePlace(ctx, parts, params.id, body));
  open("deletePlace", (ctx, { params }) => deletePlace(ctx, params.id));
  open("importPlaces", (ctx, { body }) => importPlaces(ctx, parts, body));
}
