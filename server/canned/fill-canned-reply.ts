import type { Response } from "../../contract/routes.ts";
import type { Ctx } from "../platform/http/context.ts";
import { loadRegistry } from "../settings/load-registry.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { templateFiller } from "../templates/fill-template.ts";
import { accessTicket } from "../tickets/access.ts";
import { readReply } from "./canned-replies.ts";

/**
 * A canned reply as it reads for a ticket: its variables are the fields that this employee may see, in the language of
 * the workspace.
 */
export const fillCannedReply = (
  ctx: Ctx,
  { id, replyId }: { id: string; replyId: string },
): Promise<Response<"fillCannedReply">> =>
  ctx.read(async (tx) => {
    const row = await accessTicket(tx, ctx, id, { lock: false });
    const { text } = await readReply(tx, ctx.workspaceId, replyId);
    const { locale } = await loadSettings(tx, ctx.workspaceId);
    const registry = await loadRegistry(tx, ctx);
    const fill = await templateFiller(tx, row, { registry, language: locale, me: ctx.person.name, link: "" });
    return { text: fill(text) };
  });
