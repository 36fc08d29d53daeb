import type { Response } from "../../contract/routes.ts";
import type { Ctx } from "../platform/http/context.ts";
import { type FieldView, viewOfBuiltIn, viewOfCustom } from "./custom-fields.ts";
import { loadStoredFields, loadWholeRegistry } from "./load-registry.ts";
import { viewerOf } from "./viewer.ts";

/**
 * All fields of tickets that this person may see: built in first, then the workspace's own, with those that are switched
 * off. Who sets fields up sees all of them, and by `mine` what he may do with their values.
 */
export const listFields = (ctx: Ctx): Promise<Response<"listFields">> =>
  ctx.read(async (tx) => {
    const all = await loadWholeRegistry(tx, ctx.workspaceId);
    const own = await loadStoredFields(tx, ctx.workspaceId);
    const viewer = viewerOf(ctx.person);
    const sees = ({ mine }: FieldView) => mine !== "hidden" || ctx.person.permissions.has("section.settings");
    const builtIn = all.fields.filter((field) => !("custom" in field.source));
    const views = [
      ...builtIn.map((field) => viewOfBuiltIn(field, viewer)),
      ...own.map((field) => viewOfCustom(field, viewer)),
    ];
    return { items: views.filter(sees) };
  });
