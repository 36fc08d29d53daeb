import { type RawBuilder, sql } from "kysely";
import type { Request, Response } from "../../contract/routes.ts";
import type { TicketRow } from "../../contract/ticket-view.ts";
import type { Registry } from "../../core/fields/registry.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { loadProcess } from "../settings/load-process.ts";
import { loadRegistry } from "../settings/load-registry.ts";
import { loadSettings } from "../settings/load-settings.ts";
import type { TicketRowFull } from "./columns.ts";
import { conditionSql } from "./condition-query.ts";
import { fieldValues } from "./field-values.ts";
import { listOrder } from "./list-order.ts";
import { after, readCursor, wherePlaceFits, writeCursor } from "./page-cursor.ts";
import { rowFor } from "./row-view.ts";
import { seenBy } from "./scope.ts";
import { loadNames } from "./ticket-names.ts";

/** What is counted exactly; beyond it the answer says no total and the list still pages on. */
const COUNTED = 10_000;
type Found = TicketRowFull & { unread: boolean; order_values: (string | null)[]; order_types: string[] };

/** A page of the tickets that this person sees and that meet the condition. */
export async function listTickets(
  tx: Tx,
  ctx: Ctx,
  query: Request<"listTickets">["query"],
): Promise<Response<"listTickets">> {
  const { workspaceId, person } = ctx;
  const desk = await loadSettings(tx, workspaceId);
  const registry = await loadRegistry(tx, ctx);
  const { sort, order, expressions } = listOrder(person.kind, query.sort, registry);
  const matches = sql<boolean>`t.workspace_id = ${workspaceId} and ${seenBy(person)} and ${
    query.where ? await conditionSql(tx, ctx, registry, desk.zone, query.where) : sql<boolean>`true`
  }`;
  const limit = query.limit ?? 50;
  const place = query.cursor ? readCursor(query.cursor, sort, order.length) : null;
  const found = sql<Found>`
    select t.*, ${unreadBy(person.kind, person.id)} as unread,
      array[${sql.join(expressions.map((e) => sql`(${e})::text`))}] as order_values,
      array[${sql.join(expressions.map((e) => sql`pg_typeof(${e})::text`))}] as order_types
    from ticket t
    where ${matches} ${place ? sql`and ${after(order, expressions, place)}` : sql``}
    order by ${sql.join(expressions.map((e, i) => directed(e, order[i]?.direction, order[i]?.nulls)))}
    limit ${limit + 1}`;
  const { rows } = await wherePlaceFits(place, () => found.execute(tx));
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const total = query.total ? await countUpTo(tx, matches) : undefined;
  return {
    items: await viewRows(tx, ctx, page, { registry, fields: query.fields, sight: desk.settings }),
    ...(last ? { next: writeCursor({ sort, values: last.order_values, types: last.order_types }) } : {}),
    ...(total === undefined ? {} : { total }),
  };
}

function directed(expression: RawBuilder<unknown>, direction?: "asc" | "desc", nulls?: "last"): RawBuilder<unknown> {
  return sql`${expression} ${direction === "desc" ? sql`desc` : sql`asc`} ${nulls ? sql`nulls last` : sql``}`;
}

/** The label Unread of this employee on tickets assigned to him. */
function unreadBy(kind: "employee" | "contact", id: string): RawBuilder<boolean> {
  if (kind === "contact") return sql`false`;
  return sql`exists (select from ticket_person u where u.workspace_id = t.workspace_id and u.ticket_id = t.id
    and u.part = 'assignee' and u.employee_id = ${id} and u.unread)`;
}

async function countUpTo(tx: Tx, matches: RawBuilder<boolean>): Promise<number | undefined> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select from ticket t where ${matches} limit ${COUNTED + 1}) found`.execute(tx);
  const count = rows[0]?.count ?? 0;
  return count > COUNTED ? undefined : count;
}

async function viewRows(
  tx: Tx,
  ctx: Ctx,
  rows: Found[],
  { registry, fields, sight }: { registry: Registry; fields: string | undefined; sight: { showAssignee: boolean } },
): Promise<TicketRow[]> {
  const names = await loadNames(tx, ctx.workspaceId, rows);
  const wanted = (fields ?? "").split(",").flatMap((name) => registry.find(name.trim()) ?? []);
  const views: TicketRow[] = [];
  for (const row of rows) {
    const process = await loadProcess(tx, ctx.workspaceId, row.process_key, row.process_version);
    const view = rowFor(ctx.person, row, process, names, sight);
    views.push(wanted.length > 0 ? { ...view, fields: fieldValues(row, wanted, names) } : view);
  }
  return views;
}
