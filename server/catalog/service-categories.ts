import type { ExpressionBuilder } from "kysely";
import type { Request, Response } from "../../contract/routes.ts";
import { explained, taken, unlessUsed } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { lastChange } from "../platform/http/last-change.ts";
import { notFound, Problem } from "../platform/http/problem.ts";
import { trimmedName } from "../platform/http/trimmed-name.ts";
import { atVersion } from "../platform/http/versions.ts";
import { newId } from "../platform/ids.ts";
import type { Tables } from "../platform/tables.ts";

const CONSTRAINTS = {
  service_category_name: taken("category/name-taken", "name", "Another category has this name."),
};
const COLUMNS = ["id", "name", "icon", "position", "version", lastChange("service_category")] as const;

/** The categories of services in their order. */
export const listServiceCategories = (ctx: Ctx): Promise<Response<"listServiceCategories">> =>
  ctx.read(async (tx) => ({
    items: await tx
      .selectFrom("service_category")
      .select(COLUMNS)
      .where("workspace_id", "=", ctx.workspaceId)
      .orderBy("position")
      .orderBy("name")
      .limit(500)
      .execute(),
  }));

/** Adds a category, by default at the front. */
export const createServiceCategory = (
  ctx: Ctx,
  { name, icon, position }: Request<"createServiceCategory">["body"],
): Promise<Response<"createServiceCategory">> =>
  ctx.write((tx) =>
    explained(CONSTRAINTS, () =>
      tx
        .insertInto("service_category")
        .values({
          workspace_id: ctx.workspaceId,
          id: newId(),
          name: trimmedName(name),
          icon: icon ?? null,
          position: position ?? 0,
        })
        .returning(COLUMNS)
        .executeTakeFirstOrThrow(),
    ),
  );

/** Changes a category; what is not sent stays. */
export const updateServiceCategory = (
  ctx: Ctx,
  id: string,
  { name, icon, position }: Request<"updateServiceCategory">["body"],
): Promise<Response<"updateServiceCategory">> =>
  ctx.write((tx) => {
    const own = (eb: ExpressionBuilder<Tables, "service_category">) => eb.and({ workspace_id: ctx.workspaceId, id });
    const view = () => tx.selectFrom("service_category").select(COLUMNS).where(own).executeTakeFirstOrThrow();
    return atVersion(tx, ctx, { what: "service_category", id, yours: { name, icon, position }, view }, () =>
      explained(CONSTRAINTS, () =>
        tx
          .updateTable("service_category")
          .set((eb) => ({
            name: name === undefined ? eb.ref("name") : trimmedName(name),
            icon: icon === undefined ? eb.ref("icon") : icon,
            position: position === undefined ? eb.ref("position") : position,
          }))
          .where(own)
          .execute(),
      ),
    );
  });

/** Deletes a category without services; 409 `category/in-use` otherwise. */
export const deleteServiceCategory = (ctx: Ctx, id: string): Promise<undefined> =>
  ctx.write(async (tx) => {
    const inUse = new Problem(409, "category/in-use", "Services are in this category. Give them another one first.");
    const { numDeletedRows } = await unlessUsed(inUse, () =>
      tx
        .deleteFrom("service_category")
        .where("workspace_id", "=", ctx.workspaceId)
        .where("id", "=", id)
        .executeTakeFirst(),
    );
    if (numDeletedRows === 0n) throw notFound("category");
    return undefined;
  });
