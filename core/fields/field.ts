import type { Text } from "../process/process.ts";

/** The closed set of field types. Everything that treats fields differently does so by this, never by their key. */
export type FieldType =
  | "text"
  | "longtext"
  | "number"
  | "rating"
  | "money"
  | "date"
  | "moment"
  /** A time of day, `HH:MM`. */
  | "time"
  | "yesno"
  /** An address with a text: `{ url, text }`. */
  | "link"
  /** An uploaded file: `{ id, name, size, type }`. */
  | "file"
  | "list"
  | "lists"
  | "status"
  | "category"
  | "person"
  | "people"
  | "contact"
  | "company"
  | "team"
  | "place"
  | "service"
  | "serviceType"
  | "clientCategory";

/** How values of a type are stored and compared; conditions and SQL know only families. */
export type Family = "text" | "code" | "codes" | "id" | "ids" | "number" | "yesno" | "day" | "moment" | "time";

const FAMILIES: Record<FieldType, Family> = {
  text: "text",
  longtext: "text",
  number: "number",
  rating: "number",
  money: "number",
  date: "day",
  moment: "moment",
  time: "time",
  yesno: "yesno",
  link: "text",
  file: "text",
  list: "code",
  lists: "codes",
  status: "code",
  category: "code",
  person: "id",
  people: "ids",
  contact: "id",
  company: "id",
  team: "id",
  place: "id",
  service: "id",
  serviceType: "id",
  clientCategory: "id",
};

/** Types a workspace may give to its own fields; values of a formula are of the type that it gives. */
export const CUSTOM_TYPES = [
  "text",
  "longtext",
  "number",
  "date",
  "list",
  "lists",
  "yesno",
  "person",
  "money",
  "link",
  "file",
  "formula",
] as const;
export type CustomType = (typeof CUSTOM_TYPES)[number];

/** One of the values a list may hold. A retired option is still shown and found, but not given any more. */
export type Option = { key: string; label: Text; retired?: true };

/** What of a moment is read as people of the zone see it: the time of day (`22:15`), or the day of the week (`mon`). */
export type LocalPart = "time" | "weekday";

/**
 * Where a fact record holds the value; `present` reads "is there anything" as yes or no, `local` a part of a moment,
 * `since` the whole seconds that lie between an earlier moment and this one, `key` one value of a record of own fields.
 */
export type FieldSource =
  | { state: string; present?: true; local?: LocalPart; since?: string; key?: string }
  | { custom: string };

/** The row of another table that holds the value: its columns, and the columns of the ticket that they equal. */
export type Elsewhere = { table: string; on: Readonly<Record<string, string>> };

/** Which SQL expression it is: a column, or a key of the jsonb column `custom`, of the table or of a row elsewhere. */
export type FieldSql =
  | { column: string; present?: true; local?: LocalPart; since?: string; elsewhere?: Elsewhere }
  | { custom: string; elsewhere?: Elsewhere };

/** By what a list is ordered: an expression, or the name of the thing whose id the column holds. */
export type SortBy = FieldSql | { column: string; nameOf: FieldType };

export type Access = "hidden" | "read" | "write";

/** Who may see and change the values: by kind of person, and by role where a role differs. */
export type FieldPermissions = { employee: Access; client: Access; roles?: Readonly<Record<string, Access>> };

export type FieldGroup = "main" | "place" | "client" | "people" | "approval" | "times" | "marks" | "custom";

/** A field, defined once: column, filter, sort key, export field, rule condition, template variable and API field. */
export type FieldDef = {
  /** As API, conditions and saved views name it; a workspace's own field is `custom.<key>`. */
  key: string;
  type: FieldType;
  label: Text;
  group: FieldGroup;
  source: FieldSource;
  sql: FieldSql;
  sortable: boolean;
  filterable: boolean;
  permissions: FieldPermissions;
  /** It is a workspace's own field of something that the ticket has to do with, and read there. */
  linked?: true;
  /** Other words that find it, beside key and labels. */
  aliases?: readonly string[];
  /** The value is never absent. */
  required?: true;
  /** The value is counted from other fields and written by nobody. */
  computed?: true;
  /** By what it is ordered, when not by its own expression. */
  sortBy?: SortBy;
  /** `field:value` on a text asks for a part of it; without this, for the whole. */
  match?: "part";
  /** Free words look here too (in the name beside an id): for a part of the text, or for the whole value. */
  search?: "part" | "whole";
  /** The name of the thing, kept beside its id: matched when a name cannot be resolved to ids. */
  named?: { state: string; column: string };
  /** Ids of the value and of everything above it in its tree: allows `under`. */
  path?: { state: string; column: string };
  /** The values of a list, in order. Without them any code is taken. */
  options?: readonly Option[];
  /** What a number counts; people read it as a span of time. */
  unit?: "seconds";
  /** Bounds of a number; of money in minor units. */
  min?: number;
  max?: number;
  /** Of a text, in characters. */
  maxLength?: number;
  /** ISO 4217 code of a money field: one currency for all its values. */
  currency?: string;
};

/** Types whose values lie inside of an object, and what of it is compared: an amount, or the texts in this order. */
export type Inside = "amount" | readonly string[];

/** What of a stored value is compared; undefined where it is the value itself. */
export function insideOf({ type }: Pick<FieldDef, "type">): Inside | undefined {
  if (type === "money") return "amount";
  if (type === "link") return ["text", "url"];
  return type === "file" ? ["name"] : undefined;
}

/** The family of a field's type. */
export function familyOf(field: Pick<FieldDef, "type">): Family {
  return FAMILIES[field.type];
}

/** A person as far as field permissions go. */
export type Viewer = { kind: "employee"; roles: readonly string[] } | { kind: "client" };

const RANK: Record<Access, number> = { hidden: 0, read: 1, write: 2 };

/** What the viewer may do with the field's values. Of several roles the most generous one counts. */
export function fieldAccess(field: FieldDef, viewer: Viewer): Access {
  const { employee, client, roles = {} } = field.permissions;
  if (viewer.kind === "client") return client;
  const named = viewer.roles.map((role) => roles[role] ?? employee);
  return named.reduce<Access>((best, one) => (RANK[one] > RANK[best] ? one : best), named[0] ?? employee);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether the text is written like an id. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
