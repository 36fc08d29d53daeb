import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { OrderPart } from "../../../core/condition/sort.ts";
import { sqlState } from "../database.ts";
import { Problem } from "./problem.ts";

/** A place in an ordered list: the values of the order at the last row given, as PostgreSQL writes them. */
export type Place = { sort: string; values: (string | null)[]; types: string[] };

/** Types that an order can have; a cursor that names another one is forged. */
const TYPES = /^(text|integer|bigint|numeric|uuid|boolean|date|timestamp with time zone|double precision)$/;

export function writeCursor(place: Place): string {
  return Buffer.from(JSON.stringify([place.sort, place.values, place.types])).toString("base64url");
}

/** Reads a cursor of a list with this order. A cursor of another order is refused, not guessed at. */
export function readCursor(cursor: string, sort: string, length: number): Place {
  try {
    const [of, values, types] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as [unknown, unknown, unknown];
    const isList = (list: unknown): list is unknown[] => Array.isArray(list) && list.length === length;
    if (of === sort && isList(values) && isList(types)) {
      const texts = values.every((value) => value === null || typeof value === "string");
      const known = types.every((type) => typeof type === "string" && TYPES.test(type));
      if (texts && known) return { sort, values: values as (string | null)[], types: types as string[] };
    }
  } catch {
    // Not base64 or not JSON: the same answer as for any other text that is no cursor.
  }
  throw wrongCursor();
}

const wrongCursor = () => new Problem(422, "cursor/invalid", "The cursor is not one of this list: begin without one.");

/**
 * Runs a query that goes on after a place. A forged place may look right and still name a type that is not that of the
 * order, or a value that the type cannot have; only the database knows, and then it is refused like any other.
 */
export async function wherePlaceFits<T>(place: Place | null, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // 22…: a value is none of its type; 42883, 42804: the types cannot be compared.
    if (place && /^(22|42883$|42804$)/.test(sqlState(error))) throw wrongCursor();
    throw error;
  }
}

/**
 * The rows after a place, for an order of mixed directions in which absent values come last: the first part is beyond,
 * or it is equal and the second is beyond, and so on.
 */
export function after(
  order: readonly OrderPart[],
  expressions: readonly RawBuilder<unknown>[],
  place: Place,
): RawBuilder<SqlBool> {
  const alike = order.every(({ direction, nulls }) => direction === order[0]?.direction && !nulls);
  // One comparison of rows, where all parts go the same way: an index goes straight to the place.
  if (alike && order.length === expressions.length) {
    const values = order.map((_, i) => sql`${place.values[i] ?? null}::text::${sql.raw(place.types[i] ?? "text")}`);
    const sign = order[0]?.direction === "desc" ? sql`<` : sql`>`;
    return sql<SqlBool>`(${sql.join(expressions)}) ${sign} (${sql.join(values)})`;
  }
  const ways: RawBuilder<SqlBool>[] = [];
  const equal: RawBuilder<SqlBool>[] = [];
  order.forEach((part, i) => {
    const expression = expressions[i];
    const value = place.values[i] ?? null;
    const type = sql.raw(place.types[i] ?? "text");
    if (!expression) return;
    const beyond = beyondOf(part, expression, value, type);
    if (beyond) ways.push(sql<SqlBool>`(${sql.join([...equal, beyond], sql` and `)})`);
    equal.push(
      value === null ? sql<SqlBool>`${expression} is null` : sql<SqlBool>`${expression} = ${value}::text::${type}`,
    );
  });
  return ways.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(ways, sql` or `)})`;
}

function beyondOf(
  part: OrderPart,
  expression: RawBuilder<unknown>,
  value: string | null,
  type: RawBuilder<unknown>,
): RawBuilder<SqlBool> | null {
  // After an absent value there are only absent ones.
  if (value === null) return null;
  const sign = part.direction === "desc" ? sql`<` : sql`>`;
  const beyond = sql<SqlBool>`${expression} ${sign} ${value}::text::${type}`;
  return part.nulls ? sql<SqlBool>`(${beyond} or ${expression} is null)` : beyond;
}

type Ordered = { order: readonly OrderPart[]; expressions: readonly RawBuilder<unknown>[] };

/** `order by` without the words. */
export const ordered = ({ order, expressions }: Ordered): RawBuilder<unknown> =>
  sql.join(
    expressions.map((expression, i) => {
      const { direction, nulls } = order[i] ?? {};
      return sql`${expression} ${direction === "desc" ? sql`desc` : sql`asc`} ${nulls ? sql`nulls last` : sql``}`;
    }),
  );

/** Where the list goes on after a row, as JSON: the values of the order and their types. */
export const placeOf = (expressions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  sql`json_build_array(${sql.join(expressions.flatMap((e) => [sql`(${e})::text`, sql`pg_typeof(${e})`]))})::text`;

/** The same, read: what `writeCursor` takes beside the order. */
export function readPlace(place: string): Pick<Place, "values" | "types"> {
  const pairs: (string | null)[] = JSON.parse(place);
  return {
    values: pairs.filter((_, i) => i % 2 === 0),
    types: pairs.filter((_, i) => i % 2 === 1).map(String),
  };
}
