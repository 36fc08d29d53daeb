import { sql } from "kysely";
import { Type } from "typebox";
import type { Request, Response } from "../../contract/routes.ts";
import { Uuid } from "../../contract/shape.ts";
import type { Ctx } from "../platform/http/context.ts";
import { PAGE, pageOf, readCursor } from "../platform/http/page.ts";
import { forbidden } from "../platform/http/problem.ts";
import { phonePattern, searchPatterns } from "../platform/search-words.ts";
import { mayLook } from "./access.ts";
import { readContacts } from "./read-contacts.ts";

/** Name and id of the last contact of a page. */
const Key = Type.Tuple([Type.String({ maxLength: 500 }), Uuid]);

/**
 * Contacts by name, found by words of name, email or address, by digits of the phone or by account. Employees without
 * the section may look for somebody, or who lives at a place, but not leaf through everybody.
 */
export const listContacts = (ctx: Ctx, query: Request<"listContacts">["query"]): Promise<Response<"listContacts">> =>
  ctx.read(async (tx) => {
    const { person, workspaceId } = ctx;
    const patterns = searchPatterns(query.search);
    const looking = mayLook(person, "section.clients");
    const asks = patterns !== null || query.place !== undefined;
    if (looking === "nothing" || (looking === "by search" && !asks)) throw forbidden("section.clients");
    const limit = query.limit ?? PAGE;
    const [afterName, afterId] = readCursor(query.cursor, Key) ?? [null, null];
    const { rows: found } = await sql<{ id: string; name: string }>`
      select id, name from find_contacts(
        ${patterns}::text[], ${phonePattern(query.search)}, ${query.search?.trim() ?? null},
        ${query.company ?? null}::uuid, ${query.place ?? null}::uuid,
        ${person.allPlaces ? null : [...person.places]}::uuid[],
        ${afterName}, ${afterId}::uuid, ${limit + 1})`.execute(tx);
    const { rows, next } = pageOf(found, limit, ({ name, id }) => [name, id]);
    const items = await readContacts(
      tx,
      workspaceId,
      rows.map(({ id }) => id),
    );
    return { items, ...next };
  });
