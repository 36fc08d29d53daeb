import type { Formula } from "../formula/formulas.ts";
import { FIELD_OF } from "../formula/kinds.ts";
import type { Text } from "../process/process.ts";
import {
  type Access,
  CUSTOM_TYPES,
  type CustomType,
  type FieldDef,
  type FieldPermissions,
  type FieldType,
  type Option,
} from "./field.ts";

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
  /** Of a formula: what is counted. */
  formula?: Formula;
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
export function customField({ permissions, key, type: given, formula, ...rest }: CustomField): FieldDef {
  const type = given === "formula" ? FIELD_OF[formula?.result ?? "text"] : given;
  return {
    ...rest,
    type,
    key: `custom.${key}`,
    group: "custom",
    source: { custom: key },
    sql: { custom: key },
    sortable: !UNORDERED.includes(type),
    filterable: true,
    permissions: permissions ?? { employee: "write", client: "hidden" },
    ...(TEXTS.includes(type) ? { match: "part" as const } : {}),
    ...(formula?.currency ? { currency: formula.currency } : {}),
    ...(formula?.result === "duration" ? { unit: "seconds" as const } : {}),
    ...(given === "formula" ? { computed: true as const } : {}),
  };
}

const UNORDERED: readonly FieldType[] = ["lists", "longtext", "person"];
const TEXTS: readonly FieldType[] = ["text", "longtext", "link", "file"];

const RANK: readonly Access[] = ["hidden", "read", "write"];
const least = (all: readonly Access[]): Access =>
  all.toSorted((a, b) => RANK.indexOf(a) - RANK.indexOf(b))[0] ?? "read";

/**
 * What everybody may do with the values of a formula: read them at most, and only who may see all that it reads, for
 * the result tells of it ([B-FLD-04]). `sources`: the permissions of the fields that it reads.
 */
export function formulaPermissions(own: FieldPermissions, sources: readonly FieldPermissions[]): FieldPermissions {
  const all = [own, ...sources];
  const of = (role: string) => all.map(({ employee, roles = {} }) => roles[role] ?? employee);
  const roles = new Set(all.flatMap((one) => Object.keys(one.roles ?? {})));
  return {
    employee: least(["read", ...all.map(({ employee }) => employee)]),
    client: least(["read", ...all.map(({ client }) => client)]),
    roles: Object.fromEntries([...roles].map((role) => [role, least(["read", ...of(role)])])),
  };
}
