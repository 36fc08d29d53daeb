import type { Request } from "../../contract/routes.ts";
import type { Subject } from "../../core/fields/card-fields.ts";
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
import { startFormulaRun } from "./formula-runs.ts";
import { settleFormula } from "./formulas.ts";
import { freeKey } from "./free-key.ts";
import { loadStoredFields, MOST_FIELDS } from "./load-registry.ts";
import { loadSettings } from "./load-settings.ts";
import { tellOfFields } from "./tell-of-fields.ts";
import { viewerOf } from "./viewer.ts";

/** Adds a field of the workspace's own. Without a key it gets one made of its name. */
export const createField = (ctx: Ctx, body: Request<"createField">["body"]): Promise<FieldView> =>
  ctx.write(async (tx) => {
    configurationChanged(tx);
    const { subject = "ticket" } = body;
    checkSubject(subject, body);
    const others = await loadStoredFields(tx, ctx.workspaceId, subject);
    if (others.length >= MOST_FIELDS) {
      throw new Problem(409, "field/too-many", `A workspace has at most ${MOST_FIELDS} fields of its own.`);
    }
    const key = body.key ?? freeKey(body.name, new Set(others.map((field) => field.key)));
    const permissions = permissionsOf(EVERYBODY, body);
    const field: StoredField = {
      id: newId(),
      subject,
      key,
      name: body.name,
      type: body.type,
      ...(await definitionOf(tx, ctx, { ...body, key, subject })),
      serviceTypes: await checkServiceTypes(tx, ctx.workspaceId, body.serviceTypes ?? []),
      required: (body.type !== "formula" && body.required) ?? false,
      permissions,
      holds: permissions,
      active: true,
      version: 1,
      changed: null,
    };
    checkField(field);
    await insertField(tx, ctx, field, others.length);
    await tellOfFields(tx, ctx);
    if (field.formula) await startFormulaRun(tx, ctx, subject);
    const stored = (await loadStoredFields(tx, ctx.workspaceId, subject)).find(({ id }) => id === field.id) ?? field;
    return viewOfCustom(stored, viewerOf(ctx.person));
  });

/** What hangs on the type: options of a list, the currency of money, the formula. */
export async function definitionOf(
  tx: Tx,
  ctx: Ctx,
  {
    type,
    key,
    subject,
    options = [],
    formula,
  }: Pick<Request<"createField">["body"], "type" | "options" | "formula"> & { key: string; subject: Subject },
): Promise<Pick<StoredField, "options" | "currency" | "formula">> {
  return {
    options: isList(type) ? mergeOptions([], options) : [],
    currency: type === "money" ? CURRENCIES[(await loadSettings(tx, ctx.workspaceId)).locale] : null,
    formula: type === "formula" ? await settleFormula(tx, ctx.workspaceId, { subject, key }, formula ?? "") : null,
  };
}

/** Service types belong to tickets. */
export function checkSubject(
  subject: Subject,
  { serviceTypes = [] }: Pick<Partial<Request<"createField">["body"]>, "serviceTypes">,
): void {
  if (subject === "ticket" || serviceTypes.length === 0) return;
  const message = "Service types belong to fields of tickets.";
  const mend = "Leave the service types out.";
  const refusals = [{ code: "field/type-not-here", field: "serviceTypes", message, mend }];
  throw new Problem(422, "field/type-not-here", message, { refusals });
}

/** Throws when one of them is no service type here. */
export async function checkServiceTypes(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const known = await tx
    .selectFrom("service_type")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", ids)
    .execute();
  if (known.length === ids.length) return [...ids];
  throw badField("serviceTypes", "unknown-id", "There is no such type.", "Choose one of those that are offered.");
}

/** Who sees and fills in the field, with what is sent; `clientReads` is the same for clients in short. */
export function permissionsOf(
  old: FieldPermissions,
  { access, clientReads }: Pick<Request<"updateField">["body"], "access" | "clientReads">,
): FieldPermissions {
  const short = clientReads === undefined ? {} : { client: clientReads ? ("read" as const) : ("hidden" as const) };
  return { ...old, ...short, ...access };
}

export const isList = (type: string): boolean => type === "list" || type === "lists";

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
        subject: field.subject,
        service_types: [...field.serviceTypes],
        required: field.required,
        permissions: JSON.stringify(field.permissions),
        position,
        created_at: ctx.now,
      })
      .execute(),
  );
