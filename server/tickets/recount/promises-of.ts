import type { Tx } from "../../platform/database.ts";
import { stateOf } from "../columns.ts";
import { readElsewhere } from "../elsewhere.ts";
import { type Said, slaRules } from "../promise.ts";
import type { ClockRow } from "./open-tickets.ts";

/** What the SLA rules of now promise these tickets, by id; the rules are read once for all of them. */
export async function promisesOf(
  tx: Tx,
  workspaceId: string,
  rows: readonly Pick<ClockRow, "id">[],
  now: Date,
): Promise<Map<string, Said>> {
  if (rows.length === 0) return new Map();
  const ask = await slaRules(tx, workspaceId, now);
  const tickets = await tx
    .selectFrom("ticket")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where(
      "id",
      "in",
      rows.map(({ id }) => id),
    )
    .execute();
  const held = ask?.further ? await readElsewhere(tx, workspaceId, tickets) : undefined;
  const nothing: Said = { terms: null, why: [], broken: [] };
  return new Map(
    tickets.map((row) => [row.id, ask ? ask.says(stateOf(row), { ...row, ...held?.get(row.id) }) : nothing]),
  );
}
