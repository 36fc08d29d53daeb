import type { Response } from "../../contract/routes.ts";
import type { Ctx } from "../platform/http/context.ts";
import { type LoadedWorkspace, loadSettings } from "./load-settings.ts";

/** The workspace with every setting as it holds, defaults included. */
export const getWorkspace = (ctx: Ctx): Promise<Response<"getWorkspace">> =>
  ctx.read(async (tx) => viewOfWorkspace(await loadSettings(tx, ctx.workspaceId)));

export const viewOfWorkspace = (desk: LoadedWorkspace): Response<"getWorkspace"> => {
  const { id, slug, name, zone, locale, settings, version, changed } = desk;
  return { id, slug, name, timeZone: zone, locale, settings, version, changed };
};
