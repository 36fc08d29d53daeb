import type { Ticket } from "../../contract/ticket-view.ts";
import type { Ctx } from "../platform/http/context.ts";
import { Problem } from "../platform/http/problem.ts";
import { loadRegistry } from "../settings/load-registry.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { templateFiller } from "../templates/fill-template.ts";
import { accessTicket, checkVersion } from "../tickets/access.ts";
import { actorOf } from "../tickets/act.ts";
import { viewTicket } from "../tickets/view-ticket.ts";
import { type Doer, doAction } from "./do-action.ts";
import { accessMacro, actionsOf, needMacros } from "./macros.ts";

/**
 * Does everything that a macro says on a ticket, as the employee would by hand and with his rights ([U-UPD-03]): all of
 * it in one transaction, or nothing. What refuses is told with the action it is about: `actions.1.comment`.
 */
export const applyMacro = (ctx: Ctx, { id, macroId }: { id: string; macroId: string }): Promise<Ticket> =>
  ctx.write(async (tx) => {
    let row = await accessTicket(tx, ctx, id, { lock: true });
    const macro = await accessMacro(tx, ctx, macroId);
    await needMacros(tx, ctx);
    checkVersion(ctx, row, {}, {});
    const registry = await loadRegistry(tx, ctx);
    const { locale: language } = await loadSettings(tx, ctx.workspaceId);
    const reading = { registry, language, me: ctx.person.name, link: "" };
    const doer: Doer = {
      actor: actorOf(ctx.person),
      now: ctx.now,
      person: ctx.person,
      fill: (about) => templateFiller(tx, about, reading),
    };
    for (const [index, action] of actionsOf(macro).entries()) {
      try {
        row = (await doAction(tx, row, action, doer)).row;
      } catch (error) {
        throw placed(error, index);
      }
    }
    return viewTicket(tx, ctx, row);
  });

/** The refusal with the action that it is about. */
function placed(error: unknown, index: number): unknown {
  if (!(error instanceof Problem) || error.refusals.length === 0) return error;
  const refusals = error.refusals.map((refusal) => ({
    ...refusal,
    field: [`actions.${index}`, refusal.field].filter(Boolean).join("."),
  }));
  return new Problem(error.status, error.code, error.message, { refusals });
}
