import { sql } from "kysely";
import type { Tx } from "./database.ts";
import type { Ctx } from "./http/context.ts";
import { notFound } from "./http/problem.ts";
import type { Tables } from "./tables.ts";

/**
 * Rows that a person has begun himself, such as jobs: nobody else sees them, whatever his role. `by`: the column that
 * says who; `what`: what is not found (404) when it is another's.
 */
export function ownRows<Row>({ table, by, what }: { table: keyof Tables; by: string; what: string }) {
  const mine = ({ workspaceId, person }: Pick<Ctx, "workspaceId" | "person">) =>
    sql`from ${sql.table(table)} where workspace_id = ${workspaceId} and ${sql.ref(by)} = ${person.id}`;
  return {
    /** The latest first. */
    async list(tx: Tx, ctx: Pick<Ctx, "workspaceId" | "person">, limit: number): Promise<Row[]> {
      const { rows } = await sql<Row>`select * ${mine(ctx)} order by started_at desc, id desc limit ${limit}`.execute(
        tx,
      );
      return rows;
    },
    /** One of them; with `lock` nobody else changes it until the transaction ends. */
    async access(tx: Tx, ctx: Pick<Ctx, "workspaceId" | "person">, id: string, { lock = false } = {}): Promise<Row> {
      const { rows } = await sql<Row>`select * ${mine(ctx)} and id = ${id} ${lock ? sql`for update` : sql``}`.execute(
        tx,
      );
      const [row] = rows;
      if (!row) throw notFound(what);
      return row;
    },
  };
}
