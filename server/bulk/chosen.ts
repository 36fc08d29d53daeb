import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { BulkAction } from "../../contract/bulk.ts";
import type { Request } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { loadRegistry } from "../settings/load-registry.ts";
import { loadSettings } from "../settings/load-settings.ts";
import type { TicketRowFull } from "../tickets/columns.ts";
import { conditionSql, readWhere } from "../tickets/condition-query.ts";
import { seenBy } from "../tickets/scope.ts";

type Asker = Pick<Ctx, "workspaceId" | "person">;
export type Chosen = Pick<Request<"previewBulk">["body"], "tickets" | "where">;

/**
 * Which tickets are meant, as SQL over `ticket t`: those that were ticked or all that meet the condition, and of them
 * what this person sees. 422 when neither or both are named, or the condition cannot be read.
 */
export async function chosenSql(
  tx: Tx,
  ctx: Ctx,
  action: BulkAction,
  { tickets, where }: Chosen,
): Promise<RawBuilder<SqlBool>> {
  const { workspaceId } = ctx;
  if ((tickets === undefined) === (where === undefined)) throw nothingChosen();
  if (tickets !== undefined) return seenAmong(ctx, tickets);
  const { zone } = await loadSettings(tx, workspaceId);
  // What is led with an incident is marked unread at most ([H-BULK-02], decision 16).
  const seen = action.do === "unread" ? seenSql(ctx) : sql<SqlBool>`${seenSql(ctx)} and t.incident_id is null`;
  if (where === undefined || where.trim() === "") return seen;
  const read = await readWhere(tx, ctx, await loadRegistry(tx, ctx), zone, where);
  return sql<SqlBool>`${seen} and ${await conditionSql(tx, read)}`;
}

const seenSql = ({ workspaceId, person }: Asker): RawBuilder<SqlBool> =>
  sql<SqlBool>`t.workspace_id = ${workspaceId} and ${seenBy(person)}`;

/** Those of these tickets that the person sees. */
export const seenAmong = (ctx: Asker, ids: readonly string[]): RawBuilder<SqlBool> =>
  sql<SqlBool>`${seenSql(ctx)} and t.id = any(${[...ids]}::uuid[])`;

/** Nothing was ticked, nothing is found, or both ways of choosing were mixed. */
export const nothingChosen = (): Problem =>
  new Problem(422, "bulk/nothing-chosen", "Name tickets, or a condition that some meet.");

/** The tickets themselves, at most `limit`, in the order in which they are taken. */
export async function loadChosen(tx: Tx, chosen: RawBuilder<SqlBool>, limit: number): Promise<TicketRowFull[]> {
  const { rows } = await sql<TicketRowFull>`
    select t.* from ticket t where ${chosen} order by t.number limit ${limit}`.execute(tx);
  return rows;
}

/** How many there are, counted up to `most`. */
export async function countChosen(tx: Tx, chosen: RawBuilder<SqlBool>, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select from ticket t where ${chosen} limit ${most}) found`.execute(tx);
  return rows[0]?.count ?? 0;
}
