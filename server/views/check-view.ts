import { parseCondition } from "../../core/condition/parse.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField } from "../platform/http/problem.ts";
import { loadRegistry } from "../settings/load-registry.ts";
import { conditionProblem } from "../tickets/condition-query.ts";

/** Columns, order and grouping of a list take far less; in bytes of JSON. */
const MOST_SETTINGS = 20_000;

/**
 * Refuses a view that could not be opened again: its condition must be readable with the fields that this person knows.
 * The names in it are looked up when it is opened, as what they name may come and go.
 */
export async function checkView(tx: Tx, ctx: Ctx, view: { condition?: string; settings?: object }): Promise<void> {
  if (view.condition !== undefined) {
    const parsed = parseCondition(view.condition, await loadRegistry(tx, ctx));
    if (!parsed.ok) throw conditionProblem("condition/invalid", parsed.errors);
  }
  if (view.settings && Buffer.byteLength(JSON.stringify(view.settings)) > MOST_SETTINGS) {
    throw badField("settings", "too-long", "The settings of a view are too long.", `Keep to ${MOST_SETTINGS} bytes.`);
  }
}
