import { sql } from "kysely";
import { jsonArrayFrom, jsonObjectFrom } from "kysely/helpers/postgres";
import type { Place } from "../../contract/places.ts";
import type { Tx } from "../platform/database.ts";
import type { Person } from "../platform/http/context.ts";
import { readerOfFields } from "../settings/own-fields.ts";
import { kindOf } from "./access.ts";

/** More people than this live in no flat; the answer stays bounded for a whole site that somebody is attached to. */
const MOST_OCCUPANTS = 200;

/**
 * The places with these ids, in this order, as the person may know them: clients get no notes, tags, managers or
 * companies, the personal account of their own units only, and of the settings no more than the firm behind the site.
 * The caller has seen to it that the person sees them.
 */
export async function readPlaces(tx: Tx, person: Person, ids: readonly string[]): Promise<Place[]> {
  if (ids.length === 0) return [];
  const seen = await readerOfFields(tx, { workspaceId: person.workspaceId, person }, "place");
  const rows = await tx
    .selectFrom("place")
    .select((eb) => [
      "place.id",
      "place.kind",
      "place.name",
      "place.code",
      "place.address",
      "place.path",
      "place.note",
      "place.tags",
      "place.account",
      "place.settings",
      "place.version",
      "place.custom",
      eb
        .selectFrom("place as child")
        .select((child) => child.fn.countAll<number>().as("count"))
        .whereRef("child.workspace_id", "=", "place.workspace_id")
        .whereRef("child.parent_id", "=", "place.id")
        .as("children"),
      jsonObjectFrom(
        eb
          .selectFrom("employee")
          .select(["employee.id", "employee.name"])
          .whereRef("employee.workspace_id", "=", "place.workspace_id")
          .whereRef("employee.id", "=", "place.manager_id"),
      ).as("manager"),
      jsonObjectFrom(
        eb
          .selectFrom("team")
          .select(["team.id", "team.name"])
          .whereRef("team.workspace_id", "=", "place.workspace_id")
          .whereRef("team.id", "=", "place.manager_team_id"),
      ).as("managerTeam"),
      jsonArrayFrom(
        eb
          .selectFrom("employee as observer")
          .select(["observer.id", "observer.name"])
          .whereRef("observer.workspace_id", "=", "place.workspace_id")
          .where(sql<boolean>`observer.id = any(place.observer_ids)`)
          .orderBy("observer.name"),
      ).as("observers"),
      jsonArrayFrom(
        eb
          .selectFrom("team as follower")
          .select(["follower.id", "follower.name"])
          .whereRef("follower.workspace_id", "=", "place.workspace_id")
          .where(sql<boolean>`follower.id = any(place.observer_team_ids)`)
          .orderBy("follower.name"),
      ).as("observerTeams"),
      jsonObjectFrom(
        eb
          .selectFrom("company")
          .select(["company.id", "company.name"])
          .whereRef("company.workspace_id", "=", "place.workspace_id")
          .whereRef("company.id", "=", "place.company_id"),
      ).as("company"),
      eb
        .exists(
          eb
            .selectFrom("occupancy")
            .whereRef("occupancy.workspace_id", "=", "place.workspace_id")
            .whereRef("occupancy.place_id", "=", "place.id")
            .where("occupancy.contact_id", "=", person.id),
        )
        .as("own"),
      // One site at most stands on a way down the tree.
      sql<unknown>`(select site.settings -> 'legalEntity' from place site
        where site.workspace_id = place.workspace_id and site.id = any(place.path) and site.kind = 'site')`.as("firm"),
    ])
    .where("place.workspace_id", "=", person.workspaceId)
    .where("place.id", "in", ids)
    .execute();
  const above = await readAncestors(tx, person.workspaceId, rows);
  const order = new Map(ids.map((id, index) => [id, index]));
  const isClient = person.kind === "contact";
  return rows
    .toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
    .map((row) => {
      const ancestors = row.path.flatMap((id) => (id === row.id ? [] : (above.get(id) ?? [])));
      const parent = ancestors.at(-1);
      return {
        id: row.id,
        kind: kindOf(row.kind),
        name: row.name,
        code: row.code,
        address: row.address,
        parent: parent ? { id: parent.id, name: parent.name } : null,
        ancestors,
        children: row.children ?? 0,
        note: isClient ? "" : row.note,
        tags: isClient ? [] : row.tags,
        account: isClient && !row.own ? null : row.account,
        manager: isClient ? null : row.manager,
        managerTeam: isClient ? null : row.managerTeam,
        observers: isClient ? [] : row.observers,
        observerTeams: isClient ? [] : row.observerTeams,
        company: isClient ? null : row.company,
        settings: isClient ? firmOf(row.firm) : readSettings(row.settings),
        custom: seen(row.custom),
        version: row.version,
      };
    });
}

/** Who lives there or has to do with it, by name; for employees. */
export async function readOccupants(
  tx: Tx,
  workspaceId: string,
  placeId: string,
): Promise<NonNullable<Place["occupants"]>> {
  return tx
    .selectFrom("occupancy")
    .innerJoin("contact", (join) =>
      join
        .onRef("contact.workspace_id", "=", "occupancy.workspace_id")
        .onRef("contact.id", "=", "occupancy.contact_id"),
    )
    .select(["contact.id", "contact.name", "contact.phone", "occupancy.basis"])
    .where("occupancy.workspace_id", "=", workspaceId)
    .where("occupancy.place_id", "=", placeId)
    .orderBy("contact.name")
    .orderBy("contact.id")
    .limit(MOST_OCCUPANTS)
    .execute();
}

type Ancestor = Place["ancestors"][number];

async function readAncestors(
  tx: Tx,
  workspaceId: string,
  rows: readonly { id: string; path: string[] }[],
): Promise<Map<string, Ancestor>> {
  const ids = [...new Set(rows.flatMap(({ id, path }) => path.filter((step) => step !== id)))];
  if (ids.length === 0) return new Map();
  const ancestors = await tx
    .selectFrom("place")
    .select(["id", "name", "kind"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", ids)
    .execute();
  return new Map(ancestors.map((row) => [row.id, row]));
}

/** What a client may know of the settings: who manages the house, wherever in it the place lies [H-RLST-01]. */
const firmOf = (firm: unknown): Place["settings"] => (firm ? readSettings({ legalEntity: firm }) : {});

/** The column holds what the contract has let through. */
const readSettings = (settings: unknown): Place["settings"] => settings as Place["settings"];
