import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { loadRegistry } from "../settings/load-registry.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { templateFiller } from "../templates/fill-template.ts";
import { accessTicket } from "../tickets/access.ts";

/**
 * Fills canned replies in for a ticket: variables are the fields that this employee may see, in the language of the
 * workspace.
 */
export async function ticketFiller(tx: Tx, ctx: Ctx, ticket: string): Promise<(text: string) => string> {
  const row = await accessTicket(tx, ctx, ticket, { lock: false });
  const { locale } = await loadSettings(tx, ctx.workspaceId);
  const registry = await loadRegistry(tx, ctx);
  return templateFiller(tx, row, { registry, language: locale, me: ctx.person.name, link: "" });
}
