import type { RawBuilder, SqlBool } from "kysely";
import { WHOLE, type WordForms } from "../find-words.ts";
import type { Bits } from "./bits.ts";
import type { TicketColumns } from "./columns.ts";
import { hasPart } from "./sets.ts";
import { readWordQuery } from "./word-query.ts";

/** Tickets with the words, and the same as a condition over `ticket t`. `key`: the same for the same words. */
export type Worded = { key: string; bits: Bits; matches: RawBuilder<SqlBool> };

/** Tickets with the words in the form that is meant, the same one that `findWords` takes; null where memory does not know. */
export function withWords(
  columns: TicketColumns,
  { usual, whole, loose, last, part, number }: WordForms,
): Worded | null {
  const ofLast = readWordQuery(last);
  if (!ofLast) return null;
  const form = columns.words.atMost(ofLast) < WHOLE ? usual : whole;
  const found = find(form.query);
  if (!found || found.count > 0 || form.query === loose.query) return found && { ...found, matches: form.matches };
  const loosely = find(loose.query);
  return loosely && { ...loosely, matches: loose.matches };

  function find(asked: string) {
    const query = readWordQuery(asked);
    const key = JSON.stringify(["words", asked, part, number]);
    return query && { key, ...columns.commonOf(key, () => withAny(columns.words.find(query))) };
  }
  function withAny(found: Bits): Bits {
    if (part !== null) for (const name of ["contact_name", "address"]) found.or(withPart(name, part));
    if (number !== null && number < columns.room) found.set(number, true);
    return found.and(columns.everyTicket());
  }
  function withPart(name: string, of: string): Bits {
    return columns.setOf(JSON.stringify(["part", name, of]), columns.testOf(name, hasPart(of)));
  }
}
