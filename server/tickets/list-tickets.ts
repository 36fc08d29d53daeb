import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Request, Response } from "../../contract/routes.ts";
import type { TicketRow } from "../../contract/ticket-view.ts";
import type { FieldDef } from "../../core/fields/field.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { readCursor, readPlace, wherePlaceFits, writeCursor } from "../platform/http/ordered-page.ts";
import { PLANNED_EACH_TIME } from "../platform/prepared-statements.ts";
import { snoozedBy } from "../reminders/snoozed.ts";
import type { LoadedWorkspace } from "../settings/load-settings.ts";
import { loadNamedProcess } from "../settings/renamed.ts";
import { type KnownList, knownList } from "./column-store/known-list.ts";
import { pageSql } from "./condition-query.ts";
import { countFound, EACH, planning } from "./count-found.ts";
import { fieldValues } from "./field-values.ts";
import { goesByChange, unreadBy } from "./list-order.ts";
import { readListQuery } from "./list-query.ts";
import { type ListedRow, listedColumns } from "./listed-columns.ts";
import { type Page, pageOf } from "./page-of.ts";
import { rowFor } from "./row-view.ts";
import { seenApart } from "./scope.ts";
import { loadNames } from "./ticket-names.ts";

/** With where the list goes on after it, as JSON: the values of the order and their types. */
type Found = ListedRow & { unread: boolean; place: string };

/** A page of the tickets that this person sees and that meet the condition. */
export async function listTickets(
  tx: Tx,
  ctx: Ctx,
  query: Request<"listTickets">["query"],
): Promise<Response<"listTickets">> {
  const { person } = ctx;
  const list = await readListQuery(tx, ctx, query, leftOut(ctx, query.snoozed));
  const { desk, registry, where, sort, seen } = list;
  const limit = query.limit ?? 50;
  const place = query.cursor ? readCursor(query.cursor, sort, list.order.length) : null;
  const known = place ? null : await knownList(tx, ctx, list, limit === 0 ? 0 : limit + 1);
  if (limit === 0) return { items: [], ...(query.total ? (known?.count ?? (await countFound(tx, ctx, list))) : {}) };
  const fields = (query.fields ?? "").split(",").flatMap((name) => registry.find(name.trim()) ?? []);
  const unread = person.kind === "employee" ? unreadBy(person.id) : sql`false`;
  const columns = sql`${listedColumns(person.kind, fields)}, ${unread} as unread`;
  const asked = { columns, seen, place, limit: limit + 1, workspaceId: ctx.workspaceId, employeeId: person.id };
  const find = async (how: Pick<Page, "matches" | "walks" | "isGathered" | "latest">, plan: RawBuilder<unknown>) =>
    (await sql<Found>`${plan} ${pageOf(list, { ...asked, ...how })}`.execute(tx)).rows;
  const findKnown = async (of: KnownList) => {
    const rows = await find({ matches: of.matches, walks: EACH, isGathered: true, latest: null }, sql``);
    return rows.length < of.least ? of.doubt(rows) : rows;
  };
  const findAny = async () => {
    const way = where ? await pageSql(tx, where, seen) : null;
    const his = goesByChange(list) ? where?.ofAssignee : null;
    const matches = way ? sql<SqlBool>`${seen} and ${his?.columns ?? way.matches}` : seen;
    const walks = his?.walks ?? (way?.isCommon ? seenApart(person) : null) ?? EACH;
    const isGathered = way?.isGathered ?? false;
    const plan = isGathered ? sql.raw(PLANNED_EACH_TIME) : planning(where);
    const latest = way?.latest && place === null && goesByChange(list) ? sql<SqlBool>`${seen} and ${way.latest}` : null;
    const rows = await find({ matches, walks, isGathered, latest }, plan);
    return latest && rows.length <= limit ? find({ matches, walks, isGathered, latest: null }, plan) : rows;
  };
  const findRows = async () => (known && (await findKnown(known))) ?? (await findAny());
  const [rows, count] = await wherePlaceFits(place, () =>
    Promise.all([findRows(), query.total ? (known?.count ?? countFound(tx, ctx, list)) : {}]),
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: await viewRows(tx, ctx, page, fields, desk),
    ...(last ? { next: writeCursor({ sort, ...readPlace(last.place) }) } : {}),
    ...count,
  };
}

/** What a list of what waits for somebody leaves out: what he has snoozed ([B-KEY-05]). */
const leftOut = ({ person, now }: Ctx, snoozed: Request<"listTickets">["query"]["snoozed"]) =>
  snoozed === "left-out" && person.kind === "employee" ? sql<SqlBool>`not ${snoozedBy(person, now)}` : undefined;

async function viewRows(
  tx: Tx,
  ctx: Ctx,
  rows: Found[],
  fields: readonly FieldDef[],
  { settings, zone }: LoadedWorkspace,
): Promise<TicketRow[]> {
  const names = await loadNames(tx, ctx.workspaceId, rows, fields);
  const views: TicketRow[] = [];
  for (const row of rows) {
    const process = await loadNamedProcess(tx, ctx.workspaceId, row.process_key, row.process_version);
    const view = rowFor(ctx.person, row, process, names, settings);
    views.push(fields.length > 0 ? { ...view, fields: fieldValues(row, fields, names, zone) } : view);
  }
  return views;
}
