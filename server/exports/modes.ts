import type { Export } from "../../contract/exports.ts";
import { EXPORT_GROUPS, exportGroupOf } from "../../core/exports/groups.ts";
import type { FieldDef } from "../../core/fields/field.ts";
import type { Registry } from "../../core/fields/registry.ts";

export type ExportMode = Export["mode"];
export type FieldsInGroup = { group: string; fields: FieldDef[] };

/**
 * What one row of a file is, by mode: the fields that it can have, in their groups. Another kind of rows, such as the
 * lines of invoices, is another line here, another mode of the contract, and a walk of its own.
 */
export const EXPORT_MODES: Readonly<Record<ExportMode, { groups: (registry: Registry) => FieldsInGroup[] }>> = {
  tickets: {
    groups: ({ fields }) =>
      EXPORT_GROUPS.map((group) => ({ group, fields: fields.filter((field) => exportGroupOf(field) === group) })),
  },
};

/** The fields of the mode by key. */
export const fieldsOfMode = (mode: ExportMode, registry: Registry): ReadonlyMap<string, FieldDef> =>
  new Map(EXPORT_MODES[mode].groups(registry).flatMap(({ fields }) => fields.map((field) => [field.key, field])));
