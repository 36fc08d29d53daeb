import { Value } from "typebox/value";
import { Uuid } from "../../contract/shape.ts";
import { Problem } from "../platform/http/problem.ts";

/** The id of the last row of the page before; null on the first page. Throws 400 for what is no cursor of a list here. */
export function readCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  if (Value.Check(Uuid, cursor)) return cursor;
  throw new Problem(400, "cursor/invalid", "The cursor is not one of this list: take `next` of its last page.");
}

/** A page of rows in the order of their ids, newest first, and the cursor of the next one. */
export function pageOf<R extends { id: string }, V>(
  rows: readonly R[],
  limit: number,
  view: (row: R) => V,
): { items: V[]; next?: string } {
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { items: page.map(view), ...(last ? { next: last.id } : {}) };
}
