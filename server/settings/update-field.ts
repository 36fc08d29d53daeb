import type { Request } from "../../contract/routes.ts";
import { configurationChanged } from "../platform/database.ts";
import { explained } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { atVersion } from "../platform/http/versions.ts";
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

/** A field as it is sent: one name, and the values that are offered. */
const sent = ({ name, choices, ...field }: FieldView) => ({
  ...field,
  name: name.ru,
  options: choices.filter(({ retired }) => !retired).map((choice) => ({ key: choice.key, name: choice.name.ru })),
});

/** Changes a field; its key and type stay, because tickets hold values. Options left out are retired, not lost. */
export const updateField = (ctx: Ctx, id: string, body: Request<"updateField">["body"]): Promise<FieldView> =>
  ctx.write((tx) => {
    configurationChanged(tx);
    const read = async () => {
      const row = await tx
        .selectFrom("custom_field")
        .select(FIELD_COLUMNS)
        .where("workspace_id", "=", ctx.workspaceId)
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      return readField(row);
    };
    const view = async () => viewOfCustom(await read(), viewerOf(ctx.person));
    return atVersion(tx, ctx, { what: "custom_field", id, yours: body, view, sent }, async () => {
      const old = await read();
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
    });
  });
