import type { Place } from "../../contract/places.ts";
import type { Request } from "../../contract/routes.ts";
import { checkResponsible, responsibleColumns } from "../clients/check-references.ts";
import { explained } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { trimmedName } from "../platform/http/trimmed-name.ts";
import { newId } from "../platform/ids.ts";
import { settleCardFormulas } from "../settings/card-formulas.ts";
import { ownFieldsColumn } from "../settings/own-fields.ts";
import { lockTree } from "./access.ts";
import { positionOf } from "./address.ts";
import { viewPlace } from "./get-place.ts";
import type { PlacesParts } from "./parts.ts";
import { accessParent, locate, PLACE_CONSTRAINTS, wordsOf } from "./place-in-tree.ts";

/** Adds a place under its parent, with its address made of the names above. */
export const createPlace = (ctx: Ctx, parts: PlacesParts, body: Request<"createPlace">["body"]): Promise<Place> =>
  ctx.write(async (tx) => {
    const { workspaceId, person } = ctx;
    await lockTree(tx, workspaceId);
    const place = { id: newId(), kind: body.kind, name: trimmedName(body.name), code: body.code ?? null };
    const parent = await accessParent(tx, ctx, { kind: body.kind }, body.parent ?? null);
    await checkResponsible(tx, workspaceId, body);
    const own = await ownFieldsColumn(tx, ctx, { subject: "place", id: place.id, isNew: true }, body.custom);
    const words = await wordsOf(tx, parts, workspaceId);
    const { path, address } = await locate(tx, workspaceId, place, parent, words);
    await explained(PLACE_CONSTRAINTS, () =>
      tx
        .insertInto("place")
        .values({
          ...place,
          workspace_id: workspaceId,
          parent_id: parent?.id ?? null,
          path,
          address,
          note: body.note ?? "",
          tags: body.tags ?? [],
          account: body.account ?? null,
          ...responsibleColumns(body),
          ...own,
          company_id: body.company ?? null,
          settings: JSON.stringify(body.settings ?? {}),
          position: positionOf(place.code ?? place.name),
          created_at: ctx.now,
        })
        .execute(),
    );
    await settleCardFormulas(tx, workspaceId, "place", [place.id]);
    return viewPlace(tx, person, place.id);
  });
