import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Request, Response } from "../../contract/routes.ts";
import { accessContact } from "../clients/access.ts";
import { accessPlace } from "../places/access.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound, Problem } from "../platform/http/problem.ts";
import { loadRegistry } from "../settings/load-registry.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { loadNamedProcess } from "../settings/renamed.ts";
import { accessTicket } from "./access.ts";
import type { TicketRowFull } from "./columns.ts";
import { conditionSql, readWhere } from "./condition-query.ts";
import { statusView } from "./row-view.ts";
import { seenBy } from "./scope.ts";
import { loadNames } from "./ticket-names.ts";

type Filter = Request<"listContactActivity">["query"];
type Activity = Response<"listActivity">;

/**
 * What the ticket's client did, newest first ([H-ACT-02]): his tickets, as far as this employee sees them. Calls,
 * payments and passes join with their capabilities. Not for clients who are not registered ([H-ACT-04]) and not for
 * tickets of the whole building ([H-ACT-05]).
 */
export async function listActivity(
  tx: Tx,
  ctx: Ctx,
  key: string,
  query: Request<"listActivity">["query"],
): Promise<Activity> {
  const row = await accessTicket(tx, ctx, key, { lock: false });
  const names = await loadNames(tx, ctx.workspaceId, [row]);
  const isCommon = row.service_type_id !== null && names.types.get(row.service_type_id)?.common === true;
  if (row.contact_id === null || isCommon) throw notFound("activity");
  // Of one ticket there are only calls linked to it, which come with telephony ([H-ACT-07]).
  if (query.only === "ticket") return { items: [] };
  const { only: _, ...page } = query;
  return pageOf(tx, ctx, sql<SqlBool>`t.contact_id = ${row.contact_id}`, page);
}

/** The same on the card of a client, with filters ([H-ACT-08]). */
export async function listContactActivity(tx: Tx, ctx: Ctx, id: string, query: Filter): Promise<Activity> {
  await accessContact(tx, ctx.person, id, "read");
  return pageOf(tx, ctx, sql<SqlBool>`t.contact_id = ${id}`, query);
}

/** What was done about a unit, or about any place and what lies in it, by whomever ([H-ACT-08]). */
export async function listPlaceActivity(tx: Tx, ctx: Ctx, id: string, query: Filter): Promise<Activity> {
  const { kind } = await accessPlace(tx, ctx.person, id, "read");
  const there = kind === "unit" ? sql<SqlBool>`t.unit_id = ${id}` : sql<SqlBool>`t.place_path && ${[id]}::uuid[]`;
  return pageOf(tx, ctx, there, query);
}

/** A page of the tickets `of` somebody or something that this employee sees and that the filter lets through. */
async function pageOf(tx: Tx, ctx: Ctx, of: RawBuilder<SqlBool>, { where, limit = 50, cursor }: Filter) {
  const { workspaceId, person } = ctx;
  const before = cursor === undefined ? null : readCursor(cursor);
  const { rows } = await sql<TicketRowFull>`
    select t.* from ticket t where t.workspace_id = ${workspaceId} and ${of} and ${seenBy(person)}
      and ${where ? await filterSql(tx, ctx, where) : sql`true`}
      ${before ? sql`and (t.created_at, t.number) < (${before.at}, ${before.number})` : sql``}
    order by t.created_at desc, t.number desc limit ${limit + 1}`.execute(tx);
  const page = rows.slice(0, limit);
  const items = await actsOf(tx, workspaceId, page);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { items, ...(last ? { next: `${last.created_at.toISOString()}/${last.number}` } : {}) };
}

/** Tickets as things that a client did. */
export async function actsOf(tx: Tx, workspaceId: string, rows: readonly TicketRowFull[]): Promise<Activity["items"]> {
  const items: Activity["items"] = [];
  for (const ticket of rows) {
    const process = await loadNamedProcess(tx, workspaceId, ticket.process_key, ticket.process_version);
    items.push({
      id: ticket.id,
      status: statusView(process, ticket.status, false),
      kind: "ticket",
      subject: ticket.subject,
      address: ticket.address,
      client: ticket.contact_name,
      at: ticket.created_at.toISOString(),
      updatedAt: ticket.updated_at.toISOString(),
      ticket: ticket.number,
    });
  }
  return items;
}

async function filterSql(tx: Tx, ctx: Ctx, where: string): Promise<RawBuilder<SqlBool>> {
  const { zone } = await loadSettings(tx, ctx.workspaceId);
  return conditionSql(tx, await readWhere(tx, ctx, await loadRegistry(tx, ctx), zone, where));
}

/** Time and number of the last ticket given: several may have come at one moment. */
function readCursor(cursor: string): { at: Date; number: number } {
  const [moment = "", number = ""] = cursor.split("/");
  const at = new Date(moment);
  if (!Number.isNaN(at.getTime()) && /^\d{1,9}$/.test(number)) return { at, number: Number(number) };
  throw new Problem(422, "cursor/invalid", "The cursor is not one of this list: begin without one.");
}
