import type { Request } from "../../contract/routes.ts";
import { configurationChanged } from "../platform/database.ts";
import { explained } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound } from "../platform/http/problem.ts";
import { checkField, permissionsOf } from "./create-field.ts";
import {
  FIELD_COLUMNS,
  FIELD_CONSTRAINTS,
  type FieldView,
  mergeOptions,
  readField,
  type StoredField,
  viewOfCustom,
  writeMore,
} from "./custom-fields.ts";
import { viewerOf } from "./viewer.ts";

/** Changes a field; its key and type stay, because tickets hold values. Options left out are retired, not lost. */
export const updateField = (ctx: Ctx, id: string, body: Request<"updateField">["body"]): Promise<FieldView> =>
  ctx.write(async (tx) => {
    configurationChanged(tx);
    const row = await tx
      .selectFrom("custom_field")
      .select(FIELD_COLUMNS)
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw notFound("field");
    const old = readField(row);
    const isList = old.type === "list" || old.type === "lists";
    const field: StoredField = {
      ...old,
      name: body.name ?? old.name,
      required: body.required ?? old.required,
      permissions: permissionsOf(old.permissions, body),
      active: body.active ?? old.active,
      options: body.options && isList ? mergeOptions(old.options, body.options) : old.options,
    };
    checkField(field);
    await explained(FIELD_CONSTRAINTS, () =>
      tx
        .updateTable("custom_field")
        .set({
          name: field.name,
          required: field.required,
          permissions: JSON.stringify(field.permissions),
          active: field.active,
          options: writeMore(field),
        })
        .where("workspace_id", "=", ctx.workspaceId)
        .where("id", "=", id)
        .execute(),
    );
    return viewOfCustom(field, viewerOf(ctx.person));
  });
