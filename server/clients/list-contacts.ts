import { type SqlBool, sql } from "kysely";
import { Type } from "typebox";
import type { Request, Response } from "../../contract/routes.ts";
import { Uuid } from "../../contract/shape.ts";
import { isByFields, pageOfCards } from "../lookup/page-of-cards.ts";
import type { Ctx, Person } from "../platform/http/context.ts";
import { PAGE, pageOf, readCursor } from "../platform/http/page.ts";
import { forbidden } from "../platform/http/problem.ts";
import { phonePattern, searchPatterns } from "../platform/search-words.ts";
import { livesWithin, mayLook } from "./access.ts";
import { readContacts } from "./read-contacts.ts";

/** Name and id of the last contact of a page. */
const Key = Type.Tuple([Type.String({ maxLength: 500 }), Uuid]);

/** Before every id. */
const NIL = "00000000-0000-0000-0000-000000000000";

/**
 * Contacts by name, found by words of name, email or address, by digits of the phone or by account. Employees without
 * the section may look for somebody, or who lives at a place, but not leaf through everybody. With
 * `suggest` those whose names begin with the search come first: who types a surname does not mean a patronymic. By a
 * condition over their fields, and in the order of these, where it is asked for.
 */
export const listContacts = (ctx: Ctx, query: Request<"listContacts">["query"]): Promise<Response<"listContacts">> =>
  ctx.read(async (tx) => {
    const { person } = ctx;
    const patterns = searchPatterns(query.search);
    const looking = mayLook(person, "section.clients");
    const asks = patterns !== null || query.place !== undefined;
    if (looking === "nothing" || (looking === "by search" && !asks)) throw forbidden("section.clients");
    const limit = query.limit ?? PAGE;
    const find = async (afterName: string | null, afterId: string | null) => {
      const all = found(person, query, [afterName, afterId], limit + 1);
      return (await sql<{ id: string; name: string }>`select id, name from ${all}`.execute(tx)).rows;
    };
    const read = (rows: readonly { id: string }[]) =>
      readContacts(
        tx,
        person,
        rows.map(({ id }) => id),
      );
    if (isByFields(query)) {
      const { ids, next } = await pageOfCards(tx, ctx, "contact", query, askedContacts(person, query));
      return { items: await readContacts(tx, person, ids), ...next };
    }
    const { search } = query;
    if (query.suggest && search?.trim()) {
      // In the order of names those that begin so stand together, behind the beginning itself.
      const begin = `${search.trim().charAt(0).toUpperCase()}${search.trim().slice(1)}`;
      const first = (await find(begin, NIL)).filter(({ name }) => name.toLowerCase().startsWith(begin.toLowerCase()));
      const others = first.length < limit ? await find(null, null) : [];
      const known = new Set(first.map(({ id }) => id));
      return { items: await read([...first, ...others.filter(({ id }) => !known.has(id))].slice(0, limit)) };
    }
    const [afterName, afterId] = readCursor(query.cursor, Key) ?? [null, null];
    const { rows, next } = pageOf(await find(afterName, afterId), limit, ({ name, id }) => [name, id]);
    return { items: await read(rows), ...next };
  });

type Query = Request<"listContacts">["query"];

const found = (
  person: Person,
  { search, company, place }: Query,
  [afterName, afterId]: readonly [string | null, string | null],
  limit: number | null,
) => sql`find_contacts(${searchPatterns(search)}::text[], ${phonePattern(search)}, ${search?.trim() ?? null},
  ${company ?? null}::uuid, ${place ?? null}::uuid, ${person.allPlaces ? null : [...person.places]}::uuid[],
  ${afterName}, ${afterId}::uuid, ${limit}::int)`;

/** What is asked besides the condition: one statement finds them all by their indexes. */
export const askedContacts = (person: Person, query: Query) => {
  if (searchPatterns(query.search) !== null || query.company !== undefined || query.place !== undefined) {
    return sql<SqlBool>`contact.id = any(array(select id from ${found(person, query, [null, null], null)}))`;
  }
  return person.allPlaces ? sql<SqlBool>`true` : sql<SqlBool>`${livesWithin(person)}`;
};
