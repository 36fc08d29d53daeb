import { CompiledQuery, type Updateable } from "kysely";
import type { Tx } from "../platform/database.ts";
import type { TicketTable } from "../platform/tables.ts";
import type { TicketRowFull } from "./columns.ts";

type Columns = Omit<Updateable<TicketTable>, "number" | "search">;

/**
 * Statements over nearly all columns of a ticket, by what they write: to put one of them together anew takes longer
 * than to send it.
 */
const texts = new Map<string, string>();
/** Which columns are written together hangs on what was decided: a handful of ways. */
const MOST_TEXTS = 200;

/** Inserts a ticket; without a number it gets the next one. `words`: what search looks through beside the number. */
export async function insertRow(
  tx: Tx,
  workspaceId: string,
  number: number | null,
  columns: Columns,
  words: string,
): Promise<TicketRowFull> {
  const text = textOf("insert", columns, (names) => {
    const values = names.map((_, at) => `$${at + 4}`);
    return `with numbered as (select coalesce($1::int, next_ticket_number($2)) as number)
      insert into ticket (${[...names, "number", "search"].join(", ")}) values (${values.join(", ")},
        (select number from numbered), search_vector((select number from numbered)::text || $3::text)) returning *`;
  });
  return theRow(tx, text, [number, workspaceId, words, ...Object.values(columns)]);
}

/** Writes columns of a ticket; `words`: what search looks through, where that changes. */
export async function updateRow(
  tx: Tx,
  { workspaceId, id }: { workspaceId: string; id: string },
  columns: Columns,
  words: string | null = null,
): Promise<TicketRowFull> {
  const more = words === null ? [] : [words];
  const text = textOf(`update ${more.length}`, columns, (names) => {
    const sets = names.map((name, at) => `${name} = $${at + 3}`);
    const search = more.map(() => `search = search_vector($${names.length + 3}::text)`);
    return `update ticket set ${[...sets, ...search].join(", ")} where workspace_id = $1 and id = $2 returning *`;
  });
  return theRow(tx, text, [workspaceId, id, ...Object.values(columns), ...more]);
}

/** The statement of this kind over these columns, put together where there is none yet. */
function textOf(kind: string, columns: Columns, make: (names: string[]) => string): string {
  const names = Object.keys(columns);
  const key = `${kind} ${names.join()}`;
  const known = texts.get(key);
  if (known !== undefined) return known;
  if (texts.size >= MOST_TEXTS) texts.clear();
  const text = make(names.map((name) => `"${name}"`));
  texts.set(key, text);
  return text;
}

async function theRow(tx: Tx, text: string, values: readonly unknown[]): Promise<TicketRowFull> {
  const { rows } = await tx.executeQuery<TicketRowFull>(CompiledQuery.raw(text, [...values]));
  const [row] = rows;
  if (!row) throw new Error("The ticket is not there to be written");
  return row;
}
