import { sql } from "kysely";
import type { Place } from "../../contract/places.ts";
import type { Request } from "../../contract/routes.ts";
import { checkResponsible, responsibleColumns } from "../clients/check-references.ts";
import type { Tx } from "../platform/database.ts";
import { explained } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { trimmedName } from "../platform/http/trimmed-name.ts";
import { atVersion } from "../platform/http/versions.ts";
import { settleCardFormulas } from "../settings/card-formulas.ts";
import { ownFieldsColumn } from "../settings/own-fields.ts";
import { accessPlace, lockTree } from "./access.ts";
import { positionOf } from "./address.ts";
import { viewPlace } from "./get-place.ts";
import type { PlacesParts } from "./parts.ts";
import { accessParent, locate, PLACE_CONSTRAINTS, refreshBeneath, wordsOf } from "./place-in-tree.ts";

/**
 * Changes a place. A new name or parent changes the addresses of everything beneath it and of the tickets there, in
 * the same transaction. Settings that are not sent stay.
 */
export const updatePlace = (
  ctx: Ctx,
  parts: PlacesParts,
  id: string,
  body: Request<"updatePlace">["body"],
): Promise<Place> =>
  ctx.write(async (tx) => {
    const { workspaceId, person } = ctx;
    const named = body.name !== undefined || body.parent !== undefined || body.code !== undefined;
    if (named) await lockTree(tx, workspaceId);
    const old = await accessPlace(tx, person, id, "change");
    return atVersion(tx, ctx, { what: "place", id, yours: body, view: () => viewPlace(tx, person, id) }, async () => {
      const before = await codeOf(tx, workspaceId, id);
      const code = body.code === undefined ? before : body.code;
      const place = { id, kind: old.kind, name: body.name === undefined ? old.name : trimmedName(body.name), code };
      const moves = body.parent !== undefined && body.parent !== old.parentId;
      const parent = moves ? await accessParent(tx, ctx, place, body.parent ?? null) : undefined;
      await checkResponsible(tx, workspaceId, body);
      const { name, parent: _parent, company, settings, custom, ...rest } = body;
      const own = await ownFieldsColumn(tx, ctx, { subject: "place", id }, custom);
      const { manager: _m, managerTeam: _t, observers: _o, observerTeams: _ot, ...plain } = rest;
      const relocates = moves || place.name !== old.name || code !== before;
      const above = moves ? (parent ?? null) : relocates ? await parentOf(old.parentId) : null;
      const changes = {
        ...plain,
        ...responsibleColumns(body),
        ...own,
        ...(company === undefined ? {} : { company_id: company }),
        ...(settings === undefined ? {} : { settings: sql<string>`settings || ${JSON.stringify(settings)}::jsonb` }),
        ...(name === undefined && body.code === undefined
          ? {}
          : { name: place.name, position: positionOf(code ?? place.name) }),
        ...(moves ? { parent_id: parent?.id ?? null } : {}),
        ...(relocates ? await locate(tx, workspaceId, place, above, await wordsOf(tx, parts, workspaceId)) : {}),
      };
      if (Object.keys(changes).length > 0) {
        await explained(PLACE_CONSTRAINTS, () =>
          tx.updateTable("place").set(changes).where("workspace_id", "=", workspaceId).where("id", "=", id).execute(),
        );
      }
      await settleCardFormulas(tx, workspaceId, "place", [id]);
      if (relocates) await refreshBeneath(tx, parts, workspaceId, id);
    });

    /** Who may change a place sees what it stands under. */
    async function parentOf(parentId: string | null) {
      return parentId === null ? null : accessPlace(tx, person, parentId, "read");
    }
  });

async function codeOf(tx: Tx, workspaceId: string, id: string): Promise<string | null> {
  const row = await tx
    .selectFrom("place")
    .select("code")
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return row.code;
}
