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
import { countableSql, narrowed, pageSql, type ReadWhere } from "./condition-query.ts";
import { fieldValues } from "./field-values.ts";
import { keepFor } from "./kept-samples.ts";
import { goesByChange, unreadBy } from "./list-order.ts";
import { type ListQuery, readListQuery } from "./list-query.ts";
import { type ListedRow, listedColumns } from "./listed-columns.ts";
import { pageOf } from "./page-of.ts";
import { rowFor } from "./row-view.ts";
import { sampleTickets } from "./sample-tickets.ts";
import { countSeen } from "./scope.ts";
import { loadNames } from "./ticket-names.ts";

/** What is counted exactly; beyond it the answer says so and the list still pages on. */
const COUNTED = 10_000;
/** Words that are looked for are typed letter by letter, and nobody pages through thousands of what they find. */
const COUNTED_WORDS = 1_000;
/** A sample is believed where it says so many times what is counted: tickets of one time lie together, and it has few places. */
const SURELY = 10;
/** The condition itself finds few. */
const EACH = [sql<SqlBool>`true`];
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
  if (limit === 0) return { items: [], ...(query.total ? await countFound(tx, ctx, list) : {}) };
  const place = query.cursor ? readCursor(query.cursor, sort, list.order.length) : null;
  const fields = (query.fields ?? "").split(",").flatMap((name) => registry.find(name.trim()) ?? []);
  const unread = person.kind === "employee" ? unreadBy(person.id) : sql`false`;
  const columns = sql`${listedColumns(person.kind, fields)}, ${unread} as unread`;
  const way = where ? await pageSql(tx, where, seen) : null;
  const his = goesByChange(list) ? where?.ofAssignee : null;
  const latest = way?.latest && place === null && goesByChange(list) ? sql<SqlBool>`${seen} and ${way.latest}` : null;
  const find = async (among: RawBuilder<SqlBool> | null): Promise<Found[]> => {
    const page = pageOf(list, {
      columns,
      seen,
      matches: way ? sql<SqlBool>`${seen} and ${his?.columns ?? way.matches}` : seen,
      walks: his?.walks ?? [sql<SqlBool>`true`],
      isGathered: way?.isGathered ?? false,
      latest: among,
      place,
      limit: limit + 1,
      workspaceId: ctx.workspaceId,
      employeeId: person.id,
    });
    const { rows } =
      await sql<Found>`${way?.isGathered ? sql.raw(PLANNED_EACH_TIME) : planning(where)} ${page}`.execute(tx);
    return among && rows.length <= limit ? find(null) : rows;
  };
  const [rows, count] = await wherePlaceFits(place, () =>
    Promise.all([find(latest), query.total ? countFound(tx, ctx, list) : {}]),
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

/** The best plan of a condition hangs on what is asked for, where it is not the condition itself that says it. */
const planning = (where: ReadWhere | null) =>
  where && !where.isSettled && !where.ofAssignee?.isAll ? sql.raw(PLANNED_EACH_TIME) : sql``;

async function countFound(
  tx: Tx,
  { workspaceId, person, now }: Pick<Ctx, "workspaceId" | "person" | "now">,
  { where, leaves, seen }: Pick<ListQuery, "where" | "leaves" | "seen">,
): Promise<{ total: number } | { moreThan: number }> {
  const most = where && where.words.length > 0 ? COUNTED_WORDS : COUNTED;
  let found = where ? await countableSql(tx, where, most) : sql<SqlBool>`true`;
  if (!found) return { moreThan: most };
  let narrow = where?.ofAssignee?.walks ?? (where?.isOfPeople ? EACH : []);
  if (where?.ofAssignee) found = where.ofAssignee.columns;
  const isSampled = where
    ? where.words.length === 0 && !where.isSettled && narrow.length === 0
    : person.kind === "employee";
  if (isSampled) {
    const keep = where?.keep ?? keepFor(workspaceId, person.id, "", now);
    const guess = (await sampleTickets(tx, [sql`${seen} and ${found}`], null, undefined, keep)).found[0] ?? 0;
    if (guess > most * SURELY) return { moreThan: most };
    // Of very many, counting stops soon enough; few are all found first.
    if (where && guess <= most) [narrow, found] = [EACH, await narrowed(tx, found, where.pieces)];
  }
  const condition = leaves ? sql<SqlBool>`${found} and ${leaves}` : found;
  // How many sites somebody has decides by which index his tickets are counted.
  const isAlike = person.kind === "contact" || person.allPlaces;
  const { rows } = await sql<{ count: number }>`${isAlike ? planning(where) : sql.raw(PLANNED_EACH_TIME)}
    select ${countSeen(person, condition, most + 1, narrow)} as count`.execute(tx);
  const total = rows[0]?.count ?? 0;
  return total > most ? { moreThan: most } : { total };
}

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
