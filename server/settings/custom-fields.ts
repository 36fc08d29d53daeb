import type { Response } from "../../contract/routes.ts";
import type { LastChange } from "../../contract/shape.ts";
import { SUBJECTS, type Subject } from "../../core/fields/card-fields.ts";
import { type CustomField, customField, formulaPermissions } from "../../core/fields/custom-field.ts";
import {
  CUSTOM_TYPES,
  type CustomType,
  type FieldDef,
  type FieldPermissions,
  fieldAccess,
  type Option,
  type Viewer,
} from "../../core/fields/field.ts";
import type { Formula } from "../../core/formula/formulas.ts";
import { taken } from "../platform/http/constraints.ts";
import { lastChange } from "../platform/http/last-change.ts";
import type { Language } from "./load-settings.ts";

export type FieldView = Response<"createField">;

/** A custom field as its row holds it. */
export type StoredField = {
  id: string;
  subject: Subject;
  key: string;
  name: string;
  type: CustomType;
  /** With those that are not offered any more. */
  options: readonly Option[];
  currency: string | null;
  formula: Formula | null;
  /** Of which service types the tickets have it; none: all of them. */
  serviceTypes: readonly string[];
  required: boolean;
  /** What is set of it. */
  permissions: FieldPermissions;
  /** What holds: of a formula no more than its sources let everybody see. */
  holds: FieldPermissions;
  active: boolean;
  version: number;
  changed: LastChange | null;
};

export const FIELD_COLUMNS = [
  ...(["id", "key", "name", "type", "options", "required", "permissions", "active", "version"] as const),
  ...(["subject", "service_types"] as const),
  lastChange("custom_field"),
];

export const FIELD_CONSTRAINTS = {
  custom_field_workspace_id_key_key: taken("field/key-taken", "key", "Another field has this key."),
  custom_field_name: taken("field/name-taken", "name", "Another field has this name."),
};

type Row = {
  id: string;
  key: string;
  name: string;
  type: string;
  options: unknown;
  required: boolean;
  permissions: unknown;
  subject: string;
  service_types: string[];
  active: boolean;
  version: number;
  changed: LastChange | null;
};

/** What holds while nobody has said otherwise: employees fill it in, clients do not see it. */
export const EVERYBODY: FieldPermissions = { employee: "write", client: "hidden" };

const NOBODY: FieldPermissions = { employee: "hidden", client: "hidden" };

/** What the JSON column holds: written by this capability only. */
type More = { options?: Option[]; currency?: string; formula?: Formula };

export function readField(row: Row): StoredField {
  const more = row.options as More;
  const permissions = { ...EVERYBODY, ...(row.permissions as Partial<FieldPermissions>) };
  return {
    id: row.id,
    subject: SUBJECTS.find((subject) => subject === row.subject) ?? "ticket",
    key: row.key,
    name: row.name,
    type: CUSTOM_TYPES.find((type) => type === row.type) ?? "text",
    options: more.options ?? [],
    currency: more.currency ?? null,
    formula: more.formula ?? null,
    serviceTypes: row.service_types,
    required: row.required,
    permissions,
    holds: permissions,
    active: row.active,
    version: row.version,
    changed: row.changed,
  };
}

/**
 * The fields with what holds of their permissions: a formula is seen by those who may see all that it reads, through
 * other formulas too ([B-FLD-04]). `builtIn` answers the permissions of a built-in field.
 */
export function withHolding(
  fields: readonly StoredField[],
  builtIn: (key: string) => FieldPermissions | undefined,
): StoredField[] {
  const byKey = new Map(fields.map((field) => [`custom.${field.key}`, field]));
  const holding = (field: StoredField, path: readonly string[]): FieldPermissions => {
    if (!field.formula || path.includes(field.key)) return field.permissions;
    const sources = field.formula.reads.map((key) => {
      const own = byKey.get(key);
      return own ? holding(own, [...path, field.key]) : (builtIn(key) ?? NOBODY);
    });
    return formulaPermissions(field.permissions, sources);
  };
  return fields.map((field) => (field.formula ? { ...field, holds: holding(field, []) } : field));
}

