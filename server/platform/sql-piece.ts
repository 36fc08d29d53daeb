import { type RawBuilder, sql } from "kysely";
import type { Sql } from "../../core/condition/sql.ts";

/** A neutral piece of SQL as Kysely takes it: every value stays a parameter. */
export function builder<T>({ strings, params }: Sql): RawBuilder<T> {
  return sql<T>(strings, ...params);
}
