import type { Response } from "../../../contract/routes.ts";
import type { Process } from "../../../core/process/process.ts";
import type { Ctx } from "../../platform/http/context.ts";
import { notFound } from "../../platform/http/problem.ts";
import { findDraft } from "./drafts.ts";
import { faultsOf, findPublished } from "./view-process.ts";

/** What is wrong with a process as it is being edited ([B-PROC-02]). Nothing is kept. 404. */
export const checkDefinition = (ctx: Ctx, key: string, definition: Process): Promise<Response<"checkProcess">> =>
  ctx.read(async (tx) => {
    const published = await findPublished(tx, ctx.workspaceId, key);
    if (!published && !(await findDraft(tx, ctx.workspaceId, key, { lock: false }))) throw notFound("process");
    return { faults: await faultsOf(tx, ctx.workspaceId, published, definition) };
  });