/** The JSON column of a field. */
export const writeMore = ({
  options,
  currency,
  formula,
}: Pick<StoredField, "options" | "currency" | "formula">): string =>
  JSON.stringify({
    ...(options.length > 0 ? { options } : {}),
    ...(currency ? { currency } : {}),
    ...(formula ? { formula } : {}),
  });

/** An option as it is sent: a new one by its name, one that is there by its key, perhaps with another name. */
export type GivenOption = string | { key?: string; name: string };

/**
 * The options of a list as they are sent. One that is sent with its key keeps it whatever it is called now, so tickets
 * that hold it are called so too; one that is left out is kept as retired, because tickets may hold it.
 */
export function mergeOptions(old: readonly Option[], given: readonly GivenOption[]): Option[] {
  const keys = new Set(old.map(({ key }) => key));
  const offered = given.map((one): Option => {
    const { key, name } = typeof one === "string" ? { key: keyOf(old, one), name: one } : one;
    const known = key !== undefined && keys.has(key) ? key : undefined;
    return { key: known ?? freeName(name, keys), label: { en: name, ru: name } };
  });
  const retired = old
    .filter(({ key }) => !offered.some((one) => one.key === key))
    .map((option) => ({ ...option, retired: true as const }));
  return [...offered, ...retired];
}

const keyOf = (old: readonly Option[], name: string): string | undefined =>
  (old.find(({ key, label }) => key === name && label.en === name) ?? old.find(({ label }) => label.en === name))?.key;

/** A new option is called by its name, unless that was the first name of another one. */
function freeName(name: string, keys: Set<string>): string {
  let key = name;
  for (let number = 2; keys.has(key); number++) key = `${name} ${number}`;
  keys.add(key);
  return key;
}

/** The currency of a new money field, until workspaces choose one. */
export const CURRENCIES: Record<Language, string> = { ru: "RUB", en: "USD", id: "IDR", fa: "IRR" };

/** The field as the rules take it. */
export function customFieldOf(field: StoredField): CustomField {
  return {
    key: field.key,
    type: field.type,
    label: { en: field.name, ru: field.name },
    ...(field.options.length > 0 ? { options: field.options } : {}),
    ...(field.currency ? { currency: field.currency } : {}),
    ...(field.formula ? { formula: field.formula } : {}),
    permissions: field.holds,
  };
}

/** A custom field in the list of all fields, as this person may use it. */
export function viewOfCustom(field: StoredField, viewer: Viewer, isAdmin = true): FieldView {
  const { employee, client, roles = {} } = field.permissions;
  const { text = "", result = "text", reads = [] } = field.formula ?? {};
  return {
    ...viewOfBuiltIn(customField(customFieldOf(field)), viewer),
    custom: true,
    subject: field.subject,
    serviceTypes: [...field.serviceTypes],
    // The text of a formula names fields that others may not know of.
    ...(field.formula && isAdmin ? { formula: { text, result, reads: [...reads] } } : {}),
    id: field.id,
    required: field.required,
    active: field.active,
    version: field.version,
    changed: field.changed,
    ...(isAdmin ? { access: { employee, client, roles: { ...roles } } } : {}),
  };
}

/** A built-in field in the list of all fields. */
export function viewOfBuiltIn(field: FieldDef, viewer: Viewer): FieldView {
  return {
    key: field.key,
    type: field.type,
    name: { ...field.label },
    custom: false,
    subject: "ticket",
    serviceTypes: [],
    ...(field.computed ? { computed: true } : {}),
    ...(field.unit ? { unit: field.unit } : {}),
    id: null,
    sortable: field.sortable,
    filterable: field.filterable,
    options: (field.options ?? []).filter((option) => !option.retired).map((option) => option.key),
    choices: (field.options ?? []).map(({ key, label, retired }) => ({
      key,
      name: { ...label },
      ...(retired ? { retired } : {}),
    })),
    required: field.required ?? false,
    clientReads: fieldAccess(field, { kind: "client" }) !== "hidden",
    mine: fieldAccess(field, viewer),
    active: true,
    ...(field.currency ? { currency: field.currency } : {}),
  };
}
