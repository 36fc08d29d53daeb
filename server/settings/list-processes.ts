import type { Response } from "../../contract/routes.ts";
import type { Ctx } from "../platform/http/context.ts";
import { loadPastStatuses, loadProcesses } from "./load-process.ts";
import { loadSettings } from "./load-settings.ts";
import { renamed } from "./renamed.ts";

/**
 * The current processes of the workspace as data: what screens draw statuses and moves from. `past`: statuses that only
 * earlier versions have, so that tickets which still stand there are named.
 */
export const listProcesses = (ctx: Ctx): Promise<Response<"listProcesses">> =>
  ctx.read(async (tx) => {
    const processes = await loadProcesses(tx, ctx.workspaceId);
    const past = await loadPastStatuses(tx, ctx.workspaceId);
    const { settings } = await loadSettings(tx, ctx.workspaceId);
    const named = processes.map((process) => renamed(process, settings.statusNames));
    return {
      items: named.map((definition) => ({
        key: definition.key,
        version: definition.version,
        definition,
        past: past.get(definition.key) ?? [],
      })),
    };
  });
