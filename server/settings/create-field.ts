import type { Request } from "../../contract/routes.ts";
import { checkCustomField } from "../../core/fields/custom-field.ts";
import type { FieldPermissions } from "../../core/fields/field.ts";
import { configurationChanged, type Tx } from "../platform/database.ts";
import { explained } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField, Problem } from "../platform/http/problem.ts";
import { newId } from "../platform/ids.ts";
import {
  CURRENCIES,
  customFieldOf,
  EVERYBODY,
  FIELD_CONSTRAINTS,
  type FieldView,
  mergeOptions,
  type StoredField,
  viewOfCustom,
  writeMore,
} from "./custom-fields.ts";
import { freeKey } from "./free-key.ts";
import { loadStoredFields, MOST_FIELDS } from "./load-registry.ts";
import { loadSettings } from "./load-settings.ts";
import { viewerOf } from "./viewer.ts";

/** Adds a field of the workspace's own. Without a key it gets one made of its name. */
export const createField = (ctx: Ctx, body: Request<"createField">["body"]): Promise<FieldView> =>
  ctx.write(async (tx) => {
    configurationChanged(tx);
    const others = await loadStoredFields(tx, ctx.workspaceId);
    if (others.length >= MOST_FIELDS) {
      throw new Problem(409, "field/too-many", `A workspace has at most ${MOST_FIELDS} fields of its own.`);
    }
    const field: StoredField = {
      id: newId(),
      key: body.key ?? freeKey(body.name, new Set(others.map(({ key }) => key))),
      name: body.name,
      type: body.type,
      options: isList(body.type) ? mergeOptions([], body.options ?? []) : [],
      currency: body.type === "money" ? CURRENCIES[(await loadSettings(tx, ctx.workspaceId)).locale] : null,
      required: body.required ?? false,
      permissions: permissionsOf(EVERYBODY, body),
      active: true,
      version: 1,
      changed: null,
    };
    checkField(field);
    await insertField(tx, ctx, field, others.length);
    return viewOfCustom(field, viewerOf(ctx.person));
  });

/** Who sees and fills in the field, with what is sent; `clientReads` is the same for clients in short. */
export function permissionsOf(
  old: FieldPermissions,
  { access, clientReads }: Pick<Request<"updateField">["body"], "access" | "clientReads">,
): FieldPermissions {
  const short = clientReads === undefined ? {} : { client: clientReads ? ("read" as const) : ("hidden" as const) };
  return { ...old, ...short, ...access };
}

const isList = (type: string): boolean => type === "list" || type === "lists";

/** Throws when a list has nothing to choose from or the definition is wrong otherwise. */
export function checkField(field: StoredField): void {
  if (isList(field.type) && field.options.every((option) => option.retired)) {
    const [message, mend] = ["A list needs something to choose from.", "Give at least one option."];
    const refusals = [{ code: "field/options-required", field: "options", message, mend }];
    throw new Problem(422, "field/options-required", message, { refusals });
  }
  const [fault] = checkCustomField(customFieldOf(field));
  const of = fault?.code.startsWith("option") ? "options" : "type";
  if (fault) throw badField(of, `field/${fault.code}`, "The field cannot be like this.", fault.mend);
}

const insertField = (tx: Tx, ctx: Ctx, field: StoredField, position: number) =>
  explained(FIELD_CONSTRAINTS, () =>
    tx
      .insertInto("custom_field")
      .values({
        workspace_id: ctx.workspaceId,
        id: field.id,
        key: field.key,
        name: field.name,
        type: field.type,
        options: writeMore(field),
        required: field.required,
        permissions: JSON.stringify(field.permissions),
        position,
        created_at: ctx.now,
      })
      .execute(),
  );
