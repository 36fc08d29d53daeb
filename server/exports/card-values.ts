import type { Company, Contact } from "../../contract/clients.ts";
import type { Place } from "../../contract/places.ts";
import type { Card } from "../../core/fields/card-fields.ts";
import type { FieldDef } from "../../core/fields/field.ts";

/** Columns of the lists that are no fields: nothing asks for them, and files have them all the same. */
const beside = (
  key: string,
  type: "text" | "number",
  label: FieldDef["label"],
  group: FieldDef["group"],
): FieldDef => ({
  key,
  type,
  label,
  group,
  source: { state: key },
  sql: { column: key },
  sortable: false,
  filterable: false,
  permissions: { employee: "read", client: "hidden" },
});

export const LISTED_BESIDE: Readonly<Record<Card, readonly FieldDef[]>> = {
  contact: [
    beside("place", "text", { en: "Places", ru: "Помещения", id: "Tempat", fa: "مکان‌ها" }, "place"),
    beside(
      "tickets",
      "number",
      { en: "Open tickets", ru: "Открытые заявки", id: "Permintaan terbuka", fa: "درخواست‌های باز" },
      "main",
    ),
  ],
  company: [],
  place: [],
};

/** The values of a contact by field, as lists give them. */
const ofContact = (one: Contact): Record<string, unknown> => ({
  ...one,
  portal: one.portalAccess,
  team: one.managerTeam,
  lastSeen: one.lastSeenAt,
  added: one.createdAt,
  place: one.places.map(({ address }) => address).join("; "),
  tickets: one.openTickets,
});
const ofCompany = (one: Company): Record<string, unknown> => ({ ...one, team: one.managerTeam, added: one.createdAt });
const ofPlace = (one: Place): Record<string, unknown> => ({ ...one, team: one.managerTeam });

/** A card of any of the lists. */
export type CardRow = { id: string; custom: Record<string, unknown>; known: Record<string, unknown> };

export const contactRow = (one: Contact): CardRow => ({ id: one.id, custom: one.custom, known: ofContact(one) });
export const companyRow = (one: Company): CardRow => ({ id: one.id, custom: one.custom, known: ofCompany(one) });
export const placeRow = (one: Place): CardRow => ({ id: one.id, custom: one.custom ?? {}, known: ofPlace(one) });

/** The keys of the workspace's own fields that hold somebody: their names are read for a whole page. */
export const peopleIn = (fields: readonly FieldDef[]): string[] =>
  fields.flatMap(({ type, source }) => (type === "person" && "custom" in source ? source.custom : []));

/** The value of a field; `nameOf` answers who bears an id. */
export function valueFor(field: FieldDef, row: CardRow, nameOf: (id: string) => string): unknown {
  if (!("custom" in field.source)) return row.known[field.key] ?? null;
  const value = row.custom[field.source.custom] ?? null;
  return field.type === "person" && typeof value === "string" ? { id: value, name: nameOf(value) } : value;
}
