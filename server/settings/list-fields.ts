import type { Response } from "../../contract/routes.ts";
import type { Ctx } from "../platform/http/context.ts";
import { viewOfBuiltIn, viewOfCustom } from "./custom-fields.ts";
import { loadStoredFields, loadWholeRegistry } from "./load-registry.ts";

/** All fields of tickets: built in first, then the workspace's own, with those that are switched off. */
export const listFields = (ctx: Ctx): Promise<Response<"listFields">> =>
  ctx.read(async (tx) => {
    const all = await loadWholeRegistry(tx, ctx.workspaceId);
    const own = await loadStoredFields(tx, ctx.workspaceId);
    const builtIn = all.fields.filter((field) => !("custom" in field.source));
    return { items: [...builtIn.map(viewOfBuiltIn), ...own.map(viewOfCustom)] };
  });
