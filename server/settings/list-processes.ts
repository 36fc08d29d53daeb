import type { Response } from "../../contract/routes.ts";
import type { Ctx } from "../platform/http/context.ts";
import { loadProcesses } from "./load-process.ts";

/** The current processes of the workspace as data: what screens draw statuses and moves from. */
export const listProcesses = (ctx: Ctx): Promise<Response<"listProcesses">> =>
  ctx.read(async (tx) => {
    const processes = await loadProcesses(tx, ctx.workspaceId);
    return { items: processes.map((definition) => ({ key: definition.key, version: definition.version, definition })) };
  });
