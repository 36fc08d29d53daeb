import { sql } from "kysely";
import { deleteFilesOf } from "../files/release-files.ts";
import type { Tx } from "../platform/database.ts";
import { unlessUsed } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { accessPlace, lockTree } from "./access.ts";

/** Deletes a place that has neither places beneath it nor tickets; 409 `place/in-use` otherwise. */
export const deletePlace = (ctx: Ctx, id: string): Promise<undefined> =>
  ctx.write(async (tx) => {
    await lockTree(tx, ctx.workspaceId);
    await accessPlace(tx, ctx.person, id, "change");
    await refuseFurther(tx, ctx.workspaceId, id);
    await unlessUsed(inUse(), () =>
      tx.deleteFrom("place").where("workspace_id", "=", ctx.workspaceId).where("id", "=", id).execute(),
    );
    await deleteFilesOf(tx, ctx, "place", id);
    return undefined;
  });

/**
 * Tickets that name it beside their main place stand in no reference. The row is locked before they are looked for, so
 * that none can name it any more.
 */
async function refuseFurther(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await sql`select from place where workspace_id = ${workspaceId} and id = ${id} for update`.execute(tx);
  const { rows } = await sql`select from ticket where workspace_id = ${workspaceId} and other_place_ids is not null
    and place_path @> array[${id}::uuid] limit 1`.execute(tx);
  if (rows.length > 0) throw inUse();
}

const inUse = (): Problem =>
  new Problem(409, "place/in-use", "There are places beneath it or tickets about it. Move or delete those first.");
