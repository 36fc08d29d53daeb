import { unlessUsed } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { accessPlace, lockTree } from "./access.ts";

/** Deletes a place that has neither places beneath it nor tickets; 409 `place/in-use` otherwise. */
export const deletePlace = (ctx: Ctx, id: string): Promise<undefined> =>
  ctx.write(async (tx) => {
    await lockTree(tx, ctx.workspaceId);
    await accessPlace(tx, ctx.person, id, "change");
    await unlessUsed(inUse(), () =>
      tx.deleteFrom("place").where("workspace_id", "=", ctx.workspaceId).where("id", "=", id).execute(),
    );
    return undefined;
  });

const inUse = (): Problem =>
  new Problem(409, "place/in-use", "There are places beneath it or tickets about it. Move or delete those first.");
