import type { BulkPreview } from "../../contract/bulk.ts";
import type { Request } from "../../contract/routes.ts";
import { LIMITS } from "../../core/process/limits.ts";
import type { Ctx } from "../platform/http/context.ts";
import { forbidden } from "../platform/http/problem.ts";
import { chosenSql, countChosen, loadChosen } from "./chosen.ts";
import { lookAt, NEEDS, rightFor } from "./one-ticket.ts";

/** Refused tickets that are told one by one. */
const TOLD = 100;

/**
 * What an action would do to these tickets now ([B-UNDO-01]): exact for as many as somebody can wait for, of more the
 * number alone. Nothing can be written meanwhile: the transaction only reads.
 */
export const previewBulk = (ctx: Ctx, { action, ...chosen }: Request<"previewBulk">["body"]): Promise<BulkPreview> => {
  if (!rightFor(ctx.person, action)) throw forbidden(NEEDS[action.do].join(" or "));
  return ctx.read(async (tx) => {
    const which = await chosenSql(tx, ctx, action, chosen);
    const rows = await loadChosen(tx, which, LIMITS.lookedAtOnce + 1);
    if (rows.length > LIMITS.lookedAtOnce) {
      const found = await countChosen(tx, which, LIMITS.bulk + 1);
      return { total: Math.min(found, LIMITS.bulk), ...(found > LIMITS.bulk ? { more: true } : {}), items: [] };
    }
    const would = { done: 0, same: 0, refused: 0 };
    const items: BulkPreview["items"] = [];
    for (const row of rows) {
      const looked = await lookAt(tx, ctx, row, action);
      would[looked.outcome] += 1;
      const isTold = chosen.tickets ? true : looked.outcome === "refused" && items.length < TOLD;
      if (!isTold) continue;
      const { id, number, subject } = row;
      const refusals = looked.outcome === "refused" ? looked.refusals : [];
      items.push({ ticket: { id, number, subject }, outcome: looked.outcome, refusals });
    }
    return { total: rows.length, would, items };
  });
};
