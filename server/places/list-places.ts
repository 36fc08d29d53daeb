import { type RawBuilder, type SqlBool, sql } from "kysely";
import { Type } from "typebox";
import type { Request, Response } from "../../contract/routes.ts";
import { Uuid } from "../../contract/shape.ts";
import { isByFields, pageOfCards } from "../lookup/page-of-cards.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { PAGE, pageOf, readCursor } from "../platform/http/page.ts";
import { searchPatterns } from "../platform/search-words.ts";
import { accessPlace, type Sight, seenPlaces, sightOf } from "./access.ts";
import { readPlaces } from "./read-places.ts";

type Query = Request<"listPlaces">["query"];
type Found = { id: string; depth: number; position: number; address: string };

/** The sort values of a row: depth in the tree, position, address (children: name), id. */
const Key = Type.Tuple([Type.Integer(), Type.Integer(), Type.String({ maxLength: 1_000 }), Uuid]);

/**
 * Children of a place, the roots, or places found by words of the address or by a personal account: near the top
 * first, then by number and address. Without any filter employees get the roots, clients their own places. By a
 * condition over their fields, and in the order of these, employees get all that they see of the tree.
 */
export const listPlaces = (ctx: Ctx, query: Query): Promise<Response<"listPlaces">> =>
  ctx.read(async (tx) => {
    const { person } = ctx;
    const sight = await sightOf(tx, person);
    const { ids, next } = isByFields(query)
      ? await pageOfCards(tx, ctx, "place", query, await askedPlaces(tx, ctx, query, sight))
      : await pageInTree(tx, ctx, query, sight);
    return { items: await readPlaces(tx, person, ids), ...next };
  });

async function pageInTree(
  tx: Tx,
  ctx: Ctx,
  query: Query,
  sight: Sight,
): Promise<{ ids: string[]; next: { next?: string } }> {
  const limit = query.limit ?? PAGE;
  const found = await findPlaces(tx, ctx, query, sight, limit + 1);
  const { rows, next } = pageOf(found, limit, (row) => [row.depth, row.position, row.address, row.id]);
  return { ids: rows.map(({ id }) => id), next };
}

async function findPlaces(tx: Tx, ctx: Ctx, query: Query, sight: Sight, limit: number): Promise<Found[]> {
  const after = readCursor(query.cursor, Key);
  const [depth, position, address, id] = after ?? [null, null, null, null];
  const patterns = searchPatterns(query.search);
  if (query.under !== undefined) await accessPlace(tx, ctx.person, query.under, "read");
  const only = query.contact === undefined ? null : await placesOfContact(tx, ctx, query.contact);
  const plain = !patterns && !only && query.under === undefined;
  const browses = plain && query.kind === undefined && ctx.person.kind === "employee";
  if (plain && (query.parent !== undefined || query.roots || browses)) {
    return listChildren(tx, ctx, query, sight, { after, limit });
  }
  // Beneath a parent, with words: the parent stands for `under`.
  if (query.parent !== undefined) await accessPlace(tx, ctx.person, query.parent, "read");
  const all = beneath(query, sight, only, [depth, position, address, id], limit);
  return (await sql<Found>`select id, depth, position, address from ${all}`.execute(tx)).rows;
}

/** All places with the words, beneath a place, of a kind, among `only`, as far as they are seen. */
const beneath = (
  { search, under, parent, kind }: Query,
  sight: Sight,
  only: readonly string[] | null,
  [depth, position, address, id]: readonly [number | null, number | null, string | null, string | null],
  limit: number | null,
) => sql`find_places(
  ${searchPatterns(search)}::text[], ${search?.trim() ?? null}, ${under ?? parent ?? null}::uuid,
  ${kind ?? null}, ${only}::uuid[],
  ${sight.all ? null : [...sight.within]}::uuid[], ${sight.all ? null : [...sight.exactly]}::uuid[],
  ${depth}::int, ${position}::int, ${address}, ${id}::uuid, ${limit}::int)`;

/** What is asked besides the condition: one statement finds them all by their indexes. */
export async function askedPlaces(
  tx: Tx,
  ctx: Pick<Ctx, "person" | "workspaceId">,
  query: Query,
  sight: Sight,
): Promise<RawBuilder<SqlBool>> {
  for (const above of [query.under, query.parent]) {
    if (above !== undefined) await accessPlace(tx, ctx.person, above, "read");
  }
  const only = query.contact === undefined ? null : await placesOfContact(tx, ctx, query.contact);
  const isPlain = searchPatterns(query.search) === null && !only;
  if (isPlain && query.under === undefined && query.parent === undefined) {
    return sql<SqlBool>`${seenPlaces(sight)} ${query.kind === undefined ? sql`` : sql`and place.kind = ${query.kind}`}`;
  }
  const all = beneath(query, sight, only, [null, null, null, null], null);
  return sql<SqlBool>`place.id = any(array(select id from ${all}))`;
}

async function listChildren(
  tx: Tx,
  ctx: Ctx,
  { parent, kind }: Query,
  sight: Sight,
  { after, limit }: { after: [number, number, string, string] | null; limit: number },
): Promise<Found[]> {
  if (parent !== undefined) await accessPlace(tx, ctx.person, parent, "read");
  const rows = await tx
    .selectFrom("place")
    .select(["id", "position", "name", "path", "address"])
    .where("workspace_id", "=", ctx.workspaceId)
    .$if(parent !== undefined, (query) => query.where("parent_id", "=", parent ?? null))
    .$if(parent === undefined, (query) => query.where("parent_id", "is", null))
    .$if(kind !== undefined, (query) => query.where("kind", "=", kind ?? ""))
    .$if(!sight.all, (query) => query.where(seenPlaces(sight)))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(position, name, id) > (${after?.[1]}, ${after?.[2]}, ${after?.[3]})`),
    )
    .orderBy("position")
    .orderBy("name")
    .orderBy("id")
    .limit(limit)
    .execute();
  // Among the children of one place the name orders, and it stands where the address stands in a search.
  return rows.map(({ id, position, name, path }) => ({ id, position, address: name, depth: path.length }));
}

/** The places of a contact, for employees; a client may ask for his own only, which is all that he sees anyway. */
async function placesOfContact(tx: Tx, ctx: Pick<Ctx, "person" | "workspaceId">, contactId: string): Promise<string[]> {
  if (ctx.person.kind === "contact" && ctx.person.id !== contactId) return [];
  const rows = await tx
    .selectFrom("occupancy")
    .select("place_id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("contact_id", "=", contactId)
    .limit(1_000)
    .execute();
  return rows.map(({ place_id }) => place_id);
}
