import { sql } from "kysely";
import type { Tx } from "../platform/database.ts";
import { unknownId } from "../platform/http/constraints.ts";
import type { Person } from "../platform/http/context.ts";

export type Lives = readonly { id: string; basis: "owner" | "family" | "tenant" | "other" }[];

/**
 * Makes these the places that a contact has to do with. An employee with some places gives and takes those only; what
 * lies elsewhere stays. 422 for a place that is not there or not his.
 */
export async function saveOccupancies(tx: Tx, person: Person, contactId: string, places: Lives): Promise<void> {
  const { workspaceId } = person;
  const within = person.allPlaces ? sql<boolean>`true` : sql<boolean>`place.path && ${[...person.places]}::uuid[]`;
  const ids = [...new Set(places.map(({ id }) => id))];
  const known = await tx
    .selectFrom("place")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", ids.length > 0 ? ids : [contactId])
    .where(within)
    .execute();
  if (known.length < ids.length) throw unknownId("places", "place");
  await tx
    .deleteFrom("occupancy")
    .where("workspace_id", "=", workspaceId)
    .where("contact_id", "=", contactId)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom("place")
          .whereRef("place.workspace_id", "=", "occupancy.workspace_id")
          .whereRef("place.id", "=", "occupancy.place_id")
          .where(within),
      ),
    )
    .execute();
  if (ids.length === 0) return;
  const basis = new Map(places.map((place) => [place.id, place.basis]));
  const rows = ids.map((id) => ({
    workspace_id: workspaceId,
    place_id: id,
    contact_id: contactId,
    basis: basis.get(id) ?? "owner",
  }));
  await tx.insertInto("occupancy").values(rows).execute();
}
