import type { Request, Response } from "../../../contract/routes.ts";
import { withFormulas } from "../../../core/formula/formulas.ts";
import type { Ctx } from "../../platform/http/context.ts";
import { Problem } from "../../platform/http/problem.ts";
import { readFormula } from "../../settings/formulas.ts";
import { loadSettings } from "../../settings/load-settings.ts";
import { accessTicket } from "../access.ts";
import { stateOf } from "../columns.ts";

/** What a formula gives, or what is wrong with it; and what comes out for a ticket that is named and seen. */
export const tryFormula = (ctx: Ctx, body: Request<"checkFormula">["body"]): Promise<Response<"checkFormula">> =>
  ctx.read(async (tx) => {
    const key = body.key?.replace(/^custom\./, "");
    const { subject = "ticket" } = body;
    const { formula, problems, ready } = await readFormula(tx, ctx.workspaceId, { subject, key }, body.formula);
    if (!formula || !ready) return { result: null, problems };
    const checked = {
      result: formula.result,
      ...(formula.currency ? { currency: formula.currency } : {}),
      problems,
    };
    if (body.ticket === undefined || subject !== "ticket") return checked;
    try {
      const row = await accessTicket(tx, ctx, String(body.ticket), { lock: false });
      const { zone } = await loadSettings(tx, ctx.workspaceId);
      // A field that is not there yet has no key: any that no field has will do.
      const tried = { ...ready, key: ready.key || "-" };
      return { ...checked, value: withFormulas([tried], stateOf(row), zone)[tried.key] ?? null };
    } catch (error) {
      if (error instanceof Problem && error.status === 404) return checked;
      throw error;
    }
  });
