import { sql } from "kysely";
import { Type } from "typebox";
import type { Request, Response } from "../../contract/routes.ts";
import { Uuid } from "../../contract/shape.ts";
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
 * [O-CAT-01]. Employees without the section may look for one, but not leaf through all.
 */
export const listCompanies = (ctx: Ctx, query: Request<"listCompanies">["query"]): Promise<Response<"listCompanies">> =>
  ctx.read(async (tx) => {
    const patterns = searchPatterns(query.search);
    const looking = mayLook(ctx.person, "section.companies");
    if (looking === "nothing" || (looking === "by search" && patterns === null)) throw forbidden("section.companies");
    const limit = query.limit ?? PAGE;
    const [afterName, afterId] = readCursor(query.cursor, Key) ?? [null, null];
    const { rows: found } = await sql<{ id: string; name: string }>`
      select id, name from find_companies(
        ${patterns}::text[], ${phonePattern(query.search)}, ${query.search?.trim().toLowerCase() ?? null},
        ${query.category ?? null}::uuid, ${afterName}, ${afterId}::uuid, ${limit + 1})`.execute(tx);
    const { rows, next } = pageOf(found, limit, ({ name, id }) => [name, id]);
    const items = await readCompanies(
      tx,
      ctx.person,
      rows.map(({ id }) => id),
      IN_LIST,
    );
    return { items, ...next };
  });
