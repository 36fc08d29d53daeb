import type { Place } from "../../contract/places.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx, Person } from "../platform/http/context.ts";
import { notFound } from "../platform/http/problem.ts";
import { accessPlace } from "./access.ts";
import { readOccupants, readPlaces } from "./read-places.ts";

/** A place, with its occupants for employees who work with clients or tickets [H-NEW-04]. */
export const getPlace = (ctx: Ctx, id: string): Promise<Place> =>
  ctx.read(async (tx) => {
    await accessPlace(tx, ctx.person, id, "read");
    return viewPlace(tx, ctx.person, id);
  });

const SEE_OCCUPANTS = ["section.clients", "section.places", "ticket.write"] as const;

/** The view of a place that the person has access to. */
export async function viewPlace(tx: Tx, person: Person, id: string): Promise<Place> {
  const [place] = await readPlaces(tx, person, [id]);
  if (!place) throw notFound("place");
  if (!SEE_OCCUPANTS.some((permission) => person.permissions.has(permission))) return place;
  return { ...place, occupants: await readOccupants(tx, person.workspaceId, id) };
}
