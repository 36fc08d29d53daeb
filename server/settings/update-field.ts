import type { Request } from "../../contract/routes.ts";
import { configurationChanged, type Tx } from "../platform/database.ts";
import { explained } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { atVersion } from "../platform/http/versions.ts";
import { checkField, checkServiceTypes, checkSubject, definitionOf, isList, permissionsOf } from "./create-field.ts";
import {
  FIELD_CONSTRAINTS,
  type FieldView,
  mergeOptions,
  type StoredField,
  viewOfCustom,
  writeMore,
} from "./custom-fields.ts";
import { findField, inUse, isHolding, usesOfField } from "./field-uses.ts";
import { startFormulaRun } from "./formula-runs.ts";
import { tellOfFields } from "./tell-of-fields.ts";
import { viewerOf } from "./viewer.ts";

/** A field as it is sent: one name, and the values that are offered. */
const sent = ({ name, choices, formula, ...field }: FieldView) => ({
  ...field,
  ...(formula ? { formula: formula.text } : {}),
  name: name.ru,
  options: choices.filter(({ retired }) => !retired).map((choice) => ({ key: choice.key, name: choice.name.ru })),
});

/**
 * Changes a field; its key stays, because tickets hold values by it. Options left out are retired, not lost. What would
 * leave something behind that names the field or the value is refused with all of it, unless `anyway` is said.
 */
export const updateField = (ctx: Ctx, id: string, body: Request<"updateField">["body"]): Promise<FieldView> =>
  ctx.write((tx) => {
    configurationChanged(tx);
    const { anyway = false, ...yours } = body;
    const view = async () => viewOfCustom(await findField(tx, ctx.workspaceId, id), viewerOf(ctx.person));
    return atVersion(tx, ctx, { what: "custom_field", id, yours, view, sent }, async () => {
      const old = await findField(tx, ctx.workspaceId, id);
      checkSubject(old.subject, body);
      const field = await changed(tx, ctx, old, body);
      checkField(field);
      await checkUses(tx, ctx.workspaceId, old, field, anyway);
      await explained(FIELD_CONSTRAINTS, () => save(tx, ctx.workspaceId, field));
      await tellOfFields(tx, ctx);
      const counts = field.formula && (field.formula.text !== old.formula?.text || (field.active && !old.active));
      if (counts) await startFormulaRun(tx, ctx, field.subject);
    });
  });

async function changed(tx: Tx, ctx: Ctx, old: StoredField, body: Request<"updateField">["body"]): Promise<StoredField> {
  const { type = old.type, formula } = body;
  const given = { type, key: old.key, subject: old.subject, ...(body.options ? { options: body.options } : {}) };
  const isOther = type !== old.type || (formula !== undefined && formula !== old.formula?.text);
  const definition = isOther
    ? await definitionOf(tx, ctx, { ...given, ...(formula === undefined ? {} : { formula }) })
    : old;
  const options = isList(type) && body.options ? mergeOptions(old.options, body.options) : definition.options;
  return {
    ...old,
    type,
    name: body.name ?? old.name,
    required: type !== "formula" && (body.required ?? old.required),
    permissions: permissionsOf(old.permissions, body),
    active: body.active ?? old.active,
    serviceTypes: body.serviceTypes
      ? await checkServiceTypes(tx, ctx.workspaceId, body.serviceTypes)
      : old.serviceTypes,
    options,
    currency: definition.currency,
    formula: definition.formula,
  };
}

const OFF = "Take it out there first, or say that it shall be switched off anyway.";
const VALUE = "Take the value out there first, or say that it shall go anyway.";
const TYPE = "Take it out there first, or add another field of this type.";

/** Throws 409 with what would miss the field as it was. */
async function checkUses(
  tx: Tx,
  workspaceId: string,
  old: StoredField,
  field: StoredField,
  anyway: boolean,
): Promise<void> {
  const isOther = field.type !== old.type || field.formula?.result !== old.formula?.result;
  if (isOther) {
    const uses = await usesOfField(tx, workspaceId, old);
    const left = old.formula ? uses.filter(({ kind }) => !isHolding(kind)) : uses;
    if (left.length > 0) throw inUse(left, TYPE);
  }
  if (anyway) return;
  const breaking = async (option?: string) =>
    (await usesOfField(tx, workspaceId, old, option)).filter(({ breaks }) => breaks);
  if (old.active && !field.active) {
    const uses = await breaking();
    if (uses.length > 0) throw inUse(uses, OFF);
  }
  const gone = field.options.filter(
    ({ key, retired }) => retired && old.options.some((one) => one.key === key && !one.retired),
  );
  for (const { key } of gone) {
    const uses = await breaking(key);
    if (uses.length > 0) throw inUse(uses, VALUE);
  }
}

const save = (tx: Tx, workspaceId: string, field: StoredField) =>
  tx
    .updateTable("custom_field")
    .set({
      name: field.name,
      type: field.type,
      required: field.required,
      permissions: JSON.stringify(field.permissions),
      active: field.active,
      options: writeMore(field),
      service_types: [...field.serviceTypes],
    })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", field.id)
    .execute();
