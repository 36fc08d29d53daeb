import { type RawBuilder, type SqlBool, sql } from "kysely";
import { orderExpression, parseSort } from "../../core/condition/sort.ts";
import { sql as piece } from "../../core/condition/sql.ts";
import { toSql } from "../../core/condition/to-sql.ts";
import type { Card } from "../../core/fields/card-fields.ts";
import type { FieldType } from "../../core/fields/field.ts";
import type { Registry } from "../../core/fields/registry.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import {
  after,
  ordered,
  placeOf,
  readCursor,
  readPlace,
  wherePlaceFits,
  writeCursor,
} from "../platform/http/ordered-page.ts";
import { PAGE } from "../platform/http/page.ts";
import { forbidden } from "../platform/http/problem.ts";
import { PLANNED_EACH_TIME } from "../platform/prepared-statements.ts";
import { builder } from "../platform/sql-piece.ts";
import { loadCardRegistry } from "../settings/load-card-registry.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { conditionProblem, readConditionText } from "./read-condition.ts";

/** A list of contacts, companies or places as it is asked for. */
export type AskedCards = {
  where?: string | undefined;
  sort?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
};

/** Whether the list is asked for by the fields of the cards, and not only by words and links. */
export const isByFields = ({ where, sort }: AskedCards): boolean => where !== undefined || sort !== undefined;

/** In which order they come when only a condition is asked for; an index has it. */
const USUAL: Readonly<Record<Card, string>> = { contact: "name", company: "name", place: "address" };

/**
 * The ids of a page of contacts, companies or places that meet a condition over their fields, built in and the
 * workspace's own, in the order of these fields ([B-FLD-01]); the id settles what is equal. What is hidden from the role
 * can be neither asked nor ordered by ([B-FLD-04]). `seen`: what else is asked of each row of the table, and what the
 * person sees of it. For employees. Throws 422 `condition/invalid`, `sort/invalid` and `cursor/invalid`.
 */
export async function pageOfCards(
  tx: Tx,
  ctx: Pick<Ctx, "workspaceId" | "person" | "now">,
  subject: Card,
  asked: AskedCards,
  seen: RawBuilder<SqlBool>,
): Promise<{ ids: string[]; next: { next?: string } }> {
  const { workspaceId, person, now } = ctx;
  if (person.kind !== "employee") throw forbidden();
  const registry = await loadCardRegistry(tx, ctx, subject);
  const sort = asked.sort?.trim() ? asked.sort : USUAL[subject];
  const parsed = parseSort(sort, registry);
  if (!parsed.ok) throw conditionProblem("sort/invalid", parsed.errors, "sort");
  const { order } = parsed;
  const expressions = order.map((part) => builder(orderExpression(part, subject, namesOf(subject))));
  const matches = await matchesOf(tx, { workspaceId, person, now, registry, subject }, asked.where);
  const place = asked.cursor ? readCursor(asked.cursor, sort, order.length) : null;
  const limit = asked.limit ?? PAGE;
  const { rows } = await wherePlaceFits(place, () =>
    sql<{ id: string; place: string }>`${sql.raw(PLANNED_EACH_TIME)}
      select ${sql.ref(`${subject}.id`)}, ${placeOf(expressions)} as place from ${sql.table(subject)}
      where ${sql.ref(`${subject}.workspace_id`)} = ${workspaceId} and ${seen} and (${matches})
        ${place ? sql`and ${after(order, expressions, place)}` : sql``}
      order by ${ordered({ order, expressions })} limit ${limit + 1}`.execute(tx),
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    ids: page.map(({ id }) => id),
    next: last ? { next: writeCursor({ sort, ...readPlace(last.place) }) } : {},
  };
}

/** How many there are on all pages. */
export async function countCards(
  tx: Tx,
  ctx: Pick<Ctx, "workspaceId" | "person" | "now">,
  subject: Card,
  where: string | undefined,
  seen: RawBuilder<SqlBool>,
): Promise<number> {
  const registry = await loadCardRegistry(tx, ctx, subject);
  const matches = await matchesOf(tx, { ...ctx, registry, subject }, where);
  const { rows } = await sql<{ count: number }>`${sql.raw(PLANNED_EACH_TIME)}
    select count(*)::int as count from ${sql.table(subject)}
    where ${sql.ref(`${subject}.workspace_id`)} = ${ctx.workspaceId} and ${seen} and (${matches})`.execute(tx);
  return rows[0]?.count ?? 0;
}

async function matchesOf(
  tx: Tx,
  of: Pick<Ctx, "workspaceId" | "person" | "now"> & { registry: Registry; subject: Card },
  where: string | undefined,
): Promise<RawBuilder<SqlBool>> {
  if (!where) return sql<SqlBool>`true`;
  const { workspaceId, person, now, registry, subject: table } = of;
  const { zone } = await loadSettings(tx, workspaceId);
  const condition = await readConditionText(tx, workspaceId, registry, where);
  return builder<SqlBool>(toSql(condition, { registry, now, zone, me: person.id, table }));
}

/** Orders things by their names and not by their ids. */
const namesOf = (subject: Card) => (type: FieldType) => {
  if (type === "company") {
    return subject === "place"
      ? piece`(select c.name from company c where c.workspace_id = place.workspace_id and c.id = place.company_id)`
      : piece`(select c.name from company c where c.workspace_id = contact.workspace_id and c.id = contact.company_id)`;
  }
  return type === "clientCategory"
    ? piece`(select g.name from client_category g
        where g.workspace_id = company.workspace_id and g.id = company.category_id)`
    : undefined;
};
