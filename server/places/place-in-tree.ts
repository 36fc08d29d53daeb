import { sql } from "kysely";
import type { Tx } from "../platform/database.ts";
import { taken, unknownId } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { forbidden, Problem } from "../platform/http/problem.ts";
import { settleCardFormulas } from "../settings/card-formulas.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { accessPlace, kindOf, type PlaceNode } from "./access.ts";
import { type AddressWords, addressOf, addressWords, mayStandUnder, type PlaceKind, parentsOf } from "./address.ts";
import type { PlacesParts } from "./parts.ts";

export const PLACE_CONSTRAINTS = {
  place_code: taken("place/code-taken", "code", "Another place has this code already."),
  place_name: taken("place/name-taken", "name", "There is a place of this kind and name here already."),
  place_workspace_id_manager_id_fkey: unknownId("manager", "employee"),
  place_workspace_id_manager_team_id_fkey: unknownId("managerTeam", "team"),
  place_workspace_id_company_id_fkey: unknownId("company", "company"),
};

/**
 * The parent that a place is to stand under, with the right to change there. Without one, only who has access to all
 * places may: 403. 422 `place/wrong-parent` when the kinds do not fit or the place would stand under itself.
 */
export async function accessParent(
  tx: Tx,
  ctx: Ctx,
  place: { id?: string; kind: PlaceKind },
  parentId: string | null,
): Promise<PlaceNode | null> {
  if (parentId === null && !ctx.person.allPlaces) throw forbidden();
  const parent = parentId === null ? null : await namedParent(tx, ctx, parentId);
  if (place.id !== undefined && parent?.path.includes(place.id))
    throw wrongParent("A place cannot stand under itself.");
  if (!mayStandUnder(place.kind, parent?.kind ?? null)) {
    throw wrongParent(`A place of the kind ${place.kind} stands under ${parentsOf(place.kind)}.`);
  }
  return parent;
}

async function namedParent(tx: Tx, ctx: Ctx, id: string): Promise<PlaceNode> {
  try {
    return await accessPlace(tx, ctx.person, id, "change");
  } catch (error) {
    // It is a field of the body that names nothing, not the thing that the path of the request asks for.
    if (error instanceof Problem && error.status === 404) throw unknownId("parent", "place");
    throw error;
  }
}

function wrongParent(message: string): Problem {
  const refusals = [{ code: "place/wrong-parent", field: "parent", message, mend: "Choose another parent." }];
  return new Problem(422, "place/wrong-parent", message, { refusals });
}

/** The words of addresses in the language of the workspace. */
export async function wordsOf(tx: Tx, parts: Pick<PlacesParts, "texts">, workspaceId: string): Promise<AddressWords> {
  return addressWords(parts.texts, (await loadSettings(tx, workspaceId)).locale);
}

/** The path and address of a place under this parent. */
export async function locate(
  tx: Tx,
  workspaceId: string,
  place: { id: string; kind: PlaceKind; name: string; code: string | null },
  parent: PlaceNode | null,
  words: AddressWords,
): Promise<{ path: string[]; address: string }> {
  const above = parent ? [...parent.path] : [];
  const site = above.length === 0 ? undefined : await siteAmong(tx, workspaceId, above);
  return {
    path: [...above, place.id],
    address: addressOf(place, { site: site ?? null, parent: parent?.address ?? null }, words),
  };
}

async function siteAmong(tx: Tx, workspaceId: string, path: readonly string[]): Promise<string | undefined> {
  const row = await tx
    .selectFrom("place")
    .select("address")
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", path)
    .where("kind", "=", "site")
    .executeTakeFirst();
  return row?.address;
}

type Beneath = {
  id: string;
  parent_id: string | null;
  kind: string;
  name: string;
  code: string | null;
  path: string[];
  address: string;
};
/** Rows of one update. */
const BATCH = 2_000;

/**
 * After a move or a new name: gives everything beneath its path and address, and tells the tickets. The place itself
 * has its new ones already.
 */
export async function refreshBeneath(tx: Tx, parts: PlacesParts, workspaceId: string, placeId: string): Promise<void> {
  const words = await wordsOf(tx, parts, workspaceId);
  const { rows } = await sql<Beneath>`
    select b.id, b.parent_id, b.kind, b.name, p.code, b.path, b.address from places_beneath(${[placeId]}::uuid[]) b
      join place p on p.workspace_id = ${workspaceId} and p.id = b.id order by cardinality(b.path)`.execute(tx);
  const top = rows.find(({ id }) => id === placeId);
  if (!top) throw new Error(`The place ${placeId} is not beneath itself`);
  const above = await siteAmong(tx, workspaceId, top.path);
  const settled = new Map([[placeId, { path: top.path, address: top.address, site: above ?? null }]]);
  const changed: { id: string; path: string[]; address: string }[] = [];
  // Their old depth orders them: a parent always comes before its children.
  for (const row of rows) {
    const parent = row.parent_id === null ? undefined : settled.get(row.parent_id);
    if (row.id === placeId || !parent) continue;
    const kind = kindOf(row.kind);
    const path = [...parent.path, row.id];
    const address = addressOf(
      { kind, name: row.name, code: row.code },
      { site: parent.site, parent: parent.address },
      words,
    );
    settled.set(row.id, { path, address, site: kind === "site" ? address : parent.site });
    if (address !== row.address || path.join() !== row.path.join()) changed.push({ id: row.id, path, address });
  }
  for (let at = 0; at < changed.length; at += BATCH) {
    await sql`update place set path = v.path, address = v.address
      from jsonb_to_recordset(${JSON.stringify(changed.slice(at, at + BATCH))}::jsonb) as v(id uuid, path uuid[], address text)
      where place.workspace_id = ${workspaceId} and place.id = v.id`.execute(tx);
  }
  const ids = changed.map(({ id }) => id);
  await settleCardFormulas(tx, workspaceId, "place", ids);
  await parts.placeMoved(tx, workspaceId, placeId);
}
