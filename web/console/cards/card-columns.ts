import type { Card } from "../../../core/fields/card-fields.ts";
import type { Registry } from "../../../core/fields/registry.ts";
import { type Column, columnOf, type Layout } from "../tickets/list/columns.ts";

/** What a new person sees of a list. */
export const USUAL_COLUMNS: Readonly<Record<Card, Layout>> = {
  contact: ["name", "place", "phone", "email", "portal", "tickets"].map((key) => ({ key })),
  company: ["name", "category", "phone", "domains", "manager"].map((key) => ({ key })),
  place: ["address", "kind", "account", "company", "manager"].map((key) => ({ key })),
};

/** Parts of spare room and the least width, px, where the type of the field does not say them. */
const SIZES: Record<string, [width: number, least: number]> = {
  name: [240, 190],
  address: [280, 210],
  place: [240, 180],
  phone: [150, 140],
  tickets: [70, 64],
  portal: [80, 72],
  kind: [120, 100],
  note: [240, 140],
};

/** Every column of the list, in the order in which they are offered; `more` are columns that are no fields. */
export const cardColumns = (registry: Registry, more: readonly { key: string; name: string }[]): Column[] => {
  const sized = (column: Column): Column => {
    const [width, least] = SIZES[column.key] ?? [column.width, Math.max(column.least, 116)];
    return { ...column, width, least };
  };
  const [first, ...fields] = registry.fields.map(columnOf);
  const others = more.map(({ key, name }): Column => ({ key, name, width: 120, least: 90, sortable: false }));
  return [...(first ? [first] : []), ...others, ...fields].map(sized);
};

/** A phone shows what stands by itself without a heading: a name, a number to call, an address. */
const TELLS_ITSELF = [
  "name",
  "address",
  "place",
  "phone",
  "email",
  "company",
  "category",
  "kind",
  "domains",
  "manager",
];

/** Whether a value says nothing without the name of its column. */
export const needsName = ({ key }: Pick<Column, "key">): boolean => !TELLS_ITSELF.includes(key);
