import type { Subject } from "../../core/fields/card-fields.ts";
import { clientsAnswer } from "../../core/fields/clients-answer.ts";
import { customField } from "../../core/fields/custom-field.ts";
import { type Access, type FieldDef, fieldAccess } from "../../core/fields/field.ts";
import { validateValue } from "../../core/fields/value.ts";
import { same } from "../../core/process/same.ts";
import { readOwnUploads } from "../files/own-uploads.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx, Person } from "../platform/http/context.ts";
import { Problem, type RefusalView } from "../platform/http/problem.ts";
import { customFieldOf, type StoredField } from "./custom-fields.ts";
import { loadStoredFields } from "./load-registry.ts";
import { viewerOf } from "./viewer.ts";

/** What is asked of values besides being right. */
export type Asked = {
  /** A new thing: its required fields are asked for. */
  whole: boolean;
  /** Whose fields they are, tickets' when left out. */
  subject?: Subject;
  /** Of a ticket: those that only other service types have are not asked for. */
  serviceType?: string | null;
  /** The values of before: what stands there stays right. */
  held?: Readonly<Record<string, unknown>>;
  /** The caller makes new files part of what the values belong to; others cannot take any. */
  takesFiles?: boolean;
};

/**
 * The values of custom fields as they are stored, by key. Unknown fields and wrong values are refused together; `whole`
 * asks for the required ones too (a new ticket). For a `person`, fields that he may not see are unknown, those that he
 * may only read are refused, and required is what he can fill in ([B-FLD-04]); without one it is the system itself.
 */
export async function validateCustom(
  tx: Tx,
  ctx: Pick<Ctx, "workspaceId"> & { person?: Pick<Person, "kind" | "roleId" | "id"> },
  values: Record<string, unknown>,
  { whole, subject = "ticket", serviceType = null, held = {}, takesFiles = false }: Asked,
): Promise<Record<string, unknown>> {
  const sent = Object.entries(values);
  const { person } = ctx;
  const accessOf = (field: StoredField): Access =>
    person ? fieldAccess(customField(customFieldOf(field)), viewerOf(person)) : "write";
  const known = (await loadStoredFields(tx, ctx.workspaceId, subject)).filter(
    (field) => field.active && accessOf(field) !== "hidden",
  );
  const writable = new Set(known.filter((field) => accessOf(field) === "write").map(({ key }) => key));
  // A client is not held up by what nobody asks him.
  const asks = ({ type }: StoredField) => person?.kind !== "contact" || clientsAnswer(type);
  const canFill = (field: StoredField) => writable.has(field.key) && asks(field);
  const required = whole
    ? known.filter((field) => field.required && canFill(field) && isOfType(field, serviceType))
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
    // Whoever sends back what he has read changes nothing.
    if (key in held && same(value, held[key])) continue;
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
  for (const key of await settleFiles(tx, ctx, fields, stored, { held, takesFiles })) {
    refuse(key, "not-a-file", takesFiles ? "Upload the file again." : "Put files on one ticket at a time.");
  }
  for (const { key } of required) {
    const isWrong = refusals.some(({ field }) => field === `custom.${key}`);
    if (!isWrong && (stored[key] === undefined || stored[key] === null))
      refuse(key, "field-required", "Fill in this field.");
  }
  if (refusals.length > 0) {
    throw new Problem(
      422,
      subject === "ticket" ? "ticket/refused" : "bad-input",
      "Some fields are not filled in as they must be.",
      { refusals },
    );
  }
  return stored;
}

/** Whether tickets of the service type have the field. */
export const isOfType = ({ serviceTypes }: Pick<StoredField, "serviceTypes">, serviceType: string | null): boolean =>
  serviceTypes.length === 0 || (serviceType !== null && serviceTypes.includes(serviceType));

/** Puts what is known of files in the place of their ids; answers the keys of those that cannot be taken. */
async function settleFiles(
  tx: Tx,
  { workspaceId, person }: Pick<Ctx, "workspaceId"> & { person?: Pick<Person, "kind" | "id"> },
  fields: ReadonlyMap<string, FieldDef>,
  stored: Record<string, unknown>,
  { held, takesFiles }: Required<Pick<Asked, "held" | "takesFiles">>,
): Promise<string[]> {
  const idIn = (value: unknown) =>
    typeof value === "object" && value !== null && "id" in value && typeof value.id === "string" ? value.id : undefined;
  const given = Object.entries(stored).flatMap(([key, value]) => {
    const id = fields.get(key)?.type === "file" ? idIn(value) : undefined;
    if (id === undefined) return [];
    if (idIn(held[key]) !== id) return [{ key, id }];
    stored[key] = held[key];
    return [];
  });
  const ids = given.map(({ id }) => id);
  const uploads = takesFiles && person ? await readOwnUploads(tx, workspaceId, person, ids) : new Map();
  for (const { key, id } of given) stored[key] = uploads.get(id);
  return given.filter(({ id }) => !uploads.has(id)).map(({ key }) => key);
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
