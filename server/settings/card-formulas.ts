import { sql } from "kysely";
import { CARD_FIELDS, type Card } from "../../core/fields/card-fields.ts";
import { countedIn, type ReadyFormula } from "../../core/formula/formulas.ts";
import type { Tx } from "../platform/database.ts";
import { loadFormulas } from "./formulas.ts";
import { loadSettings } from "./load-settings.ts";

/** So many cards of one write are read at once. */
const BATCH = 1_000;

type CardRow = Record<string, unknown> & { id: string; custom: Record<string, unknown> };

/**
 * Counts the formulas of contacts, companies or places that were written just now; called in the same transaction, by
 * everything that writes what formulas read ([B-FLD-01]). The version of a card is left to that write.
 */
export async function settleCardFormulas(
  tx: Tx,
  workspaceId: string,
  subject: Card,
  ids: readonly string[],
): Promise<void> {
  const formulas = await loadFormulas(tx, workspaceId, subject);
  if (formulas.length === 0) return;
  for (let at = 0; at < ids.length; at += BATCH) {
    const rows = await lock(tx, subject, sql`workspace_id = ${workspaceId} and id = any(${ids.slice(at, at + BATCH)})`);
    await count(tx, workspaceId, subject, { formulas, rows, isOwnChange: false });
  }
}

/**
 * Counts the formulas of the next `limit` cards anew, all locked; answers them all and how many were changed. It is a
 * change of its own: whoever has such a card open is told that it is another one now.
 */
export async function recountCards(
  tx: Tx,
  workspaceId: string,
  subject: Card,
  { after, limit }: { after: string | null; limit: number },
): Promise<{ rows: readonly { id: string }[]; moved: number }> {
  const formulas = await loadFormulas(tx, workspaceId, subject);
  if (formulas.length === 0) return { rows: [], moved: 0 };
  const next = after === null ? sql`` : sql`and id > ${after}`;
  const rows = await lock(tx, subject, sql`workspace_id = ${workspaceId} ${next}`, limit);
  return { rows, moved: await count(tx, workspaceId, subject, { formulas, rows, isOwnChange: true }) };
}

async function lock(tx: Tx, subject: Card, which: ReturnType<typeof sql>, limit = BATCH): Promise<readonly CardRow[]> {
  const { rows } = await sql<CardRow>`select * from ${sql.table(subject)} where ${which}
    order by id limit ${limit} for no key update`.execute(tx);
  return rows;
}

/** The built-in values of a card, by the keys of their fields. */
const factsOf = (subject: Card, row: CardRow): Record<string, unknown> =>
  Object.fromEntries(
    CARD_FIELDS[subject].flatMap(({ key, sql: at }) => ("column" in at ? [[key, row[at.column]]] : [])),
  );

/** Writes the column of a card's own fields where a formula gives something else; answers how often. */
async function count(
  tx: Tx,
  workspaceId: string,
  subject: Card,
  given: { formulas: readonly ReadyFormula[]; rows: readonly CardRow[]; isOwnChange: boolean },
): Promise<number> {
  const { zone } = await loadSettings(tx, workspaceId);
  const changed = given.rows.flatMap((row) => {
    const custom = countedIn(given.formulas, { held: row.custom, facts: factsOf(subject, row) }, zone);
    return custom === row.custom ? [] : [{ id: row.id, custom }];
  });
  if (changed.length === 0) return 0;
  await sql`update ${sql.table(subject)} c set custom = r.custom, version = c.version + ${given.isOwnChange ? 1 : 0}
    from json_to_recordset(${JSON.stringify(changed)}::json) as r (id uuid, custom jsonb)
    where c.workspace_id = ${workspaceId} and c.id = r.id`.execute(tx);
  return changed.length;
}
