import type { Doors } from "../platform/http/doors.ts";
import { applyMacro } from "./apply-macro.ts";
import { listRuns } from "./list-runs.ts";
import { createMacro, deleteMacro, listMacros, updateMacro } from "./macros.ts";
import { webhookKey } from "./webhook-body.ts";

/** Connects the routes of automation with their use-cases; `secret` is what the keys of webhooks are made of. */
export function automationDoors({ open }: Doors, { secret }: { secret: string }): void {
  open("listRuns", (ctx, { params, query }) => listRuns(ctx, params.id, query));
  open("getWebhookKey", async (ctx) => ({ key: webhookKey(secret, ctx.workspaceId) }));
  open("listMacros", (ctx) => listMacros(ctx));
  open("createMacro", (ctx, { body }) => createMacro(ctx, body));
  open("updateMacro", (ctx, { params, body }) => updateMacro(ctx, params.id, body));
  open("deleteMacro", (ctx, { params }) => deleteMacro(ctx, params.id));
  open("applyMacro", (ctx, { params }) => applyMacro(ctx, params));
}
