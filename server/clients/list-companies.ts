import { type SqlBool, sql } from "kysely";
import { Type } from "typebox";
import type { Request, Response } from "../../contract/routes.ts";
import { Uuid } from "../../contract/shape.ts";
import { isByFields, pageOfCards } from "../lookup/page-of-cards.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { PAGE, pageOf, readCursor } from "../platform/http/page.ts";
import { forbidden } from "../platform/http/problem.ts";
import { phonePattern, searchPatterns } from "../platform/search-words.ts";
import { mayLook } from "./access.ts";
import { IN_LIST, readCompanies } from "./read-companies.ts";

/** Name and id of the last company of a page. */
const Key = Type.Tuple([Type.String({ maxLength: 500 }), Uuid]);

/**
 * Companies by name, found by words of the name, by mail domain, email or digits of the phone; of one category
 * [O-CAT-01]; or by a condition over their fields, in the order of these. Employees without the section may look for
 * one, but not leaf through all.
 */
export const listCompanies = (ctx: Ctx, query: Request<"listCompanies">["query"]): Promise<Response<"listCompanies">> =>
  ctx.read(async (tx) => {
    const patterns = searchPatterns(query.search);
    const looking = mayLook(ctx.person, "section.companies");
    if (looking === "nothing" || (looking === "by search" && patterns === null)) throw forbidden("section.companies");
    const { ids, next } = isByFields(query)
      ? await pageOfCards(tx, ctx, "company", query, askedCompanies(query))
      : await pageByName(tx, query);
    return { items: await readCompanies(tx, ctx.person, ids, IN_LIST), ...next };
  });

type Query = Request<"listCompanies">["query"];

async function pageByName(tx: Tx, query: Query): Promise<{ ids: string[]; next: { next?: string } }> {
  const limit = query.limit ?? PAGE;
  const all = found(query, readCursor(query.cursor, Key), limit + 1);
  const { rows: named } = await sql<{ id: string; name: string }>`select id, name from ${all}`.execute(tx);
  const { rows, next } = pageOf(named, limit, ({ name, id }) => [name, id]);
  return { ids: rows.map(({ id }) => id), next };
}

const found = ({ search, category }: Query, after: readonly [string, string] | null, limit: number | null) =>
  sql`find_companies(${searchPatterns(search)}::text[], ${phonePattern(search)}, ${search?.trim().toLowerCase() ?? null},
    ${category ?? null}::uuid, ${after?.[0] ?? null}, ${after?.[1] ?? null}::uuid, ${limit}::int)`;

/** What is asked besides the condition: one statement finds them all by their indexes. */
export const askedCompanies = (query: Query) =>
  searchPatterns(query.search) === null && query.category === undefined
    ? sql<SqlBool>`true`
    : sql<SqlBool>`company.id = any(array(select id from ${found(query, null, null)}))`;
