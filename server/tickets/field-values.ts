import { secondsSince } from "../../core/condition/evaluate.ts";
import { localPart } from "../../core/condition/times.ts";
import type { FieldDef } from "../../core/fields/field.ts";
import type { TicketRowFull } from "./columns.ts";
import { heldAs } from "./listed-columns.ts";
import type { TicketNames } from "./ticket-names.ts";

/** Values of fields for the columns of a list: things as `{ id, name }`, moments in ISO 8601, the rest as stored. */
export function fieldValues(
  row: Partial<TicketRowFull>,
  fields: readonly FieldDef[],
  names: TicketNames,
  zone: string,
): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.key, readValue(row, field, names, zone)]));
}

function readValue(row: Partial<TicketRowFull>, field: FieldDef, names: TicketNames, zone: string): unknown {
  if ("custom" in field.sql) {
    const value = ownValue(row, field, field.sql.custom);
    return field.type === "person" ? named(names.people, value) : value;
  }
  const value: unknown = Reflect.get(row, field.sql.column) ?? null;
  if (field.sql.present) return value !== null;
  if (field.sql.since !== undefined)
    return secondsSince(timeOf(Reflect.get(row, field.sql.since)), timeOf(value)) ?? null;
  if (value instanceof Date) {
    const { local } = field.sql;
    return local ? localPart(local, value.getTime(), zone) : value.toISOString();
  }
  switch (field.type) {
    case "person":
      return named(names.people, value);
    case "people":
      return Array.isArray(value) ? value.map((id) => named(names.people, id)) : [];
    case "place":
      return named(names.places, value);
    case "service":
      return named(names.services, value);
    case "serviceType":
      return named(names.types, value);
    case "team":
      return named(names.teams, value);
    case "company":
      return named(names.companies, value);
    case "clientCategory":
      return named(names.clientCategories, value);
    case "contact":
      return value === null ? null : { id: value, name: row.contact_name ?? "" };
    default:
      return value;
  }
}

const timeOf = (value: unknown): number | undefined => (value instanceof Date ? value.getTime() : undefined);

/** What is stored for a field of the workspace's own, of the ticket or of what it has to do with. */
export function ownValue(row: Partial<TicketRowFull>, field: FieldDef, key: string): unknown {
  const held = row.custom as Record<string, unknown> | undefined;
  return (field.sql.elsewhere ? Reflect.get(row, heldAs(field)) : held?.[key]) ?? null;
}

function named(map: ReadonlyMap<string, string | { name: string }>, id: unknown): { id: string; name: string } | null {
  if (typeof id !== "string") return null;
  const found = map.get(id);
  return { id, name: typeof found === "string" ? found : (found?.name ?? "") };
}
