import type { Response } from "../../contract/routes.ts";
import { explained, taken, unlessUsed } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound, Problem } from "../platform/http/problem.ts";
import { trimmedName } from "../platform/http/trimmed-name.ts";
import { newId } from "../platform/ids.ts";

const CONSTRAINTS = {
  client_category_name: taken("category/name-taken", "name", "Another client category has this name."),
};

/** The categories in their order; a workspace has a handful. Clients never get this list [O-CAT-05]. */
export const listClientCategories = (ctx: Ctx): Promise<Response<"listClientCategories">> =>
  ctx.read(async (tx) => ({
    items: await tx
      .selectFrom("client_category")
      .select(["id", "name"])
      .where("workspace_id", "=", ctx.workspaceId)
      .orderBy("position")
      .orderBy("name")
      .limit(500)
      .execute(),
  }));

/** Adds a category after the others [O-CAT-04]. */
export const createClientCategory = (ctx: Ctx, name: string): Promise<Response<"createClientCategory">> =>
  ctx.write(async (tx) => {
    const category = { id: newId(), name: trimmedName(name) };
    await explained(CONSTRAINTS, () =>
      tx
        .insertInto("client_category")
        .values((eb) => ({
          ...category,
          workspace_id: ctx.workspaceId,
          position: eb
            .selectFrom("client_category")
            .select((last) => last.fn.coalesce(last(last.fn.max("position"), "+", 1), last.lit(0)).as("position"))
            .where("workspace_id", "=", ctx.workspaceId),
        }))
        .execute(),
    );
    return category;
  });

/** Gives a category another name. */
export const renameClientCategory = (ctx: Ctx, id: string, name: string): Promise<Response<"updateClientCategory">> =>
  ctx.write(async (tx) => {
    const row = await explained(CONSTRAINTS, () =>
      tx
        .updateTable("client_category")
        .set({ name: trimmedName(name) })
        .where("workspace_id", "=", ctx.workspaceId)
        .where("id", "=", id)
        .returning(["id", "name"])
        .executeTakeFirst(),
    );
    if (!row) throw notFound("category");
    return row;
  });

/** Deletes a category that no company has; 409 `category/in-use` otherwise. */
export const deleteClientCategory = (ctx: Ctx, id: string): Promise<undefined> =>
  ctx.write(async (tx) => {
    const inUse = new Problem(409, "category/in-use", "Companies have this category. Give them another one first.");
    const { numDeletedRows } = await unlessUsed(inUse, () =>
      tx
        .deleteFrom("client_category")
        .where("workspace_id", "=", ctx.workspaceId)
        .where("id", "=", id)
        .executeTakeFirst(),
    );
    if (numDeletedRows === 0n) throw notFound("category");
    return undefined;
  });
