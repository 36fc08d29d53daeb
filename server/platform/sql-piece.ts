import { type RawBuilder, sql } from "kysely";
import type { Sql } from "../../core/condition/sql.ts";

/** A neutral piece of SQL as Kysely takes it: every value stays a parameter. */
export function builder<T>({ strings, params }: Sql): RawBuilder<T> {
  return sql<T>(strings, ...params);
}

/**
 * A value that the planner does not look at. A statement whose best plan never hangs on it is so planned once: as the
 * same guess stands for each value, none promises to be cheaper with a plan of its own.
 */
export const unplanned = (value: unknown, type: "uuid" | "xid8" | "int[]"): RawBuilder<unknown> =>
  // The cast outside says that it is one value, also behind `any`.
  sql`((select ${value}::text::${sql.raw(type)})::${sql.raw(type)})`;
