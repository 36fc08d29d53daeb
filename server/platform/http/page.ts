import type { Static, TSchema } from "typebox";
import { Value } from "typebox/value";
import { Problem } from "./problem.ts";

/** How many rows a page has when nobody says (design: 50; the contract allows 200 at most). */
export const PAGE = 50;

/** The sort values of the last row of a page, as the caller gives them back for the next one; null on the first. */
export function readCursor<S extends TSchema>(cursor: string | undefined, shape: S): Static<S> | null {
  if (cursor === undefined) return null;
  const wrong = new Problem(400, "cursor/invalid", "The cursor is not one of this list: take `next` of its last page.");
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    throw wrong;
  }
  if (!Value.Check(shape, value) || !fitsColumns(value)) throw wrong;
  return value;
}

/** Whole numbers of a cursor are compared with columns of four bytes, which take no larger ones. */
function fitsColumns(value: unknown): boolean {
  const parts = Array.isArray(value) ? value : [value];
  return parts.every((part) => typeof part !== "number" || Math.abs(part) < 2 ** 31);
}

/**
 * A page out of `limit + 1` rows: the extra one only tells that there is more. `keyOf` gives the sort values that
 * `readCursor` reads back.
 */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => unknown,
): { rows: Row[]; next: { next?: string } } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  if (rows.length <= limit || last === undefined) return { rows: shown, next: {} };
  return { rows: shown, next: { next: Buffer.from(JSON.stringify(keyOf(last))).toString("base64url") } };
}
