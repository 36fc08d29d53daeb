import type { Response } from "../../contract/routes.ts";
import { hasHouses } from "../places/has-houses.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { loadSettings } from "./load-settings.ts";

/** The workspace with every setting as it holds, defaults included. */
export const getWorkspace = (ctx: Ctx): Promise<Response<"getWorkspace">> =>
  ctx.read((tx) => readWorkspace(tx, ctx.workspaceId));

export async function readWorkspace(tx: Tx, workspaceId: string): Promise<Response<"getWorkspace">> {
  const { id, slug, name, zone, locale, settings, version, changed } = await loadSettings(tx, workspaceId);
  const houses = await hasHouses(tx, workspaceId);
  return { id, slug, name, timeZone: zone, locale, settings, houses, version, changed };
}
