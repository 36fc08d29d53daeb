import type { Text } from "../process/process.ts";
import { CUSTOM_TYPES, type CustomType, type FieldDef, type FieldPermissions, type Option } from "./field.ts";

/** A workspace's own field, as its settings hold it. */
export type CustomField = {
  /** Small Latin letters, digits and `_`, at most 40; never changes once values exist. */
  key: string;
  type: CustomType;
  label: Text;
  options?: readonly Option[];
  min?: number;
  max?: number;
  maxLength?: number;
  currency?: string;
  permissions?: FieldPermissions;
};

export type CustomFieldProblem = {
  code: "bad-key" | "unknown-type" | "options-missing" | "option-twice" | "currency-missing" | "bad-bounds";
  mend: string;
};

/** What is wrong with the definition of a custom field; empty when nothing is. */
export function checkCustomField(field: CustomField): CustomFieldProblem[] {
  const problems: CustomFieldProblem[] = [];
  const say = (code: CustomFieldProblem["code"], mend: string) => problems.push({ code, mend });
  if (!/^[a-z][a-z0-9_]{0,39}$/.test(field.key)) {
    say("bad-key", "Begin with a small Latin letter, go on with small letters, digits and _, at most 40.");
  }
  if (!CUSTOM_TYPES.includes(field.type)) say("unknown-type", `Take one of: ${CUSTOM_TYPES.join(", ")}.`);
  if (field.type === "list" || field.type === "lists") {
    const keys = (field.options ?? []).map((option) => option.key);
    if (keys.length === 0 || keys.includes("")) say("options-missing", "Give at least one option, each with a key.");
    const names = (field.options ?? []).flatMap(({ label, retired }) => (retired ? [] : [label.en.toLowerCase()]));
    if (new Set(keys).size < keys.length) say("option-twice", "Give every option its own key.");
    else if (new Set(names).size < names.length) say("option-twice", "Give every option its own name.");
  }
  if (field.type === "money" && !/^[A-Z]{3}$/.test(field.currency ?? "")) {
    say("currency-missing", "Name the currency by its three letters, such as RUB.");
  }
  if (field.min !== undefined && field.max !== undefined && field.min > field.max) {
    say("bad-bounds", "The smallest value must not be above the greatest.");
  }
  return problems;
}

/** The field definition of a custom field: read from `custom.<key>` of the facts and the jsonb column `custom`. */
export function customField({ permissions, key, ...rest }: CustomField): FieldDef {
  const several = rest.type === "lists";
  return {
    ...rest,
    key: `custom.${key}`,
    group: "custom",
    source: { custom: key },
    sql: { custom: key },
    sortable: !several && rest.type !== "longtext" && rest.type !== "person",
    filterable: true,
    permissions: permissions ?? { employee: "write", client: "hidden" },
    ...(rest.type === "text" || rest.type === "longtext" ? { match: "part" as const } : {}),
  };
}
