import { customField } from "../../core/fields/custom-field.ts";
import { type Access, type FieldDef, fieldAccess } from "../../core/fields/field.ts";
import { validateValue } from "../../core/fields/value.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx, Person } from "../platform/http/context.ts";
import { Problem, type RefusalView } from "../platform/http/problem.ts";
import { customFieldOf, type StoredField } from "./custom-fields.ts";
import { loadStoredFields } from "./load-registry.ts";
import { viewerOf } from "./viewer.ts";

/**
 * The values of custom fields as they are stored, by key. Unknown fields and wrong values are refused together; `whole`
 * asks for the required ones too (a new ticket). For a `person`, fields that he may not see are unknown, those that he
 * may only read are refused, and required is what he can fill in ([B-FLD-04]); without one it is the system itself.
 */
export async function validateCustom(
  tx: Tx,
  ctx: Pick<Ctx, "workspaceId"> & { person?: Pick<Person, "kind" | "roleId"> },
  values: Record<string, unknown>,
  { whole }: { whole: boolean },
): Promise<Record<string, unknown>> {
  const sent = Object.entries(values);
  const { person } = ctx;
  const accessOf = (field: StoredField): Access =>
    person ? fieldAccess(customField(customFieldOf(field)), viewerOf(person)) : "write";
  const known = (await loadStoredFields(tx, ctx.workspaceId)).filter(
    (field) => field.active && accessOf(field) !== "hidden",
  );
  const writable = new Set(known.filter((field) => accessOf(field) === "write").map(({ key }) => key));
  const required = whole
    ? known.filter(({ key, required }) => required && writable.has(key)).map(({ key }) => key)
    : [];
  if (sent.length === 0 && required.length === 0) return {};
  const fields = new Map(known.map((field) => [field.key, customField(customFieldOf(field))]));
  const refusals: RefusalView[] = [];
  const stored: Record<string, unknown> = {};
  const refuse = (key: string, code: string, mend: string) =>
    refusals.push({ code, field: `custom.${key}`, message: code.replaceAll("-", " "), mend });
  for (const [key, value] of sent) {
    const field = fields.get(key);
    if (!field) {
      refuse(key, "unknown-field", "There is no such field in this workspace.");
      continue;
    }
    if (!writable.has(key)) {
      refuse(key, "field-read-only", "You may read this field and not change it.");
      continue;
    }
    const result = validateValue(field, value);
    if (result.ok) stored[key] = result.value;
    else refuse(key, result.code, result.mend);
  }
  for (const key of await unknownPeople(tx, ctx.workspaceId, fields, stored)) {
    refuse(key, "not-a-person", "Name an employee of this workspace by id.");
  }
  for (const key of required) {
    if (stored[key] === undefined || stored[key] === null) refuse(key, "field-required", "Fill in this field.");
  }
  if (refusals.length > 0) {
    throw new Problem(422, "ticket/refused", "Some fields are not filled in as they must be.", { refusals });
  }
  return stored;
}

/** The fields that name somebody who is no employee here. */
async function unknownPeople(
  tx: Tx,
  workspaceId: string,
  fields: ReadonlyMap<string, FieldDef>,
  stored: Record<string, unknown>,
): Promise<string[]> {
  const named = Object.entries(stored).flatMap(([key, id]) =>
    fields.get(key)?.type === "person" && typeof id === "string" ? [{ key, id }] : [],
  );
  if (named.length === 0) return [];
  const ids = named.map(({ id }) => id);
  const rows = await tx
    .selectFrom("employee")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", ids)
    .execute();
  const known = new Set(rows.map(({ id }) => id));
  return named.filter(({ id }) => !known.has(id)).map(({ key }) => key);
}
