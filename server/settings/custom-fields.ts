import type { Response } from "../../contract/routes.ts";
import { type CustomField, customField } from "../../core/fields/custom-field.ts";
import { CUSTOM_TYPES, type CustomType, type FieldDef, fieldAccess, type Option } from "../../core/fields/field.ts";
import { taken } from "../platform/http/constraints.ts";
import type { Language } from "./load-settings.ts";

export type FieldView = Response<"createField">;

/** A custom field as its row holds it. */
export type StoredField = {
  id: string;
  key: string;
  name: string;
  type: CustomType;
  /** With those that are not offered any more. */
  options: readonly Option[];
  currency: string | null;
  required: boolean;
  clientReads: boolean;
  active: boolean;
};

export const FIELD_COLUMNS = ["id", "key", "name", "type", "options", "required", "client_reads", "active"] as const;

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
  client_reads: boolean;
  active: boolean;
};

/** What the JSON column holds: written by this capability only. */
type More = { options?: Option[]; currency?: string };

export function readField(row: Row): StoredField {
  const more = row.options as More;
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    type: CUSTOM_TYPES.find((type) => type === row.type) ?? "text",
    options: more.options ?? [],
    currency: more.currency ?? null,
    required: row.required,
    clientReads: row.client_reads,
    active: row.active,
  };
}

/** The JSON column of a field. */
export const writeMore = ({ options, currency }: Pick<StoredField, "options" | "currency">): string =>
  JSON.stringify({ ...(options.length > 0 ? { options } : {}), ...(currency ? { currency } : {}) });

/** Options by name: a name that is not offered any more is kept as retired, because tickets hold it. */
export function mergeOptions(old: readonly Option[], names: readonly string[]): Option[] {
  const offered = names.map((name) => ({ key: name, label: { en: name, ru: name } }));
  const retired = old
    .filter(({ key }) => !names.includes(key))
    .map((option) => ({ ...option, retired: true as const }));
  return [...offered, ...retired];
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
    permissions: { employee: "write", client: field.clientReads ? "read" : "hidden" },
  };
}

/** A custom field in the list of all fields. */
export function viewOfCustom(field: StoredField): FieldView {
  return { ...viewOfBuiltIn(customField(customFieldOf(field))), ...ownOf(field) };
}

const ownOf = ({ id, required, clientReads, active }: StoredField) => ({
  custom: true,
  id,
  required,
  clientReads,
  active,
});

/** A built-in field in the list of all fields. */
export function viewOfBuiltIn(field: FieldDef): FieldView {
  return {
    key: field.key,
    type: field.type,
    name: { ...field.label },
    custom: false,
    id: null,
    sortable: field.sortable,
    filterable: field.filterable,
    options: (field.options ?? []).filter((option) => !option.retired).map((option) => option.key),
    required: field.required ?? false,
    clientReads: fieldAccess(field, { kind: "client" }) !== "hidden",
    active: true,
    ...(field.currency ? { currency: field.currency } : {}),
  };
}
