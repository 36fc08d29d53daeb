import { type RawBuilder, type SqlBool, sql } from "kysely";
import { PLACE_KINDS } from "../../contract/places.ts";
import type { Tx } from "../platform/database.ts";
import type { Person } from "../platform/http/context.ts";
import { forbidden, notFound } from "../platform/http/problem.ts";
import type { PlaceKind } from "./address.ts";

/**
 * Which places a person sees: all; or `within`: these and what lies beneath, and `exactly`: these alone (what lies
 * above, so that the tree can be walked down).
 */
export type Sight = { all: true } | { all: false; within: readonly string[]; exactly: readonly string[] };

/**
 * Employees see the places they have access to, with those above; contacts their own units, the sites of their
 * company, and those above [H-ACC-11, H-ACC-18].
 */
export async function sightOf(tx: Tx, person: Person): Promise<Sight> {
  if (person.kind === "employee" && person.allPlaces) return { all: true };
  if (person.kind === "employee") {
    return { all: false, within: person.places, exactly: await pathsOf(tx, person.workspaceId, person.places) };
  }
  const units = await tx
    .selectFrom("occupancy")
    .select("place_id")
    .where("workspace_id", "=", person.workspaceId)
    .where("contact_id", "=", person.id)
    .limit(1_000)
    .execute();
  const sites = await tx
    .selectFrom("place")
    .innerJoin("contact", (join) =>
      join
        .onRef("contact.workspace_id", "=", "place.workspace_id")
        .onRef("contact.company_id", "=", "place.company_id"),
    )
    .select("place.id")
    .where("place.workspace_id", "=", person.workspaceId)
    .where("contact.id", "=", person.id)
    .limit(1_000)
    .execute();
  const within = sites.map(({ id }) => id);
  return {
    all: false,
    within,
    exactly: await pathsOf(tx, person.workspaceId, [...units.map(({ place_id }) => place_id), ...within]),
  };
}

/** These places and all above them. */
async function pathsOf(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom("place")
    .select("path")
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", ids)
    .execute();
  return [...new Set(rows.flatMap(({ path }) => path))];
}

/** The condition on the table `place` that a person's sight makes. */
export function seenPlaces(sight: Sight): RawBuilder<SqlBool> {
  if (sight.all) return sql<SqlBool>`true`;
  return sql<SqlBool>`(place.path && ${[...sight.within]}::uuid[] or place.id = any(${[...sight.exactly]}::uuid[]))`;
}

/** A place as the rules of the tree need it. */
export type PlaceNode = {
  id: string;
  parentId: string | null;
  kind: PlaceKind;
  name: string;
  path: string[];
  address: string;
};

/**
 * A place that the person sees, else 404. `change` locks it and demands that it lies within what he has access to,
 * not merely above it, else 403.
 */
export async function accessPlace(tx: Tx, person: Person, id: string, act: "read" | "change"): Promise<PlaceNode> {
  const sight = await sightOf(tx, person);
  const row = await tx
    .selectFrom("place")
    .select(["id", "parent_id", "kind", "name", "path", "address"])
    .where("workspace_id", "=", person.workspaceId)
    .where("id", "=", id)
    .where(seenPlaces(sight))
    .$if(act === "change", (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) throw notFound("place");
  if (act === "change") {
    if (!person.permissions.has("section.places")) throw forbidden("section.places");
    if (!sight.all && !row.path.some((step) => sight.within.includes(step))) throw forbidden();
  }
  return {
    id: row.id,
    parentId: row.parent_id,
    kind: kindOf(row.kind),
    name: row.name,
    path: row.path,
    address: row.address,
  };
}

/** The tree changes by one hand at a time in a workspace: two moves at once could make a ring of it. */
export async function lockTree(tx: Tx, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`places/${workspaceId}`}, 0))`.execute(tx);
}

/** The column allows these kinds only; the search says so to the types. */
export function kindOf(kind: string): PlaceKind {
  const known = PLACE_KINDS.find((one) => one === kind);
  if (!known) throw new Error(`A place is of the unknown kind ${kind}`);
  return known;
}
