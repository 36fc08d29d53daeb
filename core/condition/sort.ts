import { type FieldType, familyOf, insideOf, type SortBy } from "../fields/field.ts";
import type { Registry } from "../fields/registry.ts";
import type { Problem } from "./check.ts";
import { unknownField } from "./read-test.ts";
import { column, type Sql, sql } from "./sql.ts";
import { expression } from "./to-sql.ts";

/** One step of an order. Absent values come last in both directions; `nulls` is not set where none can be. */
export type OrderPart = { key: string; by: SortBy; type: FieldType | "id"; direction: "asc" | "desc"; nulls?: "last" };

export type ParsedSort = { ok: true; order: OrderPart[] } | { ok: false; errors: Problem[] };

const MOST = 5;

/**
 * Reads `-updated,number`: sortable fields, at most 5, `-` for the greatest first. The id settles what is left equal,
 * in the direction of the last field, so that one index can serve the whole order; it is always the last part.
 */
export function parseSort(text: string, registry: Registry): ParsedSort {
  const errors: Problem[] = [];
  const order: OrderPart[] = [];
  const can = `Sort by one of: ${registry.fields.flatMap(({ key, sortable }) => (sortable ? [key] : [])).join(", ")}.`;
  for (const { 0: written, index } of text.trim() === "" ? [] : text.matchAll(/(?<=^|,)[^,]*/g)) {
    // Enough to see that the rest is no order either.
    if (errors.length === MOST) break;
    const at = index + (written.length - written.trimStart().length);
    const word = written.trim();
    const field = registry.find(word.replace(/^[-+]/, ""));
    if (!field) {
      errors.push({ ...unknownField(word, registry, can), at });
    } else if (!field.sortable) {
      errors.push({ code: "wrong-value", mend: can, params: { field: field.key, value: word }, at });
    } else if (!order.some((part) => part.key === field.key)) {
      const direction = word.startsWith("-") ? "desc" : "asc";
      const part: OrderPart = { key: field.key, by: field.sortBy ?? field.sql, type: field.type, direction };
      order.push(field.required ? part : { ...part, nulls: "last" });
    }
  }
  if (order.length > MOST) {
    errors.push({ code: "too-many-terms", mend: `Sort by at most ${MOST} fields.`, params: { max: MOST } });
  }
  if (errors.length > 0) return { ok: false, errors };
  order.push({ key: "id", by: { column: "id" }, type: "id", direction: order.at(-1)?.direction ?? "asc" });
  return { ok: true, order };
}

/** Writes the order as `parseSort` reads it. */
export function formatSort(order: readonly OrderPart[]): string {
  const shown = order.filter((part) => part.type !== "id");
  return shown.map(({ key, direction }) => (direction === "desc" ? `-${key}` : key)).join(",");
}

/**
 * The expression a part is ordered by. `nameOf` answers the SQL for the name of a thing by the column of its id;
 * without it such a part is ordered by the id, which keeps equal things together.
 */
export function orderExpression(
  part: OrderPart,
  table = "t",
  nameOf?: (type: FieldType, column: string) => Sql | undefined,
): Sql {
  const { by, type } = part;
  if ("nameOf" in by) return nameOf?.(by.nameOf, by.column) ?? column(table, by.column);
  if (type === "id") return column(table, "id");
  // An order by another column (a site by its address) takes that column as it is.
  const family = familyOf({ type });
  const source = "custom" in by ? by : { state: by.column };
  return expression({ source, sql: by, family, inside: insideOf({ type }) }, table);
}

/** `order by` without the words: expression, direction and where absent values go. */
export function orderSql(
  order: readonly OrderPart[],
  table = "t",
  nameOf?: (type: FieldType, column: string) => Sql | undefined,
): Sql {
  const parts = order.map((part) => {
    const value = orderExpression(part, table, nameOf);
    const directed = part.direction === "desc" ? sql`${value} desc` : sql`${value} asc`;
    return part.nulls ? sql`${directed} nulls last` : directed;
  });
  const [first, ...more] = parts;
  return more.reduce((left, right) => sql`${left}, ${right}`, first ?? sql`${column(table, "id")} asc`);
}
