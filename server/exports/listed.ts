import type { Tx } from "../platform/database.ts";
import { readListQuery } from "../tickets/list-query.ts";
import { countListed, walkTickets } from "../tickets/walk-tickets.ts";
import type { AskedList, Listed, Lister } from "./asked-list.ts";
import { type LineOptions, makeLines } from "./lines.ts";
import { listedCards } from "./listed-cards.ts";

/**
 * The list as this person sees it. What cannot be read of what he asks is refused: 422 `condition/invalid`,
 * `sort/invalid`.
 */
export async function openList(
  tx: Tx,
  ctx: Lister,
  asked: AskedList,
  write: Omit<LineOptions, "zone" | "workspaceId">,
): Promise<Listed> {
  if (asked.mode !== "tickets") return listedCards(tx, ctx, asked, write);
  const list = await readListQuery(tx, ctx, { where: asked.where, sort: asked.sort });
  const { fields } = write;
  return {
    total: () => countListed(tx, list),
    async *lines(batch) {
      const lines = makeLines(tx, { ...write, workspaceId: ctx.workspaceId, zone: list.desk.zone });
      for await (const rows of walkTickets(tx, list, fields, batch)) yield await lines(rows);
    },
  };
}
